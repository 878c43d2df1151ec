//! A new agent, with all it is assigned.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Map, Value, json};

use super::assign::give;
use super::document::{self, Document};
use super::{Chosen, Equipment, Equipped, chosen, language_model, record};
use crate::db::agent::{self, Origin};
use crate::db::workspace::Workspace;
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// What the new agent is to be.
#[derive(Debug)]
pub struct Wanted {
    /// Fields in the form of seed files.
    pub fields: Map<String, Value>,
    /// What goes over them, as a JSON merge patch.
    pub patch: Map<String, Value>,
    /// What it is assigned beside what the fields name.
    pub chosen: Chosen,
}

/// Creates it in a workspace.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    workspace: &Workspace,
    wanted: &Wanted,
) -> anyhow::Result<Equipped> {
    let mut fields = wanted.fields.clone();
    document::merge(&mut fields, &wanted.patch);
    let document = Document::of(&workspace.slug, &fields)?;
    let mut all = document.chosen();
    all.plugins.extend(wanted.chosen.plugins.clone());
    all.skills.extend(wanted.chosen.skills.clone());
    all.tools.extend(wanted.chosen.tools.clone());
    all.persona = wanted.chosen.persona.clone().or(document.persona.clone());
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let origin = Origin {
            workspace_id: workspace.id,
            created_by: deed.actor,
            cloned_from_id: None,
        };
        let made = insert(conn, deed, workspace, (origin, &document), &all)?;
        let after = json!({"fields": document, "assigned": made.equipment.told()});
        record(
            conn,
            deed,
            ("create", &made.agent.agent()),
            (&json!({}), after),
        )?;
        Ok(made)
    })
}

/// Writes the row and all that the agent is assigned.
pub fn insert(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    workspace: &Workspace,
    (origin, document): (Origin<'_>, &Document),
    all: &Chosen,
) -> anyhow::Result<Equipped> {
    let (name, slug) = (&document.name, &workspace.slug);
    let warnings = language_model::check(conn, workspace.id, &document.model_config)?;
    let persona = match &all.persona {
        Some(name) => Some(chosen::persona(conn, workspace, name)?.id),
        None => None,
    };
    let row = agent::insert(conn, origin, &document.columns(persona))
        .with_context(|| format!("the agent `{name}` cannot be created"))?
        .ok_or_else(|| {
            let message = format!("the workspace `{slug}` has an agent `{name}` already");
            Advice::new(Code::NameTaken, message).hint("choose another name")
        })?;
    let nothing = Equipment {
        persona: None,
        plugins: Vec::new(),
        skills: Vec::new(),
        tools: Vec::new(),
    };
    let rest = Chosen {
        persona: None,
        ..all.clone()
    };
    give(
        conn,
        deed,
        (workspace, &row.agent()),
        (&rest, None),
        &nothing,
    )?;
    let equipment = Equipment::of(conn, &row.agent())?;
    Ok(Equipped {
        agent: row,
        changed: true,
        changes: nothing.changes(&equipment),
        equipment,
        warnings,
    })
}
