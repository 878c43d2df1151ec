//! Everything that is sealed is put under the active master key, batch by batch.
//!
//! Each batch is a transaction that seals anew, writes, opens what was written, compares, and only
//! then commits; a row is under one key or the other at any time, and both are in the ring. A run
//! that was killed goes on where it stopped, since what is done is under the new key. A row that
//! somebody changes meanwhile is left to them, and taken up by the next pass.

use std::collections::HashMap;

use anyhow::{Context, ensure};
use diesel::PgConnection;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Deed, binding, check_ring, reason};
use crate::db::audit_event::{self, Change};
use crate::db::credential_audit_log::{self, Subject};
use crate::db::credential_seal::{self, Resealed, Sealed, Under};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session, setting_seal};
use crate::error::{Advice, Code};
use crate::model::CredentialAction;
use crate::vault::{Binding, Failure, KeyRing, Opened};

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
    pub dry_run: bool,
}

/// Whether the ring is that of the database, before anything is written; where it is not, the attempt is recorded.
pub fn check(session: &mut Session, ring: &KeyRing, deed: &Deed<'_>) -> anyhow::Result<()> {
    let checked = check_ring(&mut session.conn, ring);
    recorded(session, deed, checked)
}

/// The result, which is recorded where it is a refusal.
fn recorded<T>(
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
        dry_run: deed.commit == Commit::DryRun,
    };
    done.settings = settings(session, ring, deed)?;
    for _ in 0..MOST_PASSES {
        pass(session, ring, deed, (&mut done, wanted, tell)).inspect_err(|_| {
            let so_far = format!(
                "{} credentials were rotated before, and stay so",
                done.credentials
            );
            (session.remark)(&so_far);
        })?;
        if done.dry_run || left(session, &done)? == 0 {
            break;
        }
    }
    if !done.dry_run {
        let left = left(session, &done)?;
        if left > 0 {
            let message = format!("{left} credentials were changed by others all the while");
            return Err(Advice::new(Code::LockTimeout, message)
                .hint("run it again; what is done stays done")
                .into());
        }
    }
    if done.credentials + done.settings > 0 {
        finish(session, deed, &done)?;
    }
    Ok(done)
}

fn left(session: &mut Session, done: &Rotated) -> anyhow::Result<i64> {
    Ok(credential_seal::count(
        &mut session.conn,
        Under::Other(&done.key_id),
    )?)
}

/// One pass over all rows that are under another key.
fn pass(
    session: &mut Session,
    ring: &KeyRing,
    deed: &Deed<'_>,
    (done, wanted, tell): (&mut Rotated, usize, &dyn Fn(usize, usize)),
) -> anyhow::Result<()> {
    let mut after = (Uuid::nil(), i64::MIN);
    loop {
        let actor = session.actor.clone();
        let (run, key_id) = (done.run, done.key_id.clone());
        let batch = db::write(session, deed.commit, Exclusion::Rows, |conn| {
            let rows = credential_seal::batch(conn, after, Under::Other(&key_id), BATCH)?;
            let written = reseal(conn, ring, &rows)?;
            let subjects: Vec<Subject<'_>> = written.iter().map(subject).collect();
            let log = credential_audit_log::Deed {
                action: CredentialAction::Rotated,
                by: &actor,
                error: None,
                details: json!({"run": run, "key_id": key_id}),
            };
            credential_audit_log::append(conn, &subjects, &log)?;
            let last = rows.last().map(|row| (row.workspace_id, row.id));
            Ok((last, written.len()))
        })?;
        let (Some(last), count) = batch else {
            return Ok(());
        };
        after = last;
        done.credentials += count;
        done.batches += 1;
        tell(done.credentials, wanted.max(done.credentials));
    }
}

/// Seals rows anew, writes them, and opens what was written.
fn reseal(conn: &mut PgConnection, ring: &KeyRing, rows: &[Sealed]) -> anyhow::Result<Vec<Sealed>> {
    let mut plain: HashMap<(Uuid, i64), Opened> = HashMap::new();
    let mut resealed = Vec::with_capacity(rows.len());
    for row in rows {
        let opened = ring
            .open(&binding(row), &row.encrypted_data)
            .map_err(|failure| super::unopened(&row.name, failure))?;
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
    Ok(written)
}

/// The sensitive settings, which are few, in one transaction.
fn settings(session: &mut Session, ring: &KeyRing, deed: &Deed<'_>) -> anyhow::Result<usize> {
    let key_id = ring.active().id().to_string();
    let actor = session.actor.clone();
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        let mut rows = setting_seal::sealed(conn)?;
        rows.retain(|row| row.key_id != key_id);
        let mut plain: HashMap<i64, Opened> = HashMap::new();
        let mut values = Vec::new();
        for row in &rows {
            let opened = open_setting(ring, row).map_err(|failure| unopened(row, failure))?;
            values.push(ring.seal(&place(row), &opened)?);
            plain.insert(row.id, opened);
        }
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let written = setting_seal::reseal(conn, &ids, &values, &key_id)?;
        for row in &written {
            ensure!(
                open_setting(ring, row).as_ref().ok() == plain.get(&row.id),
                "the setting {}.{} does not open under its new key; nothing is kept",
                row.category,
                row.key
            );
            let change = Change {
                workspace_id: PLATFORM,
                actor: &actor,
                command: deed.command,
                object_type: "setting",
                object_id: &row.id.to_string(),
                object_name: &format!("{}.{}", row.category, row.key),
                action: "rotate",
                after: json!({"key_id": key_id}),
            };
            audit_event::insert(conn, &change)?;
        }
        Ok(written.len())
    })
}

/// Opens the value of a setting.
pub fn open_setting(ring: &KeyRing, row: &setting_seal::Sealed) -> Result<Opened, Failure> {
    ring.open(&place(row), &row.value)
}

fn place(row: &setting_seal::Sealed) -> Binding<'_> {
    Binding::Setting {
        category: &row.category,
        key: &row.key,
    }
}

fn unopened(row: &setting_seal::Sealed, failure: Failure) -> anyhow::Error {
    let message = format!(
        "the setting {}.{} cannot be opened: {failure}",
        row.category, row.key
    );
    Advice::new(Code::KeyWrong, message)
        .hint("add its key to the master keys, or set it anew")
        .into()
}

/// One event for the whole run.
fn finish(session: &mut Session, deed: &Deed<'_>, done: &Rotated) -> anyhow::Result<()> {
    let after = json!({
        "key_id": done.key_id, "credentials": done.credentials,
        "settings": done.settings, "batches": done.batches,
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
