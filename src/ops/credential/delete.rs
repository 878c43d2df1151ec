//! A credential is removed; its log stays.

use serde_json::json;

use super::{Deed, Done, attempt, held, record, told};
use crate::db::Session;
use crate::db::credential::{self, Credential};
use crate::model::CredentialAction;

/// Removes it.
pub fn run(session: &mut Session, deed: &Deed<'_>, credential: &Credential) -> anyhow::Result<()> {
    let actor = session.actor.clone();
    let what = (CredentialAction::Deleted, credential);
    attempt(session, deed, what, |conn| {
        held(conn, credential)?;
        let done = Done {
            action: CredentialAction::Deleted,
            details: json!({"command": deed.command, "type": credential.kind}),
            error: None,
        };
        record(conn, &actor, std::slice::from_ref(credential), done)?;
        let who = (actor.as_str(), deed.command);
        let changed = (told(credential), json!({}));
        super::tell(conn, who, ("delete", credential), changed)?;
        credential::delete(conn, credential)?;
        Ok(())
    })
}
