//! What changes patterns.

pub mod create;
pub mod delete;
pub mod update;

use diesel::PgConnection;
use serde_json::{Value, json};

use super::deed::{Deed, Object};
use crate::db::pattern::Pattern;
use crate::error::{Advice, Code};

fn gone(name: &str) -> Advice {
    Advice::new(
        Code::NameUnknown,
        format!("the pattern `{name}` was removed meanwhile"),
    )
}

fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, row): (&str, &Pattern),
    change: (Value, Value),
) -> anyhow::Result<()> {
    let object = Object {
        workspace_id: row.workspace_id,
        kind: "pattern",
        id: &row.id.to_string(),
        name: &row.name,
    };
    deed.record(conn, &object, (action, None), change)?;
    Ok(())
}

fn told(row: &Pattern) -> Value {
    json!({
        "name": row.name, "description": row.description, "pattern_type": row.pattern_type,
        "pattern_data": row.pattern_data, "effectiveness_score": row.effectiveness_score, "is_active": row.is_active,
    })
}
