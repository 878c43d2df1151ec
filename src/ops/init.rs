//! From nothing to a migrated, seeded and verified database, in one step that can be repeated.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;

use super::migrate;
use super::seed::{self, Counts};
use crate::db::{self, Commit, Exclusion, Session, environment};
use crate::error::{Advice, Code};

/// The environment of a database when nothing names one.
pub const DEFAULT_ENVIRONMENT: &str = "development";

/// What `init` did, or would do.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub environment: String,
    pub migrations: migrate::Outcome,
    pub seeds: Vec<Counts>,
    pub dry_run: bool,
}

/// Migrates, stores the environment's name, seeds and verifies.
pub fn run(
    session: &mut Session,
    wanted: Option<&str>,
    job: &seed::Job<'_>,
) -> anyhow::Result<Outcome> {
    match job.commit {
        Commit::Keep => {
            let migrations = migrate::run(session, None, Commit::Keep)?;
            let environment = settle(session, wanted)?;
            let seeds = seed::run(session, job, &|_, _| {})?;
            verify(&mut session.conn, &environment)?;
            Ok(Outcome {
                environment,
                migrations,
                seeds: seeds.kinds,
                dry_run: false,
            })
        }
        Commit::DryRun => tried(session, wanted, job),
    }
}

/// All of it in one transaction that is rolled back.
fn tried(
    session: &mut Session,
    wanted: Option<&str>,
    job: &seed::Job<'_>,
) -> anyhow::Result<Outcome> {
    let actor = session.actor.clone();
    db::write(session, Commit::DryRun, Exclusion::Schema, |conn| {
        let migrations = migrate::bring_up_to_date(conn, None, Commit::DryRun)?;
        let environment = store(conn, wanted, &actor)?;
        let seeds = seed::apply(conn, &actor, job, &|_, _| {})?;
        Ok(Outcome {
            environment,
            migrations,
            seeds: seeds.kinds,
            dry_run: true,
        })
    })
}

/// Stores the environment's name where there is none, in a transaction only if it has to.
fn settle(session: &mut Session, wanted: Option<&str>) -> anyhow::Result<String> {
    if let Some(stored) = environment::name(&mut session.conn)? {
        return agreed(stored, wanted);
    }
    let actor = session.actor.clone();
    db::write(session, Commit::Keep, Exclusion::Schema, |conn| {
        store(conn, wanted, &actor)
    })
}

fn store(conn: &mut PgConnection, wanted: Option<&str>, actor: &str) -> anyhow::Result<String> {
    environment::store(conn, wanted.unwrap_or(DEFAULT_ENVIRONMENT), actor)
        .context("the environment's name cannot be stored")?;
    let stored = environment::name(conn)?.unwrap_or_default();
    agreed(stored, wanted)
}

fn agreed(stored: String, wanted: Option<&str>) -> anyhow::Result<String> {
    match wanted {
        Some(wanted) if wanted != stored => Err(Advice::new(
            Code::EnvironmentMismatch,
            format!("the database belongs to the environment `{stored}`, not `{wanted}`"),
        )
        .hint("check the database URL, or leave `--environment` out")
        .into()),
        Some(_) | None => Ok(stored),
    }
}

/// Reads back what must now hold.
fn verify(conn: &mut PgConnection, environment: &str) -> anyhow::Result<()> {
    let pending = migrate::state(conn)?.pending().count();
    let missing = db::partition::missing(conn)?.len();
    let stored = environment::name(conn)?.unwrap_or_default();
    if pending > 0 || missing > 0 || stored != environment {
        return Err(Advice::new(
            Code::SchemaOld,
            format!(
                "something undid the work meanwhile: {pending} migrations are pending, \
                 {missing} partitions missing, the environment is `{stored}`"
            ),
        )
        .hint("run `automatos init` again")
        .into());
    }
    Ok(())
}
