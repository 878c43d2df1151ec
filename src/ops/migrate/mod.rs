//! Bringing the schema up to date, and back.

pub mod baseline;
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
use crate::db::{self, Commit, Exclusion, Session, failure, interrupt, partition, policy};
use crate::error::{Advice, Code};

/// What a command that migrates did, or would do.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// The migrations that ran, in the order they ran.
    pub ran: Vec<Ran>,
    /// Migrations of a dry run that cannot be rolled back, and so did not run.
    pub not_executed: Vec<Ran>,
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
    let is_new = !schema.steps.iter().any(|step| step.state == State::Applied);
    let alone = if is_new {
        Vec::new()
    } else {
        pending(&schema, to, Kind::Alone)
    };
    if alone.is_empty() {
        return db::write(session, commit, Exclusion::Schema, |conn| {
            bring_up_to_date(conn, to, commit)
        });
    }
    in_stages(session, to, alone, commit)
}

/// The work of [`run`], inside a transaction that holds the maintenance lock: for a database that
/// nobody works with yet, where an index need not be built while others write.
pub fn bring_up_to_date(
    conn: &mut PgConnection,
    to: Option<&Migration>,
    commit: Commit,
) -> anyhow::Result<Outcome> {
    advance(conn, to, Kind::Any, commit)
}

/// The migrations that fit into transactions in as few as there can be, and between them those that
/// do not. A dry run tries the former in one, and leaves the latter out.
fn in_stages(
    session: &mut Session,
    to: Option<&Migration>,
    alone: Vec<&'static Migration>,
    commit: Commit,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::nothing(commit);
    if commit == Commit::DryRun {
        let told = alone.into_iter().map(|it| Ran::new(it, Action::Apply));
        outcome.not_executed = told.collect();
    } else {
        for migration in alone {
            let before =
                |conn: &mut PgConnection| advance(conn, Some(migration), Kind::Together, commit);
            outcome.add(db::write(session, commit, Exclusion::Schema, before)?);
            migrations::apply_alone(session, migration).with_context(|| not_applied(migration))?;
            outcome.ran.push(Ran::new(migration, Action::Apply));
        }
    }
    let rest = |conn: &mut PgConnection| advance(conn, to, Kind::Together, commit);
    outcome.add(db::write(session, commit, Exclusion::Schema, rest)?);
    Ok(outcome)
}

/// Which migrations are meant.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// All of them.
    Any,
    /// Those that run in a transaction.
    Together,
    /// Those that run outside of one.
    Alone,
}

fn pending(schema: &state::Schema, to: Option<&Migration>, kind: Kind) -> Vec<&'static Migration> {
    let is_pending = |migration: &&Migration| {
        schema
            .pending()
            .any(|step| step.version == migration.version)
    };
    migrations::ALL
        .iter()
        .filter(is_pending)
        .filter(|migration| to.is_none_or(|to| migration.version <= to.version))
        .filter(|migration| match kind {
            Kind::Any => true,
            Kind::Together => migration.in_transaction,
            Kind::Alone => !migration.in_transaction,
        })
        .collect()
}

fn advance(
    conn: &mut PgConnection,
    to: Option<&Migration>,
    kind: Kind,
    commit: Commit,
) -> anyhow::Result<Outcome> {
    let schema = state(conn)?;
    schema.check()?;
    migrations::create_tables(conn)?;
    let mut outcome = Outcome::nothing(commit);
    for migration in pending(&schema, to, kind) {
        apply(conn, migration)?;
        outcome.ran.push(Ran::new(migration, Action::Apply));
    }
    outcome.partitions = finish(conn)?;
    Ok(outcome)
}

/// Reverts the last `count` migrations, or all after `to`.
pub fn revert(session: &mut Session, which: Which, commit: Commit) -> anyhow::Result<Outcome> {
    let which = which.resolve()?;
    db::write(session, commit, Exclusion::Schema, |conn| {
        let mut outcome = Outcome::nothing(commit);
        for migration in which.choose(&state(conn)?)? {
            undo(conn, migration)?;
            outcome.ran.push(Ran::new(migration, Action::Revert));
        }
        Ok(outcome)
    })
}

/// Reverts the last migration and applies it again.
pub fn redo(session: &mut Session, commit: Commit) -> anyhow::Result<Outcome> {
    db::write(session, commit, Exclusion::Schema, |conn| {
        let mut outcome = Outcome::nothing(commit);
        for migration in Resolved::Last(1).choose(&state(conn)?)? {
            undo(conn, migration)?;
            apply(conn, migration)?;
            outcome.ran.push(Ran::new(migration, Action::Revert));
            outcome.ran.push(Ran::new(migration, Action::Apply));
        }
        outcome.partitions = finish(conn)?;
        Ok(outcome)
    })
}

/// What every schema change ends with: partitions, the tool's own way in, and each table on
/// its node.
fn finish(conn: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    let missing = partition::missing(conn)?;
    partition::create(conn, &missing).context("the partitions cannot be created")?;
    policy::complete(conn).context("the row-level security policies cannot be added")?;
    if state(conn)?.pending().next().is_none() {
        distribute::complete(conn)?;
    }
    Ok(missing.iter().map(partition::Partition::name).collect())
}

fn apply(conn: &mut PgConnection, migration: &Migration) -> anyhow::Result<()> {
    interrupt::check()?;
    let Err(error) = migrations::apply(conn, migration) else {
        return Ok(());
    };
    let message = not_applied(migration);
    if failure::is_there_already(&error) {
        let advice = Advice::new(Code::MigrationDiffers, message)
            .hint("see what is there with `automatos migrate baseline --detect --dry-run`");
        return Err(error).context(advice);
    }
    Err(error).context(message)
}

fn not_applied(migration: &Migration) -> String {
    let Migration { version, name, .. } = migration;
    format!("the migration {version} {name} cannot be applied")
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
            not_executed: Vec::new(),
            partitions: Vec::new(),
            dry_run: commit == Commit::DryRun,
        }
    }

    /// What was done next.
    fn add(&mut self, next: Self) {
        let Self {
            ran,
            not_executed,
            partitions,
            dry_run: _,
        } = next;
        self.ran.extend(ran);
        self.not_executed.extend(not_executed);
        self.partitions.extend(partitions);
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
