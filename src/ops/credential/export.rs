//! The values of credentials leave this database: the log has it before anybody has them.

use std::collections::HashMap;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Deed, Done, check_ring, open, reason, record};
use crate::db::audit_event::{self, Change};
use crate::db::credential::Credential;
use crate::db::credential_seal::{self, Sealed};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session};
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
    let opened = opened(session, ring, deed, (credentials, recipients));
    if let Err(error) = &opened
        && let Err(second) = refused(session, deed, credentials, error)
    {
        (session.remark)(&format!("{second:#}"));
    }
    opened
}

fn opened(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    (credentials, recipients): (&[Credential], &[String]),
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
        let done = Done {
            action: CredentialAction::Accessed,
            details: json!({"command": deed.command, "recipients": recipients}),
            error: None,
        };
        record(conn, &actor, credentials, done)?;
        let names = names(credentials);
        let after = json!({"count": names.len(), "names": names, "recipients": recipients});
        event(conn, (&actor, deed.command), credentials, ("export", after))?;
        Ok(items)
    })
}

/// Records an export that came to nothing, in a transaction of its own.
fn refused(
    session: &mut Session,
    deed: &Deed<'_>,
    credentials: &[Credential],
    error: &anyhow::Error,
) -> anyhow::Result<()> {
    if deed.commit == Commit::DryRun {
        return Ok(());
    }
    let (actor, reason) = (session.actor.clone(), reason(error));
    db::write(session, Commit::Keep, Exclusion::None, |conn| {
        let done = Done {
            action: CredentialAction::Accessed,
            details: json!({"command": deed.command}),
            error: Some(&reason),
        };
        record(conn, &actor, credentials, done)?;
        let after = json!({"action": "export", "names": names(credentials), "error": reason});
        event(
            conn,
            (&actor, deed.command),
            credentials,
            ("refused", after),
        )
    })
    .context("the refused attempt could not be recorded either")
}

fn event(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    credentials: &[Credential],
    (action, after): (&str, Value),
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: shared_workspace(credentials).unwrap_or(PLATFORM),
        actor,
        command,
        object_type: "credential",
        object_id: "",
        object_name: "",
        action,
        after,
    };
    Ok(audit_event::insert(conn, &change)?)
}

fn names(credentials: &[Credential]) -> Vec<&str> {
    credentials.iter().map(|one| one.name.as_str()).collect()
}

/// The workspace that all of them are in.
fn shared_workspace(credentials: &[Credential]) -> Option<Uuid> {
    let first = credentials.first()?.workspace_id;
    let is_same = credentials.iter().all(|one| one.workspace_id == first);
    is_same.then_some(first)
}
