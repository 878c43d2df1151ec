//! Live rows as seed files.

use std::io::Write;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Map, Value};

use crate::db::{seed_known, seed_table};
use crate::seed::{Kind, Writer};

/// Writes the rows of a kind as one seed file, by key: all of them, or those that concern these
/// workspaces. Answers how many there were.
pub fn kind(
    conn: &mut PgConnection,
    kind: Kind,
    workspaces: Option<&[String]>,
    out: &mut dyn Write,
) -> anyhow::Result<usize> {
    let order = seed_table::fields(kind.as_str())?;
    let mut writer = Writer::begin(out, kind)?;
    let mut count = 0;
    seed_known::each(conn, kind.as_str(), workspaces, &mut |row| {
        if let Value::Object(fields) = row {
            writer.item(&ordered(fields, &order))?;
            count += 1;
        }
        Ok(())
    })
    .with_context(|| format!("{kind} cannot be exported"))?;
    writer.end()?;
    Ok(count)
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
