//! Everything that is sealed is put under the active master key, batch by batch.
//!
//! Each batch is a transaction that seals anew, writes, opens what was written, compares, and only
//! then commits; a row is under one key or the other at any time, and both are in the ring. A run
//! that was killed goes on where it stopped, since what is done is under the new key. A row that
//! somebody changes meanwhile is left to them, and taken up by the next pass. One that does not open stays as it
//! is and is told at the end: it must not keep the others under a key that is to go.

mod settings;

use std::collections::HashMap;

use anyhow::{Context, ensure};
use diesel::PgConnection;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::verify::Failed;
use super::{Deed, binding, check_ring, reason};
use crate::db::audit_event::{self, Change};
use crate::db::credential_audit_log::{self, Subject};
use crate::db::credential_seal::{self, Resealed, Sealed, Under};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::CredentialAction;
use crate::vault::{Failure, KeyRing, Opened};
pub use settings::{name as setting_name, open as open_setting};

/// Rows of one transaction.
const BATCH: i64 = 1000;
/// Passes over the table, each for what was changed by others under the one before.
const MOST_PASSES: usize = 5;

/// What a run did, or would do.
#[derive(Debug, Serialize)]
pub struct Rotated {
    /// Of the run, in the log's rows.
    pub run: Uuid,
    pub key_id: String,
    pub credentials: usize,
    pub settings: usize,
    pub batches: usize,
    /// What does not open, and so stays as it is.
    pub failed: usize,
    /// The first hundred of it.
    pub failures: Vec<Failed>,
    pub dry_run: bool,
}

impl Rotated {
    fn fail(&mut self, failures: Vec<Failed>) {
        const MOST_NAMED: usize = 100;
        self.failed += failures.len();
        let room = MOST_NAMED.saturating_sub(self.failures.len());
        self.failures.extend(failures.into_iter().take(room));
    }
}

/// Whether the ring is that of the database, before anything is written.
pub fn check(session: &mut Session, ring: &KeyRing) -> anyhow::Result<()> {
    check_ring(&mut session.conn, ring)
}

/// The result of a part of a rotation, which is recorded where it is a refusal.
pub fn recorded<T>(
    session: &mut Session,
    deed: &Deed<'_>,
    result: anyhow::Result<T>,
) -> anyhow::Result<T> {
    if let Err(error) = &result
        && deed.commit == Commit::Keep
    {
        let after = json!({"error": reason(error)});
        if let Err(second) = event(session, deed, ("", "refused"), &after) {
            (session.remark)(&format!("{second:#}"));
        }
    }
    result
}

