//! Numbers that are derived from rows, counted again.

use super::{Counts, Job, Work};
use crate::db::{self, Exclusion, composio_app, enable_count, workflow_execution};

pub const JOB: Job = Job {
    name: "counts",
    about: "derive again: enabled plugins, actions of apps, success rates of workflows",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let mended = db::write(work.session, work.commit, Exclusion::Rows, |conn| {
        Ok([
            enable_count::recount(conn)?,
            composio_app::recount(conn)?,
            workflow_execution::rate_all(conn)?,
        ])
    })?;
    let names = ["plugins_mended", "apps_mended", "workflows_mended"];
    Ok(names
        .into_iter()
        .zip(mended.map(|count| count as u64))
        .collect())
}
