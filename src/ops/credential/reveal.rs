//! The values of a credential are read by a person: the log has it before they have them.

use serde_json::json;

use super::{Deed, Done, attempt, held, open, record};
use crate::db::Session;
use crate::db::credential::Credential;
use crate::error::{Advice, Code};
use crate::model::{CredentialAction, CredentialValues};
use crate::vault::KeyRing;

/// Its values; the log has the one field where only that is asked for.
pub fn run(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    credential: &Credential,
    only: Option<&str>,
) -> anyhow::Result<CredentialValues> {
    let actor = session.actor.clone();
    let what = (CredentialAction::Accessed, credential);
    attempt(session, deed, what, |conn| {
        let values = open(ring, &held(conn, credential)?)?;
        let fields = match only {
            Some(field) => vec![known(&values, field)?],
            None => values.names().collect(),
        };
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

/// The field, where the credential has a value for it.
fn known<'a>(values: &CredentialValues, field: &'a str) -> Result<&'a str, Advice> {
    if values.get(field).is_some() {
        return Ok(field);
    }
    let names: Vec<&str> = values.names().collect();
    let message = format!("the credential has no value for `{field}`");
    Err(Advice::new(Code::NameUnknown, message).hint(format!("it has {}", names.join(", "))))
}
