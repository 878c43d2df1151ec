//! What changes workflows and their runs.

pub mod create;
pub mod delete;
pub mod execution;
pub mod update;

use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::deed::{Deed, Object};
use crate::db::agent;
use crate::db::workflow::Workflow;
use crate::error::{Advice, Code};
use crate::workflow;

/// The ids of the agents that the steps of a definition name. All of them must be in the workspace.
fn agents_of(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    definition: &Value,
) -> anyhow::Result<Vec<i64>> {
    let names: Vec<&str> = workflow::agents(definition).into_iter().collect();
    let found = agent::among(conn, workspace_id, &names)?;
    let missing: Vec<String> = names
        .iter()
        .filter(|name| found.iter().all(|(known, _)| known != *name))
        .map(|name| format!("`{name}`"))
        .collect();
    if missing.is_empty() {
        return Ok(found.into_iter().map(|(_, id)| id).collect());
    }
    let message = format!(
        "its steps name agents that the workspace has not: {}",
        missing.join(", ")
    );
    Err(Advice::new(Code::NameUnknown, message)
        .hint("make these agents first, or name others in the steps")
        .into())
}

fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, row): (&str, &Workflow),
    change: (Value, Value),
) -> anyhow::Result<()> {
    let object = Object {
        workspace_id: Some(row.workspace_id),
        kind: "workflow",
        id: &row.id.to_string(),
        name: &row.name,
    };
    deed.record(conn, &object, (action, None), change)?;
    Ok(())
}

fn told(row: &Workflow) -> Value {
    json!({
        "name": row.name, "description": row.description, "goal": row.goal, "context": row.context,
        "workflow_definition": row.workflow_definition, "status": row.status, "owner": row.owner,
        "tags": row.tags, "priority": row.priority, "default_policy_id": row.default_policy_id,
    })
}

fn gone(name: &str) -> Advice {
    Advice::new(
        Code::NameUnknown,
        format!("the workflow `{name}` was removed meanwhile"),
    )
}
