//! What changes recipes, and the workflows that are made from them.

pub mod archive;
pub mod create;
pub mod delete;
pub mod instantiate;
pub mod update;

use std::sync::LazyLock;

use diesel::PgConnection;
use serde_json::{Map, Value, json};

use super::deed::{Deed, Object};
use crate::db::workflow_recipe::Recipe;
use crate::error::{Advice, Code};
use crate::workflow::{self, Fault};

/// Where a column holds no mapping.
static EMPTY: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

/// The parts of a recipe that make a workflow.
fn parts(row: &Recipe) -> workflow::Recipe<'_> {
    let map = |value| Value::as_object(value).unwrap_or(&EMPTY);
    workflow::Recipe {
        template_definition: map(&row.template_definition),
        steps: row.steps.as_array().map_or(&[], Vec::as_slice),
        inputs: map(&row.inputs),
        outputs: map(&row.outputs),
        execution_config: map(&row.execution_config),
        schedule_config: map(&row.schedule_config),
    }
}

fn invalid(message: &str, faults: &[Fault]) -> anyhow::Error {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    anyhow::Error::msg(lines.join("\n")).context(Advice::new(Code::DefinitionInvalid, message))
}

fn gone(name: &str) -> Advice {
    Advice::new(
        Code::NameUnknown,
        format!("the recipe `{name}` was removed meanwhile"),
    )
}

fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, row): (&str, &Recipe),
    change: (Value, Value),
) -> anyhow::Result<()> {
    let object = Object {
        workspace_id: row.workspace_id,
        kind: "recipe",
        id: &row.id.to_string(),
        name: &row.template_id,
    };
    deed.record(conn, &object, (action, None), change)?;
    Ok(())
}

fn told(row: &Recipe) -> Value {
    json!({
        "template_id": row.template_id, "name": row.name, "description": row.description,
        "template_definition": row.template_definition, "steps": row.steps, "inputs": row.inputs,
        "outputs": row.outputs, "execution_config": row.execution_config, "schedule_config": row.schedule_config,
        "tags": row.tags, "version": row.version,
    })
}
