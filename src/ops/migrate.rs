//! Bringing the schema up to date, and back.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;

use crate::db::migrations::{self, Applied, Migration};
use crate::db::{self, Commit, Exclusion, Session, interrupt, partition, policy};
use crate::error::{Advice, Code};

/// Where one migration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// In the database, the same as in this binary.
    Applied,
    /// In this binary only.
    Pending,
    /// In the database, but its SQL was another.
    Changed,
    /// In the database only: a newer binary applied it.
    Unknown,
}

/// One migration and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub version: String,
    pub name: String,
    pub state: State,
    pub applied_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Schema {
    /// Those of this binary and those of the database.
    pub steps: Vec<Step>,
}

impl Schema {
    /// Those that the database lacks.
    pub fn pending(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps
            .iter()
            .filter(|step| step.state == State::Pending)
    }

    /// Refuses to go on from a schema that this binary does not understand.
    fn check(&self) -> Result<(), Advice> {
        if let Some(step) = self.steps.iter().find(|step| step.state == State::Unknown) {
            return Err(Advice::new(
                Code::SchemaNew,
                format!(
                    "the database has the migration {} {}, which this binary does not know",
                    step.version, step.name
                ),
            )
            .hint("use a newer automatos"));
        }
        if let Some(step) = self.steps.iter().find(|step| step.state == State::Changed) {
            return Err(Advice::new(
                Code::MigrationChanged,
                format!(
                    "the migration {} {} was applied with other SQL than this binary has",
                    step.version, step.name
                ),
            )
            .hint("use the binary that applied it, or compare both versions of the migration"));
        }
        Ok(())
    }
}

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

/// Where every migration stands. Creates nothing.
pub fn state(conn: &mut PgConnection) -> anyhow::Result<Schema> {
    let applied = migrations::applied(conn).context("the migrations cannot be read")?;
    let mut steps: Vec<Step> = migrations::ALL
        .iter()
        .map(|migration| step(migration, &applied))
        .collect();
    let unknown = applied
        .iter()
        .filter(|row| !steps.iter().any(|step| step.version == row.version))
        .map(|row| Step {
            version: row.version.clone(),
            name: row.name.clone(),
            state: State::Unknown,
            applied_at: Some(row.applied_at),
        })
        .collect::<Vec<_>>();
    steps.extend(unknown);
    steps.sort_by(|a, b| a.version.cmp(&b.version));
    Ok(Schema { steps })
}

fn step(migration: &Migration, applied: &[Applied]) -> Step {
    let row = applied.iter().find(|row| row.version == migration.version);
    Step {
        version: migration.version.to_owned(),
        name: migration.name.to_owned(),
        state: match row {
            None => State::Pending,
            Some(row) if row.checksum == migration.checksum => State::Applied,
            Some(_) => State::Changed,
        },
        applied_at: row.map(|row| row.applied_at),
    }
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
        .filter(|migration| schema.pending().any(|step| step.version == migration.version))
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

/// What every schema change ends with: partitions and the tool's own way in.
fn finish(conn: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    let logs_exist = state(conn)?.pending().next().is_none();
    let mut created = Vec::new();
    if logs_exist {
        let missing = partition::missing(conn)?;
        partition::create(conn, &missing).context("the partitions cannot be created")?;
        created.extend(missing.iter().map(partition::Partition::name));
    }
    policy::admit_current_user(conn).context("the row-level security policies cannot be added")?;
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

fn known(version: &str) -> Result<&'static Migration, Advice> {
    migrations::ALL
        .iter()
        .find(|migration| migration.version == version)
        .ok_or_else(|| {
            Advice::new(
                Code::MigrationUnknown,
                format!("there is no migration `{version}`"),
            )
            .hint("see `automatos migrate status`")
        })
}

/// Which migrations to revert.
#[derive(Debug, Clone)]
pub enum Which {
    /// The last so many.
    Last(usize),
    /// All after that version, which stays.
    After(String),
}

enum Resolved {
    Last(usize),
    After(&'static Migration),
}

impl Which {
    fn resolve(self) -> Result<Resolved, Advice> {
        Ok(match self {
            Self::Last(count) => Resolved::Last(count),
            Self::After(version) => Resolved::After(known(&version)?),
        })
    }

    /// The migrations that would be reverted, newest first.
    pub fn choose(self, schema: &Schema) -> anyhow::Result<Vec<&'static Migration>> {
        self.resolve()?.choose(schema)
    }
}

impl Resolved {
    fn choose(&self, schema: &Schema) -> anyhow::Result<Vec<&'static Migration>> {
        schema.check()?;
        let applied = schema
            .steps
            .iter()
            .rev()
            .filter(|step| step.state == State::Applied);
        let chosen: Vec<&Step> = match self {
            Self::Last(count) => applied.take(*count).collect(),
            Self::After(migration) => applied
                .filter(|step| step.version.as_str() > migration.version)
                .collect(),
        };
        chosen
            .into_iter()
            .map(|step| Ok(known(&step.version)?))
            .collect()
    }
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
