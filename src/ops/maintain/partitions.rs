//! Partitions of the logs for the months to come.

use anyhow::Context;

use super::{Counts, Job, Work};
use crate::db::{self, Exclusion, partition};

pub const JOB: Job = Job {
    name: "partitions",
    about: "create the partitions of the logs for this month and the next three",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let created = db::write(work.session, work.commit, Exclusion::Schema, |conn| {
        let missing = partition::missing(conn)?;
        partition::create(conn, &missing).context("the partitions cannot be created")?;
        Ok(missing.len() as u64)
    })?;
    Ok(vec![("partitions_created", created)])
}
