//! What changes agents. Whoever changes one holds its row and touches it in the end, so that two
//! changes come one after the other.

pub mod assign;
pub mod clone;
pub mod context;
pub mod create;
pub mod delete;
pub mod packages;
pub mod unassign;
pub mod update;

mod chosen;
mod document;
mod equipment;
mod language_model;
mod plugins;

pub use chosen::{Chosen, Tool};
pub use equipment::{Change, Equipment};

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::{Value, json};

use super::Deed;
use crate::db::agent::{self, Agent, Row};
use crate::db::audit_event;
use crate::error::{Advice, Code};

/// An agent with what it has.
#[derive(Debug, Serialize)]
pub struct Equipped {
    #[serde(flatten)]
    pub agent: Row,
    #[serde(flatten)]
    pub equipment: Equipment,
    /// False when nothing had to be done.
    pub changed: bool,
    /// What was given and taken.
    pub changes: Vec<Change>,
    /// What a person should know, though nothing was refused.
    pub warnings: Vec<String>,
}

/// Holds the agent to the end of the transaction, so that two changes come one after the other.
fn hold(conn: &mut PgConnection, agent: &Agent) -> anyhow::Result<Row> {
    let name = &agent.name;
    let held = agent::hold(conn, agent)
        .with_context(|| format!("the agent `{name}` cannot be changed"))?;
    let row = if held { agent::row(conn, agent)? } else { None };
    row.ok_or_else(|| {
        let message = format!("the agent `{name}` was removed meanwhile");
        Advice::new(Code::NameUnknown, message).into()
    })
}

/// Writes the audit row.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, agent): (&str, &Agent),
    (before, after): (&Value, Value),
) -> anyhow::Result<()> {
    let change = audit_event::Change {
        workspace_id: agent.workspace_id,
        actor: deed.actor,
        command: deed.command,
        object_type: "agent",
        object_id: &agent.id.to_string(),
        object_name: &agent.name,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, None, before)?;
    Ok(())
}

/// Of two states, as objects with the same fields, the fields that differ.
fn difference(before: &Value, after: &Value) -> (Value, Value) {
    let (mut old, mut new) = (json!({}), json!({}));
    for (field, value) in after.as_object().into_iter().flatten() {
        let was = before.get(field).unwrap_or(&Value::Null);
        if was != value
            && let (Some(old), Some(new)) = (old.as_object_mut(), new.as_object_mut())
        {
            old.insert(field.clone(), was.clone());
            new.insert(field.clone(), value.clone());
        }
    }
    (old, new)
}
