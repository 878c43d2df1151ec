//! Where migrations stand: those of this binary against those of the database.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;

use crate::db::migrations::{self, Applied, Migration};
use crate::error::{Advice, Code};

/// Where one migration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// In the database, the same as in this binary.
    Applied,
    /// In this binary only.
    Pending,
    /// In this binary only, and older than one that is applied.
    OutOfOrder,
    /// In the database, but its SQL was another.
    Changed,
    /// In the database only: a newer binary applied it.
    Missing,
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
            .filter(|step| step.state == State::Pending || step.state == State::OutOfOrder)
    }

    /// Refuses to go on from a schema that this binary does not understand.
    pub fn check(&self) -> Result<(), Advice> {
        if let Some(step) = self.steps.iter().find(|step| step.state == State::Missing) {
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
            .hint(format!(
                "use the binary that applied it, or compare both versions and then \
                 `automatos migrate repair --accept {}`",
                step.version
            )));
        }
        Ok(())
    }
}

/// Where every migration stands. Creates nothing.
pub fn read(conn: &mut PgConnection) -> anyhow::Result<Schema> {
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
            state: State::Missing,
            applied_at: Some(row.applied_at),
        })
        .collect::<Vec<_>>();
    steps.extend(unknown);
    steps.sort_by(|a, b| a.version.cmp(&b.version));
    Ok(Schema { steps })
}

fn step(migration: &Migration, applied: &[Applied]) -> Step {
    let row = applied.iter().find(|row| row.version == migration.version);
    let newest = applied.last().map(|row| row.version.as_str());
    Step {
        version: migration.version.to_owned(),
        name: migration.name.to_owned(),
        state: match row {
            None if newest.is_some_and(|newest| newest > migration.version) => State::OutOfOrder,
            None => State::Pending,
            Some(row) if row.checksum == migration.checksum => State::Applied,
            Some(_) => State::Changed,
        },
        applied_at: row.map(|row| row.applied_at),
    }
}
