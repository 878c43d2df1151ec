//! What seeding did or would do: counts by kind, and where asked for each change field by field.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::seed::merge::{Outcome, State};

/// What a run did, or would do.
#[derive(Debug, Serialize)]
pub struct Report {
    pub kinds: Vec<Counts>,
    /// Each row that is not merely unchanged; only where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
    pub dry_run: bool,
}

impl Report {
    /// Whether any row was or would be written.
    pub fn writes(&self) -> bool {
        self.kinds.iter().any(Counts::writes)
    }
}

/// What a run does to one row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub kind: &'static str,
    pub key: String,
    pub outcome: Action,
    pub fields: Vec<Field>,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", untagged)]
pub enum Action {
    /// What merging made of it.
    Merged(Outcome),
    /// What pruning made of it.
    Pruned(Pruned),
    /// How it compares with the file.
    Compared(Difference),
}

/// How a row compares with the seed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// There is no such row.
    Missing,
    /// Some of its fields have other values.
    Differs,
}

/// What pruning does to a row that its set no longer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pruned {
    /// It is removed.
    Removed,
    /// Something depends on it: it is deactivated, where its kind can be.
    Deactivated,
    /// An operator edited it, it was there before, or it is in use: it stays.
    Spared,
}

/// What happens to a field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    pub field: String,
    pub state: State,
    /// What the row has.
    pub from: Value,
    /// What the seed has.
    pub to: Value,
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
    /// Rows that were pruned.
    pub removed: usize,
    /// Rows that could not be pruned and were deactivated.
    pub deactivated: usize,
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
            removed: 0,
            deactivated: 0,
        }
    }

    /// Whether any row was written.
    pub const fn writes(&self) -> bool {
        self.created + self.updated + self.adopted + self.removed + self.deactivated > 0
    }

    /// Counts one row.
    pub fn count(&mut self, action: Action) {
        let counter = match action {
            Action::Merged(Outcome::Created | Outcome::Restored) => &mut self.created,
            Action::Merged(Outcome::Updated) => &mut self.updated,
            Action::Merged(Outcome::Unchanged | Outcome::Present) => &mut self.unchanged,
            Action::Merged(Outcome::Kept | Outcome::StaysDeleted)
            | Action::Pruned(Pruned::Spared) => &mut self.kept,
            Action::Merged(Outcome::Conflict) => &mut self.conflicts,
            Action::Merged(Outcome::Adopted) => &mut self.adopted,
            Action::Pruned(Pruned::Removed) => &mut self.removed,
            Action::Pruned(Pruned::Deactivated) => &mut self.deactivated,
            // A comparison is no run.
            Action::Compared(Difference::Missing | Difference::Differs) => return,
        };
        *counter += 1;
    }

    /// Adds other rows of the same kind.
    pub fn add(&mut self, other: &Self) {
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.kept += other.kept;
        self.conflicts += other.conflicts;
        self.adopted += other.adopted;
        self.removed += other.removed;
        self.deactivated += other.deactivated;
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
            (self.removed, "removed"),
            (self.deactivated, "deactivated"),
        ] {
            if count > 0 {
                write!(f, ", {count} {word}")?;
            }
        }
        Ok(())
    }
}
