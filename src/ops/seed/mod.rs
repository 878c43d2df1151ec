//! Making the database say what seed files say, and keeping what operators edited.

mod group;
mod load;
mod report;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value, json};

pub use self::load::{from_folders, shipped};
pub use self::report::{Counts, Report};

use crate::db::audit_event::{self, Change};
use crate::db::seed_run::{self, Run};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session, interrupt, seed_entry, seed_rows};
use crate::seed::{Kind, Seeds};

/// What to seed, and how.
#[derive(Debug)]
pub struct Job<'a> {
    pub seeds: &'a Seeds,
    /// Where they come from, for the record.
    pub source: String,
    /// The kinds to seed; none is all.
    pub only: Vec<Kind>,
    pub commit: Commit,
}

impl<'a> Job<'a> {
    /// All that ships with the binary.
    pub fn shipped(seeds: &'a Seeds, commit: Commit) -> Self {
        Self {
            seeds,
            source: "shipped".to_owned(),
            only: Vec::new(),
            commit,
        }
    }
}

/// Seeds in one transaction under the maintenance lock. Seeding twice changes nothing the second
/// time.
pub fn run(session: &mut Session, job: &Job<'_>) -> anyhow::Result<Report> {
    let actor = session.actor.clone();
    db::write(session, job.commit, Exclusion::Rows, |conn| {
        apply(conn, &actor, job)
    })
}

/// The work of [`run`], inside a transaction that holds the lock.
pub fn apply(conn: &mut PgConnection, actor: &str, job: &Job<'_>) -> anyhow::Result<Report> {
    let groups = group::of(&job.seeds.items, &job.only);
    let wanted: Vec<_> = groups.iter().map(group::Group::wanted).collect();
    if wanted.is_empty() {
        return Ok(Report {
            kinds: Vec::new(),
            dry_run: job.commit == Commit::DryRun,
        });
    }
    let known = seed_rows::read(conn, &wanted).context("the rows cannot be read")?;
    let now = known.first().map_or(DateTime::UNIX_EPOCH, |known| known.now);
    let mut known = group::by_key(known);
    let mut kinds: Vec<Counts> = Vec::new();
    let mut entries = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        interrupt::check()?;
        let changes = group.decide(at, &mut known)?;
        changes.write(conn, now)?;
        entries.extend(changes.entries);
        match kinds.last_mut() {
            Some(counts) if counts.kind == changes.counts.kind => counts.add(&changes.counts),
            Some(_) | None => kinds.push(changes.counts),
        }
    }
    if !entries.is_empty() {
        seed_entry::remember(conn, entries, now).context("the ledger cannot be written")?;
    }
    record(conn, actor, job, &kinds, now)?;
    Ok(Report {
        kinds,
        dry_run: job.commit == Commit::DryRun,
    })
}

/// The run's own record, and an audit row for each kind that it changed.
fn record(
    conn: &mut PgConnection,
    actor: &str,
    job: &Job<'_>,
    kinds: &[Counts],
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    for counts in kinds.iter().filter(|counts| counts.changed()) {
        audit_event::insert(
            conn,
            &Change {
                workspace_id: PLATFORM,
                actor,
                command: "seed",
                object_type: counts.kind,
                object_id: counts.kind,
                object_name: counts.kind,
                action: "seed",
                after: json!(counts),
            },
        )
        .context("the audit trail cannot be written")?;
    }
    let files = job.seeds.files.iter();
    let run = Run {
        started_at: now,
        actor,
        source: &job.source,
        file_hashes: files
            .map(|file| (file.name.clone(), json!(file.sha256)))
            .collect::<Map<String, Value>>()
            .into(),
        counts: json!(kinds),
        options: json!({"only": job.only.iter().map(|kind| kind.as_str()).collect::<Vec<_>>()}),
    };
    seed_run::record(conn, &run).context("the run cannot be recorded")
}
