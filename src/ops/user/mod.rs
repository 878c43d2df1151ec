//! What changes users.

pub mod create;
pub mod update;

use diesel::PgConnection;
use serde_json::{Value, json};

use super::Deed;
use crate::db::audit_event::{self, Change};
use crate::db::user::User;
use crate::db::workspace::PLATFORM;
use crate::error::{Advice, Code};

/// Writes the audit row.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, user): (&str, &User),
    (before, after): (&Value, Value),
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: PLATFORM,
        actor: deed.actor,
        command: deed.command,
        object_type: "user",
        object_id: &user.id.to_string(),
        object_name: &user.username,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, None, before)?;
    Ok(())
}

/// The fields of a user that people set.
fn told(user: &User) -> Value {
    json!({
        "email": user.email, "name": user.name, "avatar_url": user.avatar_url,
        "is_active": user.is_active,
    })
}

fn taken(email: &str) -> Advice {
    let message = format!("another user has the address `{email}`");
    Advice::new(Code::NameTaken, message).hint("however it is written, an address is one user's")
}
