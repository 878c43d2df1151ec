//! Who is in a workspace. A personal one has its owner and nobody else; in any with members an owner
//! remains.

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::{hold, record};
use crate::db::user::User;
use crate::db::workspace::{self, Changes, Workspace};
use crate::db::{self, Exclusion, Session, workspace_member};
use crate::error::{Advice, Code};
use crate::model::{MemberRole, WorkspaceKind};
use crate::ops::Deed;

/// What is to be done with a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Make them a member with that role.
    Add(MemberRole),
    /// Give the member that role.
    SetRole(MemberRole),
    /// Take them out.
    Remove,
}

/// A user and their place in a workspace.
#[derive(Debug, Serialize)]
pub struct Placed {
    pub workspace: String,
    pub username: String,
    /// Nothing when they are no member.
    pub role: Option<MemberRole>,
    /// False when it was so already.
    pub changed: bool,
}

/// Does it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    (workspace, user): (&Workspace, &User),
    wanted: Wanted,
) -> anyhow::Result<Placed> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let held = hold(conn, workspace)?;
        let place = (held.id, user.id);
        let was = workspace_member::role(conn, place)?;
        let (action, role) = match wanted {
            Wanted::Add(role) => ("member add", Some(role)),
            Wanted::SetRole(role) => ("member set-role", Some(role)),
            Wanted::Remove => ("member remove", None),
        };
        check(&held, user, was, wanted)?;
        let placed = Placed {
            workspace: held.slug.clone(),
            username: user.username.clone(),
            role,
            changed: was != role,
        };
        if was == role {
            return Ok(placed);
        }
        let owners = workspace_member::owners(conn, held.id)?;
        let next = owners.iter().copied().find(|id| *id != user.id);
        let loses = was == Some(MemberRole::Owner);
        if next.is_none() && (loses || was.is_none()) && role != Some(MemberRole::Owner) {
            return Err(no_owner(&held, user, loses).into());
        }
        let explain = || format!("the members of `{}` cannot be changed", held.slug);
        match role {
            Some(role) => workspace_member::put(conn, place, role).with_context(explain)?,
            None => workspace_member::remove(conn, place).with_context(explain)?,
        }
        // Without this another change that waited for the row would not notice this one.
        let changes = Changes {
            owner_id: (loses && held.owner_id == Some(user.id)).then_some(next),
            ..Changes::default()
        };
        workspace::update(conn, held.id, &changes).with_context(explain)?;
        let before = json!({"user": user.username, "role": was});
        let after = json!({"user": user.username, "role": role});
        record(conn, deed, (action, &held), (None, &before, after))?;
        Ok(placed)
    })
}

/// The change would leave members without an owner.
fn no_owner(workspace: &Workspace, user: &User, loses: bool) -> Advice {
    let (slug, name) = (&workspace.slug, &user.username);
    let (message, hint) = if loses {
        (
            format!("`{name}` is the last owner of `{slug}`"),
            format!("first `automatos workspace member set-role {slug} OTHER owner`"),
        )
    } else {
        (
            format!("`{slug}` has no owner, and its first member has to be one"),
            format!("`automatos workspace member add {slug} {name} --role owner`"),
        )
    };
    Advice::new(Code::WorkspaceMembers, message).hint(hint)
}

/// Refuses what a workspace of that kind, or the user's place in it, does not allow.
fn check(
    workspace: &Workspace,
    user: &User,
    was: Option<MemberRole>,
    wanted: Wanted,
) -> Result<(), Advice> {
    let (slug, name) = (&workspace.slug, &user.username);
    match (wanted, was) {
        (Wanted::Add(role), Some(was)) if was != role => {
            let message = format!("`{name}` is in the workspace `{slug}` already, as {was}");
            return Err(Advice::new(Code::NameTaken, message).hint(format!(
                "`automatos workspace member set-role {slug} {name} {role}`"
            )));
        }
        (Wanted::SetRole(role), None) => {
            let message = format!("`{name}` is not in the workspace `{slug}`");
            return Err(Advice::new(Code::NameUnknown, message).hint(format!(
                "`automatos workspace member add {slug} {name} --role {role}`"
            )));
        }
        (Wanted::Add(_) | Wanted::SetRole(_) | Wanted::Remove, _) => {}
    }
    let is_owner = workspace.owner_id == Some(user.id);
    let breaks = match wanted {
        Wanted::Add(role) | Wanted::SetRole(role) => !is_owner || role != MemberRole::Owner,
        Wanted::Remove => is_owner,
    };
    match workspace.kind {
        WorkspaceKind::Personal if breaks => {
            let message = format!("`{slug}` is a personal workspace: its owner is its only member");
            Err(Advice::new(Code::WorkspaceMembers, message)
                .hint("create an organization's workspace to share"))
        }
        WorkspaceKind::Personal | WorkspaceKind::Organization => Ok(()),
    }
}
