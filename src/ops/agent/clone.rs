//! An agent becomes another, in its own workspace or in another one, which gets only what it can use.

use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::create::insert;
use super::document::{self, Document};
use super::{Chosen, Equipment, Equipped, Tool, hold, record};
use crate::db::agent::{self, Agent, Origin, Row};
use crate::db::workspace::Workspace;
use crate::db::{self, Exclusion, Session, persona, skill, workspace_enabled_plugin};
use crate::error::{Advice, Code};
use crate::model::OwnerType;
use crate::ops::Deed;

/// A new agent, and what of the original it did not get.
#[derive(Debug, Serialize)]
pub struct Cloned {
    #[serde(flatten)]
    pub made: Equipped,
    pub left_out: Vec<LeftOut>,
}

/// Something that the other workspace cannot use.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// `persona`, `skill` or `plugin`.
    pub kind: &'static str,
    pub name: String,
    pub reason: &'static str,
}

/// Clones it into a workspace under a name. An agent of the marketplace has the clone counted.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    original: &Agent,
    (workspace, name): (&Workspace, &str),
) -> anyhow::Result<Cloned> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let row = hold(conn, original)?;
        let equipment = Equipment::of(conn, original)?;
        if row.owner_type == OwnerType::Marketplace {
            count(conn, &row)?;
        }
        let (chosen, left_out) = carried(conn, workspace, &equipment)?;
        let mut fields = document::of_row(&row, None);
        let own = json!({
            "name": name, "owner_type": OwnerType::Workspace, "is_featured": false,
            "is_approved": false, "marketplace_category": null, "status": "active",
        });
        document::merge(
            &mut fields,
            own.as_object().unwrap_or(&serde_json::Map::new()),
        );
        let document = Document::of(&workspace.slug, &fields)?;
        let origin = Origin {
            workspace_id: workspace.id,
            created_by: deed.actor,
            cloned_from_id: Some(row.id),
        };
        let made = insert(conn, deed, workspace, (origin, &document), &chosen)?;
        let after = json!({
            "fields": document, "assigned": made.equipment.told(), "cloned_from_id": row.id,
            "left_out": left_out,
        });
        record(
            conn,
            deed,
            ("clone", &made.agent.agent()),
            (&json!({}), after),
        )?;
        Ok(Cloned { made, left_out })
    })
}

/// Counts the installation of an agent that the marketplace offers.
fn count(conn: &mut PgConnection, row: &Row) -> anyhow::Result<()> {
    if !row.is_approved {
        let message = format!("the marketplace does not offer `{}`", row.name);
        return Err(Advice::new(Code::AgentNotApproved, message)
            .hint(format!(
                "`automatos agent update '{}' -w platform --set is_approved=true` offers it",
                row.name
            ))
            .into());
    }
    agent::count_install(conn, &row.agent())?;
    Ok(())
}

/// What the workspace can use of all that, and what it cannot. What is global or its own goes along;
/// for what belongs to another workspace its own of the same name does.
fn carried(
    conn: &mut PgConnection,
    workspace: &Workspace,
    equipment: &Equipment,
) -> anyhow::Result<(Chosen, Vec<LeftOut>)> {
    let is_usable = |owner: Option<Uuid>| owner.is_none_or(|owner| owner == workspace.id);
    let mut chosen = Chosen::default();
    let mut left_out = Vec::new();
    let mut leave = |kind, name: &str, reason| {
        left_out.push(LeftOut {
            kind,
            name: name.to_owned(),
            reason,
        });
    };
    if let Some(one) = &equipment.persona {
        if is_usable(one.workspace_id) {
            chosen.persona = Some(one.id.to_string());
        } else if let Some(own) = persona::usable(conn, workspace.id, &one.slug)?.first() {
            chosen.persona = Some(own.id.to_string());
        } else {
            leave("persona", &one.slug, "it belongs to another workspace");
        }
    }
    let foreign = equipment
        .skills
        .iter()
        .filter(|one| !is_usable(one.workspace_id));
    let names: Vec<String> = foreign.map(|one| one.name.clone()).collect();
    let there = skill::usable(conn, workspace.id, &names)?;
    for one in &equipment.skills {
        if is_usable(one.workspace_id) {
            chosen.skills.push(one.id.to_string());
        } else if let Some(own) = there.iter().find(|own| own.name == one.name) {
            chosen.skills.push(own.id.to_string());
        } else {
            leave("skill", &one.name, "it belongs to another workspace");
        }
    }
    let ids: Vec<Uuid> = equipment.plugins.iter().map(|one| one.plugin_id).collect();
    let enabled = workspace_enabled_plugin::among(conn, workspace.id, &ids)?;
    for one in &equipment.plugins {
        if enabled.contains(&one.plugin_id) {
            chosen.plugins.push(one.slug.clone());
        } else {
            leave("plugin", &one.slug, "the workspace has not enabled it");
        }
    }
    chosen.tools = equipment
        .tools
        .iter()
        .map(|one| Tool {
            app_name: one.app_name.clone(),
            app_type: Some(one.app_type),
            priority: Some(one.priority),
            config: Some(one.config.clone()),
        })
        .collect();
    Ok((chosen, left_out))
}
