//! Which migrations a command means.

use super::state::{Schema, State, Step};
use crate::db::migrations::{self, Migration};
use crate::error::{Advice, Code};

/// The migration of that version.
pub fn known(version: &str) -> Result<&'static Migration, Advice> {
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

pub enum Resolved {
    Last(usize),
    After(&'static Migration),
}

impl Which {
    /// Finds the versions that are named.
    pub fn resolve(self) -> Result<Resolved, Advice> {
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
    /// The migrations that would be reverted, newest first.
    pub fn choose(&self, schema: &Schema) -> anyhow::Result<Vec<&'static Migration>> {
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
