//! Live rows as seed files.

use std::io::Write;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Map, Value};

use crate::db::{seed_known, seed_table};
use crate::seed::{Kind, Writer};

/// So many rows are read in one query.
const BATCH: i64 = 500;

/// Writes all rows of a kind as one seed file, by key. Answers how many there were.
pub fn kind(conn: &mut PgConnection, kind: Kind, out: &mut dyn Write) -> anyhow::Result<usize> {
    let order = seed_table::fields(kind.as_str())?;
    let mut writer = Writer::begin(out, kind)?;
    let mut after = String::new();
    let mut count = 0;
    loop {
        let batch = seed_known::rows(conn, kind.as_str(), &after, BATCH)
            .with_context(|| format!("{kind} cannot be read"))?;
        let Some(last) = batch.last() else {
            writer.end()?;
            return Ok(count);
        };
        after.clone_from(&last.key);
        for row in batch {
            if let Value::Object(fields) = row.fields {
                writer.item(&ordered(fields, &order))?;
                count += 1;
            }
        }
    }
}

/// The fields in the order of their columns. What is null is left out, and so is the sealed value
/// of a sensitive setting, which belongs to this database alone.
fn ordered(mut fields: Map<String, Value>, order: &[&str]) -> Vec<(String, Value)> {
    if fields.get("is_sensitive") == Some(&Value::Bool(true)) {
        fields.remove("value");
    }
    order
        .iter()
        .filter_map(|field| fields.remove_entry(*field))
        .filter(|(_, value)| !value.is_null())
        .collect()
}
