//! Whether credentials work: a few at a time, their use is logged, then they are tried without a transaction, and
//! what came of it is stored and logged in another. A run that is killed has lost the results of a few, and the log
//! still has that they left the database.

mod attempts;
mod log;
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
use crate::db::credential::Credential;
use crate::db::credential_seal::{self, Sealed};
use crate::db::credential_test::{self, Outcome};
use crate::db::credential_type::{self, CredentialType};
use crate::db::{self, Commit, Exclusion, Session, interrupt};
use crate::error::{Advice, Code};
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
    keys: &dyn Fn() -> anyhow::Result<KeyRing>,
    deed: &Deed<'_>,
    (credentials, settings): (&[Credential], &Settings),
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Vec<Tested>> {
    let refused = |session: &mut Session, error: &anyhow::Error| {
        log::refused(session, deed, credentials, error);
    };
    let mut ring = keys().inspect_err(|error| refused(session, error))?;
    if credentials.is_empty() {
        return Ok(Vec::new());
    }
    check_ring(&mut session.conn, &ring).inspect_err(|error| refused(session, error))?;
    let mut tested = Vec::with_capacity(credentials.len());
    for part in credentials.chunks(BATCH) {
        interrupt::check()?;
        let done = tested.len();
        let tell = |count: usize, _| tell(done + count, credentials.len());
        let sealed = read(&mut session.conn, part)?;
        if missing(&ring, &sealed).is_some() {
            // A rotation that began meanwhile has brought its key.
            ring = keys()?;
        }
        if let Some(row) = missing(&ring, &sealed) {
            let error = unknown_key(row).into();
            refused(session, &error);
            return Err(error);
        }
        tested.extend(batch(
            session,
            &ring,
            deed,
            (part, &sealed, settings),
            &tell,
        )?);
    }
    Ok(tested)
}

fn batch(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    (credentials, sealed, settings): (&[Credential], &SealedRows, &Settings),
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Vec<Tested>> {
    let jobs = jobs(&mut session.conn, ring, credentials, sealed)?;
    let used = jobs
        .iter()
        .filter(|(_, job)| matches!(job, Job::Probe(..)))
        .map(|(credential, _)| (*credential).clone());
    announce(session, deed, &used.collect::<Vec<_>>())?;
    let attempts = attempts::run(&jobs, settings, tell);
    let stored = store(session, deed, &attempts)?;
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

/// What is sealed in credentials, by workspace and id.
type SealedRows = HashMap<(Uuid, i64), Sealed>;

/// One that is sealed with a key which is not there.
fn missing<'a>(ring: &KeyRing, sealed: &'a SealedRows) -> Option<&'a Sealed> {
    sealed.values().find(|row| !ring.has(&row.key_id))
}

fn unknown_key(row: &Sealed) -> Advice {
    let message = format!(
        "the credential `{}` is sealed with the master key {}, which is not there",
        row.name, row.key_id
    );
    Advice::new(Code::KeyWrong, message)
        .hint("add that key to the master keys; see `automatos key verify`")
}

/// Logs that their values are about to be used, before they are; in a dry run too, since they are used all the same.
fn announce(
    session: &mut Session,
    deed: &Deed<'_>,
    credentials: &[Credential],
) -> anyhow::Result<()> {
    let actor = session.actor.clone();
    db::write(session, Commit::Keep, Exclusion::None, |conn| {
        let done = Done {
            action: CredentialAction::Accessed,
            details: json!({"command": deed.command}),
            error: None,
        };
        record(conn, &actor, credentials, done)
    })
    .context("the use of the credentials cannot be logged, so they are not used")
}

fn read(conn: &mut PgConnection, credentials: &[Credential]) -> anyhow::Result<SealedRows> {
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
    sealed: &SealedRows,
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
) -> anyhow::Result<Vec<i64>> {
    let actor = session.actor.clone();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let mut outcomes = Vec::with_capacity(attempts.len());
        for attempt in attempts {
            outcomes.push(Outcome {
                workspace_id: attempt.credential.workspace_id,
                id: attempt.credential.id,
                updated_at: attempt.credential.updated_at,
                status: attempt.status,
                message: &attempt.message,
            });
        }
        let stored = credential_test::store(conn, &outcomes)
            .context("what came of the tests cannot be stored")?;
        log::each(conn, (&actor, deed.command), attempts)?;
        log::all(conn, (&actor, deed.command), attempts)?;
        Ok(stored)
    })
}
