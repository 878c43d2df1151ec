//! Whether credentials work: a few at a time, their use is logged, then they are tried without a transaction, and
//! what came of it is stored and logged in another. A run that is killed has lost the results of a few, and the log
//! still has that they left the database.

mod attempts;
mod sign_in;

use std::collections::HashMap;

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use attempts::{Attempt, Job};
pub use sign_in::sign_in;

use super::{Deed, Done, check_ring, open, record};
use crate::db::audit_event::{self, Change};
use crate::db::credential::Credential;
use crate::db::credential_audit_log;
use crate::db::credential_seal::{self, Sealed};
use crate::db::credential_test::{self, Outcome};
use crate::db::credential_type::{self, CredentialType};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Exclusion, Session, interrupt};
use crate::model::{CredentialAction, CredentialEnvironment, CredentialForm, TestStatus};
use crate::probe::{Settings, Values};
use crate::vault::KeyRing;

/// How the test of one credential went.
#[derive(Debug, Serialize)]
pub struct Tested {
    pub workspace: String,
    pub environment: CredentialEnvironment,
    pub id: i64,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// `not_tested` where this tool cannot tell.
    pub status: TestStatus,
    /// Without secrets, whatever the server said.
    pub message: String,
    pub duration_ms: u64,
    /// Whether it was stored: not when the credential was changed meanwhile.
    pub stored: bool,
}

/// So many are open at a time, and stored together.
const BATCH: usize = 64;

/// Tries them, several at a time; `tell` hears how many are done, of how many.
pub fn run(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    (credentials, settings): (&[Credential], &Settings),
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Vec<Tested>> {
    if credentials.is_empty() {
        return Ok(Vec::new());
    }
    check_ring(&mut session.conn, ring)?;
    let mut tested = Vec::with_capacity(credentials.len());
    for part in credentials.chunks(BATCH) {
        interrupt::check()?;
        let done = tested.len();
        let tell = |count: usize, _| tell(done + count, credentials.len());
        tested.extend(batch(session, ring, deed, (part, settings), &tell)?);
    }
    Ok(tested)
}

fn batch(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    (credentials, settings): (&[Credential], &Settings),
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Vec<Tested>> {
    announce(session, deed, credentials)?;
    let sealed = read(&mut session.conn, credentials)?;
    let jobs = jobs(&mut session.conn, ring, credentials, &sealed)?;
    let attempts = attempts::run(&jobs, settings, tell);
    let stored = store(session, deed, &attempts, &sealed)?;
    let tested = attempts.into_iter().map(|attempt| {
        let Attempt {
            credential,
            status,
            message,
            duration,
        } = attempt;
        Tested {
            workspace: credential.workspace.clone(),
            environment: credential.environment,
            id: credential.id,
            name: credential.name.clone(),
            kind: credential.kind.clone(),
            status,
            message,
            duration_ms: u64::try_from(duration.as_millis()).unwrap_or(u64::MAX),
            stored: stored.contains(&credential.id),
        }
    });
    Ok(tested.collect())
}

/// Logs that their values are about to be used, before they are.
fn announce(
    session: &mut Session,
    deed: &Deed<'_>,
    credentials: &[Credential],
) -> anyhow::Result<()> {
    let actor = session.actor.clone();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let done = Done {
            action: CredentialAction::Accessed,
            details: json!({"command": deed.command}),
            error: None,
        };
        record(conn, &actor, credentials, done)
    })
    .context("the use of the credentials cannot be logged, so they are not used")
}

fn read(
    conn: &mut PgConnection,
    credentials: &[Credential],
) -> anyhow::Result<HashMap<(Uuid, i64), Sealed>> {
    let keys: Vec<_> = credentials
        .iter()
        .map(|one| (one.workspace_id, one.id))
        .collect();
    let rows = credential_seal::of(conn, &keys)?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.workspace_id, row.id), row))
        .collect())
}

/// What is to be tried; why not, where a credential does not open or its type is no use.
fn jobs<'a>(
    conn: &mut PgConnection,
    ring: &KeyRing,
    credentials: &'a [Credential],
    sealed: &HashMap<(Uuid, i64), Sealed>,
) -> anyhow::Result<Vec<(&'a Credential, Job)>> {
    let ids: Vec<i64> = credentials
        .iter()
        .map(|one| one.credential_type_id)
        .collect();
    let kinds = credential_type::of(conn, &ids)?;
    let kinds: HashMap<i64, &CredentialType> = kinds.iter().map(|kind| (kind.id, kind)).collect();
    let mut jobs = Vec::new();
    for credential in credentials {
        let row = sealed.get(&(credential.workspace_id, credential.id));
        let kind = kinds.get(&credential.credential_type_id);
        let job = match (row, kind) {
            (Some(row), Some(kind)) => job(ring, row, kind),
            (None, _) | (_, None) => {
                Job::Nothing(TestStatus::NotTested, "it was removed meanwhile".to_owned())
            }
        };
        jobs.push((credential, job));
    }
    Ok(jobs)
}

