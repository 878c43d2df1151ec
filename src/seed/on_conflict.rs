//! Who is to win where an operator and the seed changed the same field.

use serde::{Deserialize, Serialize};

/// What to do where both sides changed a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// The operator's value stays, and the conflict is told on every run until it is resolved.
    #[default]
    Keep,
    /// The seed's value is written, here and over fields of adopted rows.
    Seed,
    /// Nothing is written to the row; the caller fails the run.
    Fail,
}
