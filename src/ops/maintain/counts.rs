//! Numbers that are derived from rows, counted again.

use super::{Counts, Job, Work};
use crate::db::{self, Exclusion, enable_count};

pub const JOB: Job = Job {
    name: "counts",
    about: "count again how many workspaces enable each plugin",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let mended = db::write(work.session, work.commit, Exclusion::Rows, |conn| {
        Ok(enable_count::recount(conn)? as u64)
    })?;
    Ok(vec![("counts_mended", mended)])
}
