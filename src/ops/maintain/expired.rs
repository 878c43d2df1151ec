//! What has an end, and has come to it.

use super::{Counts, Job, Work};
use crate::db::{self, Commit, Exclusion, interrupt, routing_decision_cache};

/// So many rows go in one transaction, so that none holds locks for long.
const BATCH: i64 = 5000;

pub const JOB: Job = Job {
    name: "expired",
    about: "remove cached routing decisions that are no longer used",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let mut removed = 0;
    loop {
        interrupt::check()?;
        let batch = db::write(work.session, work.commit, Exclusion::Rows, |conn| {
            Ok(routing_decision_cache::remove_expired(conn, BATCH)? as u64)
        })?;
        removed += batch;
        // What a dry run removes is there again for the next batch.
        if batch < BATCH.unsigned_abs() || work.commit == Commit::DryRun {
            return Ok(vec![("decisions_removed", removed)]);
        }
    }
}
