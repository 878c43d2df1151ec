//! What changes workspaces and their members. Whoever changes one holds its row and updates it in the
//! end, so that two changes come one after the other.

pub mod create;
pub mod delete;
pub mod member;
pub mod update;
pub mod webhook;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Value, json};

use super::Deed;
use crate::db::audit_event::{self, Change};
use crate::db::workspace::{self, PLATFORM, Workspace};
use crate::error::{Advice, Code};

/// Holds the workspace to the end of the transaction. The platform's own is not changed.
fn hold(conn: &mut PgConnection, workspace: &Workspace) -> anyhow::Result<Workspace> {
    let slug = &workspace.slug;
    if workspace.id == PLATFORM {
        let message = format!("the workspace `{slug}` is the platform's own and stays as it is");
        return Err(Advice::new(Code::WorkspaceProtected, message)
            .hint("it owns the marketplace's agents and the audit rows of catalogs")
            .into());
    }
    workspace::hold(conn, workspace.id)
        .with_context(|| format!("the workspace `{slug}` cannot be changed"))?
        .ok_or_else(|| {
            let message = format!("the workspace `{slug}` was removed meanwhile");
            Advice::new(Code::NameUnknown, message).into()
        })
}

/// Writes the audit row.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, workspace): (&str, &Workspace),
    (reason, before, after): (Option<&str>, &Value, Value),
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: workspace.id,
        actor: deed.actor,
        command: deed.command,
        object_type: "workspace",
        object_id: &workspace.id.to_string(),
        object_name: &workspace.slug,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, reason, before)?;
    Ok(())
}

/// The fields of a workspace that people set.
fn told(workspace: &Workspace) -> Value {
    json!({
        "name": workspace.name, "plan": workspace.plan, "plan_limits": workspace.plan_limits,
        "settings": workspace.settings, "is_active": workspace.is_active,
        "paused_at": workspace.paused_at, "paused_reason": workspace.paused_reason,
        "deleted_at": workspace.deleted_at,
    })
}
