//! The values of a credential are read by a person: the log has it before they have them.

use serde_json::json;

use super::{Deed, Done, attempt, held, open, record};
use crate::db::Session;
use crate::db::credential::Credential;
use crate::model::{CredentialAction, CredentialValues};
use crate::vault::KeyRing;

/// Its values.
pub fn run(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    credential: &Credential,
) -> anyhow::Result<CredentialValues> {
    let actor = session.actor.clone();
    let what = (CredentialAction::Accessed, credential);
    attempt(session, deed, what, |conn| {
        let values = open(ring, &held(conn, credential)?)?;
        let fields: Vec<&str> = values.names().collect();
        let done = Done {
            action: CredentialAction::Accessed,
            details: json!({"command": deed.command, "fields": fields}),
            error: None,
        };
        record(conn, &actor, std::slice::from_ref(credential), done)?;
        let who = (actor.as_str(), deed.command);
        super::tell(
            conn,
            who,
            ("access", credential),
            (json!({}), json!({"fields": fields})),
        )?;
        Ok(values)
    })
}
