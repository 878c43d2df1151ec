//! New credentials.

use std::collections::HashSet;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Deed, Done, binding, check_name, check_ring, form, invalid, record, told};
use crate::db::audit_event::{self, Change};
use crate::db::credential::{self, Credential, New};
use crate::db::credential_seal::Sealed;
use crate::db::credential_type::CredentialType;
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{CredentialAction, CredentialEnvironment, CredentialValues};
use crate::vault::KeyRing;

/// What a new credential is to be. The values are checked against the type here.
pub struct Wanted<'a> {
    pub workspace_id: Uuid,
    pub kind: &'a CredentialType,
    pub name: String,
    pub environment: CredentialEnvironment,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub expires_at: Option<DateTime<Utc>>,
    pub values: CredentialValues,
}

/// Creates them all, or none, in one transaction; the number of statements does not depend on how
/// many there are. Every problem of every one is in the error. That there is no ring is a refused attempt too.
pub fn run(
    session: &mut Session,
    ring: anyhow::Result<KeyRing>,
    deed: &Deed<'_>,
    wanted: &[Wanted<'_>],
) -> anyhow::Result<Vec<Credential>> {
    if wanted.is_empty() {
        return ring.map(|_| Vec::new());
    }
    let actor = session.actor.clone();
    let made = ring.and_then(|ring| {
        let plain = checked(wanted)?;
        db::write(session, deed.commit, Exclusion::None, |conn| {
            store(conn, &ring, (&actor, deed), (wanted, &plain))
        })
    });
    if let Err(error) = &made
        && let Err(second) = refused(session, deed, wanted, error)
    {
        (session.remark)(&format!("{second:#}"));
    }
    made
}

/// The same in a transaction that has begun; what is refused is recorded by nobody.
pub fn within(
    conn: &mut PgConnection,
    ring: &KeyRing,
    (actor, deed): (&str, &Deed<'_>),
    wanted: &[Wanted<'_>],
) -> anyhow::Result<Vec<Credential>> {
    let plain = checked(wanted)?;
    store(conn, ring, (actor, deed), (wanted, &plain))
}

fn store(
    conn: &mut PgConnection,
    ring: &KeyRing,
    (actor, deed): (&str, &Deed<'_>),
    new: (&[Wanted<'_>], &[CredentialValues]),
) -> anyhow::Result<Vec<Credential>> {
    check_ring(conn, ring)?;
    let made = insert(conn, ring, actor, new)?;
    let done = Done {
        action: CredentialAction::Created,
        details: json!({"command": deed.command}),
        error: None,
    };
    record(conn, actor, &made, done)?;
    tell(conn, actor, deed, &made)?;
    Ok(made)
}

/// The values to store, each checked against its type.
fn checked(wanted: &[Wanted<'_>]) -> anyhow::Result<Vec<CredentialValues>> {
    let mut values = Vec::new();
    let mut problems: Vec<Advice> = Vec::new();
    let mut places = HashSet::new();
    for one in wanted {
        let place = (one.workspace_id, one.environment, one.name.as_str());
        if !places.insert(place) {
            let message = format!("`{}` ({}) is there twice", one.name, one.environment);
            problems.push(
                Advice::new(Code::CredentialInvalid, message)
                    .hint("give each a name of its own in its environment"),
            );
        }
        if let Err(wrong) = check_name(&one.name) {
            problems.push(wrong);
        }
        match form(one.kind)?.check(&one.values) {
            Ok(whole) => values.push(whole),
            Err(wrong) => problems.push(invalid(&one.name, &wrong)),
        }
    }
    let Some(first) = problems.first() else {
        return Ok(values);
    };
    let messages: Vec<&str> = problems.iter().map(|it| it.message.as_str()).collect();
    Err(Advice {
        message: messages.join("\n"),
        ..first.clone()
    }
    .into())
}

fn insert(
    conn: &mut PgConnection,
    ring: &KeyRing,
    actor: &str,
    (wanted, plain): (&[Wanted<'_>], &[CredentialValues]),
) -> anyhow::Result<Vec<Credential>> {
    let ids = credential::ids(conn, wanted.len())?;
    let mut rows = Vec::new();
    for ((one, values), id) in wanted.iter().zip(plain).zip(ids) {
        let place = Sealed {
            workspace_id: one.workspace_id,
            id,
            credential_type_id: one.kind.id,
            name: one.name.clone(),
            key_id: ring.active().id().to_string(),
            encrypted_data: String::new(),
        };
        let encrypted_data = ring.seal(&binding(&place), &values.plain()?)?;
        rows.push(New {
            workspace_id: one.workspace_id,
            id,
            credential_type_id: one.kind.id,
            name: &one.name,
            environment: one.environment,
            encrypted_data,
            key_id: place.key_id,
            description: one.description.as_deref(),
            tags: &one.tags,
            expires_at: one.expires_at,
            created_by: actor,
        });
    }
    let made = credential::insert(conn, &rows).context("the credential cannot be stored")?;
    let is_missing = |one: &&Wanted<'_>| {
        made.iter().all(|it| {
            (it.workspace_id, it.environment) != (one.workspace_id, one.environment)
                || it.name != one.name
        })
    };
    let taken: Vec<String> = wanted
        .iter()
        .filter(is_missing)
        .map(|one| format!("`{}` ({})", one.name, one.environment))
        .collect();
    if taken.is_empty() {
        return Ok(made);
    }
    let message = format!("there is a credential {} already", taken.join(", "));
    Err(Advice::new(Code::NameTaken, message)
        .hint("choose another name, or change it with `automatos credential update`")
        .into())
}

/// One event for one credential; one with their number for many.
fn tell(
    conn: &mut PgConnection,
    actor: &str,
    deed: &Deed<'_>,
    made: &[Credential],
) -> anyhow::Result<()> {
    let Some(first) = made.first() else {
        return Ok(());
    };
    if made.len() == 1 {
        let who = (actor, deed.command);
        let changed = (json!({}), told(first));
        return super::tell(conn, who, ("create", first), changed);
    }
    let names: Vec<&str> = made.iter().map(|it| it.name.as_str()).collect();
    let after = json!({"count": made.len(), "names": names});
    event(conn, actor, deed, (first.workspace_id, "create", after))
}

/// Records that nothing was created, and why.
fn refused(
    session: &mut Session,
    deed: &Deed<'_>,
    wanted: &[Wanted<'_>],
    error: &anyhow::Error,
) -> anyhow::Result<()> {
    let Some(first) = wanted.first().filter(|_| deed.commit == Commit::Keep) else {
        return Ok(());
    };
    let actor = session.actor.clone();
    let names: Vec<&str> = wanted.iter().map(|one| one.name.as_str()).collect();
    let after = json!({"action": "created", "names": names, "error": super::reason(error)});
    db::write(session, Commit::Keep, Exclusion::None, |conn| {
        event(
            conn,
            &actor,
            deed,
            (first.workspace_id, "refused", after.clone()),
        )
    })
    .context("the refused attempt could not be recorded either")
}

fn event(
    conn: &mut PgConnection,
    actor: &str,
    deed: &Deed<'_>,
    (workspace_id, action, after): (Uuid, &str, Value),
) -> anyhow::Result<()> {
    // One can be found by its name, many are in what is told.
    let name = match after
        .get("names")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([only]) => only.as_str().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    let change = Change {
        workspace_id,
        actor,
        command: deed.command,
        object_type: "credential",
        object_id: "",
        object_name: &name,
        action,
        after,
    };
    audit_event::insert(conn, &change)?;
    Ok(())
}
