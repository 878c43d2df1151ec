//! What a run leaves behind of itself: its record, and an audit row for each kind it changed.

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value, json};

use super::Job;
use super::report::Counts;
use crate::db::audit_event::{self, Change};
use crate::db::seed_run::{self, Run};
use crate::db::workspace::PLATFORM;
use crate::seed::merge::OnConflict;

/// Records the run.
pub fn run(
    conn: &mut PgConnection,
    actor: &str,
    job: &Job<'_>,
    kinds: &[Counts],
    started_at: DateTime<Utc>,
) -> anyhow::Result<()> {
    for counts in kinds.iter().filter(|counts| counts.writes()) {
        let change = Change {
            workspace_id: PLATFORM,
            actor,
            command: "seed",
            object_type: counts.kind,
            object_id: counts.kind,
            object_name: counts.kind,
            action: "seed",
            after: json!(counts),
        };
        audit_event::insert(conn, &change).context("the audit trail cannot be written")?;
    }
    let hashes: Map<String, Value> = job
        .feed
        .files()
        .iter()
        .map(|file| (file.name.clone(), json!(file.sha256)))
        .collect();
    let run = Run {
        started_at,
        actor,
        source: &job.source,
        file_hashes: hashes.into(),
        counts: json!(kinds),
        options: options(job),
    };
    seed_run::record(conn, &run).context("the run cannot be recorded")
}

fn options(job: &Job<'_>) -> Value {
    let only: Vec<&str> = job.only.iter().map(|kind| kind.as_str()).collect();
    let on_conflict = match job.choices.on_conflict {
        OnConflict::Keep => "keep",
        OnConflict::Seed => "seed",
        OnConflict::Fail => "fail",
    };
    json!({
        "only": only,
        "on_conflict": on_conflict,
        "restore": job.choices.restore,
        "prune": job.prune,
    })
}