fn job(ring: &KeyRing, row: &Sealed, kind: &CredentialType) -> Job {
    let untestable = |why: &str| {
        let message = format!("the type `{}` {why}", kind.name);
        Job::Nothing(TestStatus::NotTested, message)
    };
    let Some(endpoint) = &kind.test_endpoint else {
        return untestable("says no way to test it");
    };
    let Ok(endpoint) = serde::Deserialize::deserialize(endpoint) else {
        return untestable("has a test that cannot be understood");
    };
    let Ok(form) = CredentialForm::of(&kind.schema_definition) else {
        return untestable("has fields that cannot be understood");
    };
    match open(ring, row) {
        Ok(values) => Job::Probe(Box::new(endpoint), Values::of(&form, &values)),
        Err(error) => Job::Nothing(TestStatus::Failed, super::reason(&error)),
    }
}

/// Stores what came of it; the answer is for which credentials it could be.
fn store(
    session: &mut Session,
    deed: &Deed<'_>,
    attempts: &[Attempt<'_>],
    sealed: &HashMap<(Uuid, i64), Sealed>,
) -> anyhow::Result<Vec<i64>> {
    let actor = session.actor.clone();
    let outcome = |attempt: &'_ Attempt<'_>| {
        let Credential {
            workspace_id, id, ..
        } = attempt.credential;
        let row = sealed.get(&(*workspace_id, *id))?;
        Some((*workspace_id, *id, row.encrypted_data.clone()))
    };
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let places: Vec<_> = attempts.iter().map(outcome).collect();
        let mut outcomes = Vec::new();
        for (attempt, place) in attempts.iter().zip(&places) {
            if let Some((workspace_id, id, encrypted_data)) = place {
                outcomes.push(Outcome {
                    workspace_id: *workspace_id,
                    id: *id,
                    encrypted_data,
                    status: attempt.status,
                    message: &attempt.message,
                });
            }
        }
        let stored = credential_test::store(conn, &outcomes)
            .context("what came of the tests cannot be stored")?;
        log(conn, (&actor, deed.command), attempts)?;
        event(conn, (&actor, deed.command), attempts)?;
        Ok(stored)
    })
}

/// A row for each in the log of credentials.
fn log(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    attempts: &[Attempt<'_>],
) -> anyhow::Result<()> {
    let deed = |attempt: &'_ Attempt<'_>| credential_audit_log::Deed {
        action: CredentialAction::Tested,
        by: actor,
        error: None,
        details: json!({"command": command, "status": attempt.status}),
    };
    let mut deeds: Vec<_> = attempts.iter().map(deed).collect();
    for (deed, attempt) in deeds.iter_mut().zip(attempts) {
        deed.error = match attempt.status {
            TestStatus::Passed => None,
            TestStatus::Failed | TestStatus::NotTested => Some(&attempt.message),
        };
    }
    let subjects = attempts
        .iter()
        .map(|attempt| super::subject(attempt.credential));
    let rows: Vec<_> = subjects.zip(&deeds).collect();
    credential_audit_log::append_each(conn, &rows)?;
    Ok(())
}

/// One event for one credential; one with counts for many.
fn event(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    attempts: &[Attempt<'_>],
) -> anyhow::Result<()> {
    let count = |status| attempts.iter().filter(|one| one.status == status).count();
    let after = json!({
        "passed": count(TestStatus::Passed),
        "failed": count(TestStatus::Failed),
        "not_tested": count(TestStatus::NotTested),
    });
    let only = match attempts {
        [one] => Some(one.credential),
        _ => None,
    };
    let change = Change {
        workspace_id: only.map_or(PLATFORM, |one| one.workspace_id),
        actor,
        command,
        object_type: "credential",
        object_id: &only.map_or_else(String::new, |one| one.id.to_string()),
        object_name: only.map_or("", |one| one.name.as_str()),
        action: "test",
        after,
    };
    audit_event::insert(conn, &change)?;
    Ok(())
}