/// Puts all of it under the active key of the ring. `tell` hears how many rows are done, of how
/// many. A dry run does every batch and keeps none.
pub fn run(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Rotated> {
    let rotated = all(session, ring, deed, tell);
    recorded(session, deed, rotated)
}

fn all(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Rotated> {
    let key_id = ring.active().id().to_string();
    let wanted = credential_seal::count(&mut session.conn, Under::Other(&key_id))?;
    let wanted = usize::try_from(wanted)?;
    let mut done = Rotated {
        run: Uuid::now_v7(),
        key_id,
        credentials: 0,
        settings: 0,
        batches: 0,
        failed: 0,
        failures: Vec::new(),
        dry_run: deed.commit == Commit::DryRun,
    };
    let (count, failures) = settings::rotate(session, ring, deed)?;
    done.settings = count;
    let mut damaged = Vec::new();
    for _ in 0..MOST_PASSES {
        damaged = pass(session, ring, deed, (&mut done, wanted, tell)).inspect_err(|_| {
            let so_far = format!(
                "{} credentials were rotated before, and stay so",
                done.credentials
            );
            (session.remark)(&so_far);
        })?;
        if done.dry_run || left(session, &done, &damaged)? == 0 {
            break;
        }
    }
    if !done.dry_run {
        let left = left(session, &done, &damaged)?;
        if left > 0 {
            let message = format!("{left} credentials were changed by others all the while");
            return Err(Advice::new(Code::LockTimeout, message)
                .hint("run it again; what is done stays done")
                .into());
        }
    }
    done.fail(failures);
    done.fail(damaged);
    if done.credentials + done.settings + done.failed > 0 {
        finish(session, deed, &done)?;
    }
    Ok(done)
}

/// How many are under another key that could be under this one.
fn left(session: &mut Session, done: &Rotated, damaged: &[Failed]) -> anyhow::Result<usize> {
    let under = Under::Other(&done.key_id);
    let left = credential_seal::count(&mut session.conn, under)?;
    Ok(usize::try_from(left)?.saturating_sub(damaged.len()))
}

/// One pass over all rows that are under another key; answers which of them do not open.
fn pass(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    (done, wanted, tell): (&mut Rotated, usize, &dyn Fn(usize, usize)),
) -> anyhow::Result<Vec<Failed>> {
    let mut after = (Uuid::nil(), i64::MIN);
    let mut damaged = Vec::new();
    loop {
        let actor = session.actor.clone();
        let (run, key_id) = (done.run, done.key_id.clone());
        let batch = db::write(session, deed.commit, Exclusion::Rows, |conn| {
            let rows = credential_seal::batch(conn, after, Under::Other(&key_id), BATCH)?;
            let (written, failures) = reseal(conn, ring, &rows)?;
            let subjects: Vec<Subject<'_>> = written.iter().map(subject).collect();
            let log = credential_audit_log::Deed {
                action: CredentialAction::Rotated,
                by: &actor,
                error: None,
                details: json!({"run": run, "key_id": key_id}),
            };
            credential_audit_log::append(conn, &subjects, &log)?;
            let last = rows.last().map(|row| (row.workspace_id, row.id));
            Ok((last, written.len(), failures))
        })?;
        let (Some(last), count, failures) = batch else {
            return Ok(damaged);
        };
        after = last;
        damaged.extend(failures);
        done.credentials += count;
        done.batches += 1;
        tell(done.credentials, wanted.max(done.credentials));
    }
}

/// Seals rows anew, writes them, and opens what was written; answers those, and which do not open.
fn reseal(
    conn: &mut PgConnection,
    ring: &KeyRing,
    rows: &[Sealed],
) -> anyhow::Result<(Vec<Sealed>, Vec<Failed>)> {
    let mut plain: HashMap<(Uuid, i64), Opened> = HashMap::new();
    let mut resealed = Vec::with_capacity(rows.len());
    let mut failures = Vec::new();
    for row in rows {
        let opened = match ring.open(&binding(row), &row.encrypted_data) {
            Ok(opened) => opened,
            // Its key is somewhere: with it this run can do it all. A key that only the sealed bytes name is none.
            Err(failure @ Failure::NoKey(_)) if !ring.has(&row.key_id) => {
                return Err(super::unopened(&row.name, failure));
            }
            Err(failure) => {
                failures.push(Failed::credential(row, failure));
                continue;
            }
        };
        let sealed = ring.seal(&binding(row), &opened)?;
        plain.insert((row.workspace_id, row.id), opened);
        resealed.push(Resealed { row, sealed });
    }
    let key_id = ring.active().id().to_string();
    let written = credential_seal::reseal(conn, &resealed, &key_id)?;
    for row in &written {
        let again = ring.open(&binding(row), &row.encrypted_data);
        let before = plain.get(&(row.workspace_id, row.id));
        ensure!(
            again.as_ref().ok() == before && row.key_id == key_id,
            "the credential `{}` does not open under its new key; nothing of this batch is kept",
            row.name
        );
    }
    Ok((written, failures))
}

/// One event for the whole run.
fn finish(session: &mut Session, deed: &Deed<'_>, done: &Rotated) -> anyhow::Result<()> {
    let after = json!({
        "key_id": done.key_id, "credentials": done.credentials,
        "settings": done.settings, "batches": done.batches, "failed": done.failed,
    });
    event(session, deed, (&done.run.to_string(), "rotate"), &after)
        .context("everything was rotated, but the run could not be recorded")
}

fn event(
    session: &mut Session,
    deed: &Deed<'_>,
    (object_id, action): (&str, &str),
    after: &Value,
) -> anyhow::Result<()> {
    let actor = session.actor.clone();
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let change = Change {
            workspace_id: PLATFORM,
            actor: &actor,
            command: deed.command,
            object_type: "credential",
            object_id,
            object_name: "",
            action,
            after: after.clone(),
        };
        audit_event::insert(conn, &change)?;
        Ok(())
    })
}

fn subject(row: &Sealed) -> Subject<'_> {
    Subject {
        workspace_id: row.workspace_id,
        id: row.id,
        name: &row.name,
    }
}
