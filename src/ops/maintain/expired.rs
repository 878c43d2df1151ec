//! What has an end, and has come to it.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::json;

use super::{Counts, Job, Work};
use crate::db::{self, Commit, Exclusion, credential, interrupt, routing_decision_cache};
use crate::model::CredentialAction;
use crate::ops::credential::{Done, record};

/// So many rows go in one transaction where nothing else is said.
const BATCH: i64 = 5000;

pub const JOB: Job = Job {
    name: "expired",
    about: "remove cached routing decisions that are over, deactivate expired credentials",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let decisions = batches(work, |conn, most| {
        Ok(routing_decision_cache::remove_expired(conn, most)?)
    })?;
    let (actor, command) = (work.session.actor.clone(), work.command);
    let credentials = batches(work, |conn, most| {
        let expired = credential::deactivate_expired(conn, most)
            .context("expired credentials cannot be deactivated")?;
        let done = Done {
            action: CredentialAction::Updated,
            details: json!({"command": command, "is_active": false, "reason": "it expired"}),
            error: None,
        };
        record(conn, &actor, &expired, done)?;
        Ok(expired.len())
    })?;
    Ok(vec![
        ("decisions_removed", decisions),
        ("credentials_deactivated", credentials),
    ])
}

/// Runs `one`, which takes the most rows it may and tells how many it had, until nothing is left.
fn batches(
    work: &mut Work<'_>,
    one: impl Fn(&mut PgConnection, i64) -> anyhow::Result<usize>,
) -> anyhow::Result<u64> {
    let most = work.batch.unwrap_or(BATCH);
    let mut sum = 0;
    while !work.is_over() {
        interrupt::check()?;
        let batch = db::write(work.session, work.commit, Exclusion::Rows, |conn| {
            one(conn, most)
        })? as u64;
        sum += batch;
        // What a dry run does is undone again for the next batch.
        if batch < most.unsigned_abs() || work.commit == Commit::DryRun {
            break;
        }
    }
    Ok(sum)
}
