//! What seeding did, in numbers.

use std::fmt;

use serde::Serialize;

use crate::seed::merge::Outcome;

/// What a run did, or would do.
#[derive(Debug, Serialize)]
pub struct Report {
    pub kinds: Vec<Counts>,
    pub dry_run: bool,
}

/// What a run did to the rows of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {
    pub kind: &'static str,
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Rows with an operator's value that stays.
    pub kept: usize,
    /// Rows with a field that both sides changed.
    pub conflicts: usize,
    /// Rows that were there before the seed.
    pub adopted: usize,
}

impl Counts {
    /// No rows of that kind yet.
    pub const fn none(kind: &'static str) -> Self {
        Self {
            kind,
            created: 0,
            updated: 0,
            unchanged: 0,
            kept: 0,
            conflicts: 0,
            adopted: 0,
        }
    }

    /// Whether any row was written.
    pub const fn changed(&self) -> bool {
        self.created + self.updated + self.adopted > 0
    }

    /// Counts one row.
    pub fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::Created | Outcome::Restored => &mut self.created,
            Outcome::Updated => &mut self.updated,
            Outcome::Unchanged | Outcome::Present => &mut self.unchanged,
            Outcome::Kept | Outcome::StaysDeleted => &mut self.kept,
            Outcome::Conflict => &mut self.conflicts,
            Outcome::Adopted => &mut self.adopted,
        };
        *counter += 1;
    }

    /// Adds the rows of another set of the same kind.
    pub fn add(&mut self, other: &Self) {
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.kept += other.kept;
        self.conflicts += other.conflicts;
        self.adopted += other.adopted;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} created, {} updated, {} unchanged",
            self.kind, self.created, self.updated, self.unchanged
        )?;
        for (count, word) in [
            (self.kept, "kept"),
            (self.conflicts, "conflicts"),
            (self.adopted, "adopted"),
        ] {
            if count > 0 {
                write!(f, ", {count} {word}")?;
            }
        }
        Ok(())
    }
}
