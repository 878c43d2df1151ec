//! Bringing the schema up to date, and back.

pub mod repair;

mod state;
mod which;

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;

pub use self::state::{State, read as state};
use self::which::Resolved;
pub use self::which::{Which, known};
use super::distribute;
use crate::db::migrations::{self, Migration};
use crate::db::{self, Commit, Exclusion, Session, interrupt, partition, policy};

/// What a command that migrates did, or would do.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// The migrations that ran, in the order they ran.
    pub ran: Vec<Ran>,
    /// Partitions of the logs that were created.
    pub partitions: Vec<String>,
    /// Whether it was rolled back.
    pub dry_run: bool,
}

/// A migration that ran.
#[derive(Debug, Clone, Serialize)]
pub struct Ran {
    pub version: &'static str,
    pub name: &'static str,
    pub action: Action,
}

/// Which way a migration ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Its up.sql.
    Apply,
    /// Its down.sql.
    Revert,
}

/// Applies what is pending, up to and including `to`.
pub fn run(session: &mut Session, to: Option<&str>, commit: Commit) -> anyhow::Result<Outcome> {
    let to = to.map(known).transpose()?;
    let schema = state(&mut session.conn)?;
    schema.check()?;
    let nothing_pending = schema.pending().next().is_none();
    if nothing_pending && partition::missing(&mut session.conn)?.is_empty() {
        return Ok(Outcome::nothing(commit));
    }
    db::write(session, commit, Exclusion::Schema, |conn| {
        bring_up_to_date(conn, to, commit)
    })
}

/// The work of [`run`], inside a transaction that holds the maintenance lock.
pub fn bring_up_to_date(
    conn: &mut PgConnection,
    to: Option<&Migration>,
    commit: Commit,
) -> anyhow::Result<Outcome> {
    let schema = state(conn)?;
    schema.check()?;
    migrations::create_tables(conn)?;
    let pending: Vec<&Migration> = migrations::ALL
        .iter()
        .filter(|migration| {
            schema
                .pending()
                .any(|step| step.version == migration.version)
        })
        .filter(|migration| to.is_none_or(|to| migration.version <= to.version))
        .collect();
    let mut ran = Vec::new();
    for migration in pending {
        apply(conn, migration)?;
        ran.push(Ran::new(migration, Action::Apply));
    }
    let partitions = finish(conn)?;
    Ok(Outcome {
        ran,
        partitions,
        dry_run: commit == Commit::DryRun,
    })
}

/// Reverts the last `count` migrations, or all after `to`.
pub fn revert(session: &mut Session, which: Which, commit: Commit) -> anyhow::Result<Outcome> {
    let which = which.resolve()?;
    db::write(session, commit, Exclusion::Schema, |conn| {
        let mut ran = Vec::new();
        for migration in which.choose(&state(conn)?)? {
            undo(conn, migration)?;
            ran.push(Ran::new(migration, Action::Revert));
        }
        Ok(Outcome {
            ran,
            partitions: Vec::new(),
            dry_run: commit == Commit::DryRun,
        })
    })
}

/// Reverts the last migration and applies it again.
pub fn redo(session: &mut Session, commit: Commit) -> anyhow::Result<Outcome> {
    db::write(session, commit, Exclusion::Schema, |conn| {
        let mut ran = Vec::new();
        for migration in Resolved::Last(1).choose(&state(conn)?)? {
            undo(conn, migration)?;
            apply(conn, migration)?;
            ran.push(Ran::new(migration, Action::Revert));
            ran.push(Ran::new(migration, Action::Apply));
        }
        let partitions = finish(conn)?;
        Ok(Outcome {
            ran,
            partitions,
            dry_run: commit == Commit::DryRun,
        })
    })
}

/// What every schema change ends with: partitions, the tool's own way in, and each table on
/// its node.
fn finish(conn: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    let logs_exist = state(conn)?.pending().next().is_none();
    let mut created = Vec::new();
    if logs_exist {
        let missing = partition::missing(conn)?;
        partition::create(conn, &missing).context("the partitions cannot be created")?;
        created.extend(missing.iter().map(partition::Partition::name));
    }
    policy::complete(conn).context("the row-level security policies cannot be added")?;
    if logs_exist {
        distribute::complete(conn)?;
    }
    Ok(created)
}

fn apply(conn: &mut PgConnection, migration: &Migration) -> anyhow::Result<()> {
    interrupt::check()?;
    let Migration { version, name, .. } = migration;
    migrations::apply(conn, migration)
        .with_context(|| format!("the migration {version} {name} cannot be applied"))
}

fn undo(conn: &mut PgConnection, migration: &Migration) -> anyhow::Result<()> {
    interrupt::check()?;
    let Migration { version, name, .. } = migration;
    migrations::revert(conn, migration)
        .with_context(|| format!("the migration {version} {name} cannot be reverted"))
}

impl Outcome {
    fn nothing(commit: Commit) -> Self {
        Self {
            ran: Vec::new(),
            partitions: Vec::new(),
            dry_run: commit == Commit::DryRun,
        }
    }
}

impl Ran {
    fn new(migration: &'static Migration, action: Action) -> Self {
        Self {
            version: migration.version,
            name: migration.name,
            action,
        }
    }
}
