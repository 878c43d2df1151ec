//! A new workspace.

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use crate::db::audit_event::{self, Change};
use crate::db::workspace::{self, New, Workspace};
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{Slug, WorkspaceKind};

/// What the new workspace is to be.
#[derive(Debug)]
pub struct Wanted {
    pub slug: Slug,
    pub name: String,
    pub plan: String,
}

/// Creates an organization's workspace and its audit row.
pub fn run(
    session: &mut Session,
    command: &str,
    wanted: &Wanted,
    commit: Commit,
) -> anyhow::Result<Workspace> {
    let actor = session.actor.clone();
    let Wanted { slug, name, plan } = wanted;
    db::write(session, commit, Exclusion::None, |conn| {
        let new = New {
            id: Uuid::now_v7(),
            slug: slug.as_str(),
            name,
            kind: WorkspaceKind::Organization,
            plan,
        };
        let created = workspace::insert(conn, &new)
            .with_context(|| format!("the workspace `{slug}` cannot be created"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::NameTaken,
                    format!("there is a workspace `{slug}` already"),
                )
                .hint("choose another slug; a deleted workspace keeps its own")
            })?;
        audit_event::insert(
            conn,
            &Change {
                workspace_id: created.id,
                actor: &actor,
                command,
                object_type: "workspace",
                object_id: &created.id.to_string(),
                object_name: slug.as_str(),
                action: "create",
                after: json!({"slug": slug, "name": name, "kind": created.kind, "plan": plan}),
            },
        )?;
        Ok(created)
    })
}
