//! What a run leaves behind of itself: its record, and an audit row for each kind it changed.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value, json};

use super::Job;
use super::report::Counts;
use crate::db::audit_event::{self, Change};
use crate::db::seed_run::{self, Run};
use crate::db::workspace::PLATFORM;
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::credential::reason;
use crate::seed::Kind;
use crate::seed::merge::OnConflict;

/// Which rows a run changed, by kind: the first hundred of each, for the audit trail.
#[derive(Default)]
pub struct Keys(BTreeMap<&'static str, Vec<String>>);

impl Keys {
    const MOST: usize = 100;

    /// Notes rows of a kind.
    pub fn note<'a>(&mut self, kind: &'static str, keys: impl Iterator<Item = &'a str>) {
        let noted = self.0.entry(kind).or_default();
        let room = Self::MOST.saturating_sub(noted.len());
        noted.extend(keys.take(room).map(ToOwned::to_owned));
    }
}

/// Records the run.
pub fn run(
    conn: &mut PgConnection,
    actor: &str,
    job: &Job<'_>,
    (kinds, keys): (&[Counts], &Keys),
    started_at: DateTime<Utc>,
) -> anyhow::Result<()> {
    for counts in kinds.iter().filter(|counts| counts.writes()) {
        let mut after = json!(counts);
        if let (Value::Object(after), Some(keys)) = (&mut after, keys.0.get(counts.kind)) {
            after.insert("keys".to_owned(), json!(keys));
        }
        let change = Change {
            workspace_id: PLATFORM,
            actor,
            command: "seed",
            object_type: counts.kind,
            object_id: counts.kind,
            object_name: counts.kind,
            action: "seed",
            after,
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

/// Records that seeds were refused since a setting's value could not be sealed or compared.
pub fn refused(session: &mut Session, commit: Commit, error: &anyhow::Error) {
    let lacks_key = error
        .downcast_ref::<Advice>()
        .is_some_and(|advice| matches!(advice.code, Code::KeyMissing | Code::KeyWrong));
    if commit == Commit::DryRun || !lacks_key {
        return;
    }
    let actor = session.actor.clone();
    let kind = Kind::SystemSettings.as_str();
    let recorded = db::write(session, Commit::Keep, Exclusion::None, |conn| {
        let change = Change {
            workspace_id: PLATFORM,
            actor: &actor,
            command: "seed",
            object_type: kind,
            object_id: kind,
            object_name: kind,
            action: "refused",
            after: json!({"error": reason(error)}),
        };
        audit_event::insert(conn, &change)?;
        Ok(())
    });
    if let Err(second) = recorded {
        let second = second.context("the refused attempt could not be recorded either");
        (session.remark)(&format!("{second:#}"));
    }
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
