//! The values of credentials leave this database: the log has it before anybody has them.

use std::collections::HashMap;

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::{Deed, Done, check_ring, open, record};
use crate::db::audit_event::{self, Change};
use crate::db::credential::Credential;
use crate::db::credential_seal::{self, Sealed};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Exclusion, Session};
use crate::model::CredentialAction;
use crate::transfer::Item;
use crate::vault::KeyRing;

/// Opens them all, or none. `recipients` are the public keys of those who will be able to read them.
pub fn run(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    credentials: &[Credential],
    recipients: &[String],
) -> anyhow::Result<Vec<Item>> {
    let actor = session.actor.clone();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        check_ring(conn, ring)?;
        let keys: Vec<_> = credentials
            .iter()
            .map(|one| (one.workspace_id, one.id))
            .collect();
        let rows = credential_seal::of(conn, &keys)?;
        let rows: HashMap<(Uuid, i64), Sealed> = rows
            .into_iter()
            .map(|row| ((row.workspace_id, row.id), row))
            .collect();
        let mut items = Vec::with_capacity(credentials.len());
        for credential in credentials {
            let row = rows.get(&(credential.workspace_id, credential.id));
            let row = row.with_context(|| {
                format!("the credential `{}` was removed meanwhile", credential.name)
            })?;
            items.push(Item {
                environment: Some(credential.environment),
                description: credential.description.clone(),
                tags: credential.tags.clone(),
                expires_at: credential.expires_at,
                ..Item::new(&credential.name, &credential.kind, open(ring, row)?)
            });
        }
        let details = json!({"command": deed.command, "recipients": recipients});
        let done = Done {
            action: CredentialAction::Accessed,
            details: details.clone(),
            error: None,
        };
        record(conn, &actor, credentials, done)?;
        let names: Vec<&str> = credentials.iter().map(|one| one.name.as_str()).collect();
        let change = Change {
            workspace_id: shared_workspace(credentials).unwrap_or(PLATFORM),
            actor: &actor,
            command: deed.command,
            object_type: "credential",
            object_id: "",
            object_name: "",
            action: "export",
            after: json!({"count": names.len(), "names": names, "recipients": recipients}),
        };
        audit_event::insert(conn, &change)?;
        Ok(items)
    })
}

/// The workspace that all of them are in.
fn shared_workspace(credentials: &[Credential]) -> Option<Uuid> {
    let first = credentials.first()?.workspace_id;
    let is_same = credentials.iter().all(|one| one.workspace_id == first);
    is_same.then_some(first)
}
