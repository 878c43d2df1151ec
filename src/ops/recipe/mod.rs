//! What changes recipes, and the workflows that are made from them.

pub mod instantiate;

use std::sync::LazyLock;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::deed::{Deed, Object};
use crate::db::workflow_recipe::{self, Changes, Recipe};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::workflow::{self, Fault};

/// Makes a recipe for a workspace, or for all.
pub fn create(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace_id: Option<Uuid>,
    wanted: &Changes,
) -> anyhow::Result<Recipe> {
    let name = wanted.template_id.as_deref().unwrap_or_default();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let created = workflow_recipe::insert(conn, workspace_id, deed.actor, wanted)
            .with_context(|| format!("the recipe `{name}` cannot be created"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::NameTaken,
                    format!("there is a recipe `{name}` already"),
                )
                .hint("choose another template id; they are unique over all workspaces")
            })?;
        record(
            conn,
            deed,
            ("create", &created),
            (json!({}), told(&created)),
        )?;
        Ok(created)
    })
}

/// Changes one. What comes of it is checked as a whole, since a file may hold a part only.
pub fn update(
    session: &mut Session,
    deed: &Deed<'_>,
    before: &Recipe,
    wanted: &Changes,
) -> anyhow::Result<Recipe> {
    let name = &before.template_id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let after = workflow_recipe::update(conn, before.id, wanted)
            .with_context(|| format!("the recipe `{name}` cannot be changed"))?
            .ok_or_else(|| gone(name))?;
        let faults = parts(&after).faults();
        if !faults.is_empty() {
            return Err(invalid(
                &format!("the recipe `{name}` would be broken"),
                &faults,
            ));
        }
        record(conn, deed, ("update", &after), (told(before), told(&after)))?;
        Ok(after)
    })
}

/// Archives one: it stays for what was made from it, and makes nothing more.
pub fn archive(session: &mut Session, deed: &Deed<'_>, row: &Recipe) -> anyhow::Result<Recipe> {
    let name = &row.template_id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let after = workflow_recipe::archive(conn, row.id)
            .with_context(|| format!("the recipe `{name}` cannot be archived"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::RecipeArchived,
                    format!("the recipe `{name}` is archived already"),
                )
            })?;
        let change = (
            json!({"archived_at": null}),
            json!({"archived_at": after.archived_at}),
        );
        record(conn, deed, ("archive", &after), change)?;
        Ok(after)
    })
}

/// Removes one; workflows that were made from it stay.
pub fn delete(session: &mut Session, deed: &Deed<'_>, row: &Recipe) -> anyhow::Result<()> {
    let name = &row.template_id;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        if !workflow_recipe::delete(conn, row.id)
            .with_context(|| format!("the recipe `{name}` cannot be deleted"))?
        {
            return Err(gone(name).into());
        }
        record(conn, deed, ("delete", row), (told(row), json!({})))
    })
}

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
