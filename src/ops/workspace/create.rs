//! A new workspace.

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::record;
use crate::db::user::User;
use crate::db::workspace::{self, New, Workspace};
use crate::db::{self, Exclusion, Session, workspace_member};
use crate::error::{Advice, Code};
use crate::model::{MemberRole, Slug, WorkspaceKind};
use crate::ops::Deed;

/// What the new workspace is to be.
#[derive(Debug)]
pub struct Wanted {
    pub slug: Slug,
    pub name: String,
    pub kind: WorkspaceKind,
    /// Who owns it; a personal one must have an owner.
    pub owner: Option<User>,
    pub plan: String,
}

/// Creates it with its owner's membership and its audit row.
pub fn run(session: &mut Session, deed: &Deed<'_>, wanted: &Wanted) -> anyhow::Result<Workspace> {
    let Wanted {
        slug,
        name,
        kind,
        owner,
        plan,
    } = wanted;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let new = New {
            id: Uuid::now_v7(),
            slug: slug.as_str(),
            name,
            kind: *kind,
            owner_id: owner.as_ref().map(|user| user.id),
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
        if let Some(user) = owner {
            workspace_member::put(conn, (created.id, user.id), MemberRole::Owner)?;
        }
        let after = json!({
            "slug": slug, "name": name, "kind": created.kind, "plan": plan,
            "owner": owner.as_ref().map(|user| &user.username),
        });
        record(conn, deed, ("create", &created), (None, &json!({}), after))?;
        Ok(created)
    })
}
