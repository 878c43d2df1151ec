//! Statistics of tables that the server has none of, or that are out of date.

use super::{Counts, Job, Work};
use crate::db::{self, Exclusion, health};

pub const JOB: Job = Job {
    name: "statistics",
    about: "ANALYZE large tables that changed much since the last time",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let analyzed = db::write(work.session, work.commit, Exclusion::Schema, |conn| {
        let tables = health::without_statistics(conn)?;
        health::analyze(conn, &tables)?;
        Ok(tables.len() as u64)
    })?;
    Ok(vec![("tables_analyzed", analyzed)])
}
