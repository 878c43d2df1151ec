//! What is done now and then, from cron. A job is a file here and a line in [`JOBS`].

mod archive;
mod counts;
mod expired;
mod orphan_blobs;
mod partitions;
mod retention;
mod scans;
mod statistics;

use std::path::Path;
use std::time::{Instant, SystemTime};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::db::audit_event::{self, Change};
use crate::db::{self, Commit, Exclusion, Session, workspace};
use crate::scan::Policy;
use crate::store::PackageStore;

/// Every job, in the order in which they run.
pub const JOBS: &[Job] = &[
    partitions::JOB,
    expired::JOB,
    retention::JOB,
    counts::JOB,
    scans::JOB,
    orphan_blobs::JOB,
    statistics::JOB,
];

/// How the audit trail calls a run of a job, by which `doctor` sees that somebody runs them.
pub const OBJECT_TYPE: &str = "maintenance";

/// One job.
#[derive(Debug)]
pub struct Job {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// Does it. Counts come back; it commits as it goes.
    run: fn(&mut Work<'_>) -> anyhow::Result<Counts>,
}

/// What a job has to work with.
pub struct Work<'a> {
    pub session: &'a mut Session,
    /// Opens the store of packages, for the jobs that need it.
    pub store: &'a dyn Fn() -> anyhow::Result<Box<dyn PackageStore>>,
    /// Reads the policy of scans, for the job that needs it.
    pub policy: &'a dyn Fn() -> anyhow::Result<Policy>,
    /// Where rows that leave the database are kept; nowhere when absent.
    pub archive: Option<&'a Path>,
    /// The time of the run.
    pub now: SystemTime,
    /// The command, for the audit trail.
    pub command: &'a str,
    pub commit: Commit,
    /// So many rows go in one transaction, so that none holds locks for long; each job has a number
    /// of its own when absent.
    pub batch: Option<i64>,
    /// When to begin no further batch, if ever.
    pub end: Option<Instant>,
    /// Whether a job left something for the next run, because its time was over.
    pub is_cut: bool,
}

impl Work<'_> {
    /// Whether no further batch may begin. What is left is for the next run.
    pub fn is_over(&mut self) -> bool {
        let is_over = self.end.is_some_and(|end| Instant::now() >= end);
        self.is_cut |= is_over;
        is_over
    }
}

/// What a job did, by name; what was not done is 0.
pub type Counts = Vec<(&'static str, u64)>;

/// What came of a job.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub job: &'static str,
    /// Whether it found nothing to do.
    pub idle: bool,
    /// What it did, by name.
    pub counts: Map<String, Value>,
}

/// Runs one job, and records it.
pub fn run(job: &Job, work: &mut Work<'_>) -> anyhow::Result<Outcome> {
    let counts = (job.run)(work)?;
    let idle = counts.iter().all(|(_, count)| *count == 0);
    let counts: Map<String, Value> = counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count.into()))
        .collect();
    record(job, work, &counts)?;
    Ok(Outcome {
        job: job.name,
        idle,
        counts,
    })
}

fn record(job: &Job, work: &mut Work<'_>, counts: &Map<String, Value>) -> anyhow::Result<()> {
    let actor = work.session.actor.clone();
    let change = Change {
        workspace_id: workspace::PLATFORM,
        actor: &actor,
        command: work.command,
        object_type: OBJECT_TYPE,
        object_id: job.name,
        object_name: job.name,
        action: "run",
        after: Value::Object(counts.clone()),
    };
    db::write(work.session, work.commit, Exclusion::None, |conn| {
        Ok(audit_event::insert(conn, &change)?)
    })
}
