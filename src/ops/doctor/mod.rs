//! Whether a database is well: every check reads, and each finding names the command that mends it.
//! A check is a function in a file here and a line in [`CHECKS`].

mod content;
mod place;
mod rights;
mod secrets;
mod server;
mod tables;
mod upkeep;

use std::time::SystemTime;

use serde::Serialize;

use crate::db::{Session, interrupt};
use crate::store::PackageStore;
use crate::vault::KeyRing;

/// Every check, in the order in which they run.
pub const CHECKS: &[Check] = &[
    server::VERSION,
    server::WRITABLE,
    place::POOLER,
    place::DISK,
    server::ENCRYPTION,
    server::CLOCK,
    server::CONNECTIONS,
    server::TRANSACTIONS,
    tables::MIGRATIONS,
    tables::INDEXES,
    tables::PARTITIONS,
    tables::STATISTICS,
    rights::ROLES,
    rights::ROW_SECURITY,
    content::SEEDS,
    content::ROWS,
    content::PACKAGES,
    secrets::SECRETS,
    upkeep::MAINTENANCE,
];

/// One check.
#[derive(Debug)]
pub struct Check {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it looks at, in one line.
    pub about: &'static str,
    /// Whether it reads tables, so that it can only run on the schema of this binary.
    needs_schema: bool,
    run: fn(&mut Patient<'_>) -> anyhow::Result<Vec<Finding>>,
}

/// What a check has to work with.
pub struct Patient<'a> {
    pub session: &'a mut Session,
    /// Opens the store of packages.
    pub store: &'a dyn Fn() -> anyhow::Result<Box<dyn PackageStore>>,
    /// Reads the master keys.
    pub keys: &'a dyn Fn() -> anyhow::Result<KeyRing>,
    /// This machine's time.
    pub now: SystemTime,
    /// Whether to look at everything instead of a sample.
    pub all: bool,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It is so, and all right.
    Fine,
    /// It may do harm one day.
    Warning,
    /// It does harm.
    Problem,
}

/// Something that a check saw.
#[derive(Debug, Serialize)]
pub struct Finding {
    pub level: Level,
    pub message: String,
    /// The command that mends it, where there is one.
    pub mend: Option<String>,
}

impl Finding {
    fn fine(message: impl Into<String>) -> Self {
        Self::new(Level::Fine, message)
    }

    fn warning(message: impl Into<String>) -> Self {
        Self::new(Level::Warning, message)
    }

    fn problem(message: impl Into<String>) -> Self {
        Self::new(Level::Problem, message)
    }

    fn new(level: Level, message: impl Into<String>) -> Self {
        Self {
            level,
            message: message.into(),
            mend: None,
        }
    }

    fn mend(mut self, command: impl Into<String>) -> Self {
        self.mend = Some(command.into());
        self
    }
}

/// What came of a check.
pub enum Outcome {
    /// It saw this.
    Seen(Vec<Finding>),
    /// The schema is not this binary's, so its tables were not read.
    Skipped,
    /// It could not look.
    Failed(anyhow::Error),
}

/// Runs these checks, one after the other. One that cannot look does not keep the others from it.
pub fn run(checks: &[&'static Check], patient: &mut Patient<'_>) -> anyhow::Result<Vec<Outcome>> {
    let is_current = tables::is_current(&mut patient.session.conn)?;
    let mut outcomes = Vec::new();
    for check in checks {
        interrupt::check()?;
        outcomes.push(if check.needs_schema && !is_current {
            Outcome::Skipped
        } else {
            match (check.run)(patient) {
                Ok(findings) => Outcome::Seen(findings),
                Err(error) => Outcome::Failed(error),
            }
        });
    }
    Ok(outcomes)
}
