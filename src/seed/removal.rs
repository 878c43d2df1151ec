//! Whether a row that the files no longer name may be removed. Pure.

use serde::Serialize;
use serde_json::{Map, Value};

use super::ledger::Entry;

/// What `--prune` may do to a row that its set no longer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// The set created the row and nobody edited it: it may go, if nothing depends on it.
    Allowed,
    /// It was there before the set.
    NotOurs,
    /// An operator edited it.
    Edited,
    /// It is gone already; only its entry is left.
    Gone,
}

/// Decides whether a row that its set no longer names may be removed.
pub fn removal(last: &Entry, live: Option<&Map<String, Value>>) -> Removal {
    let Some(live) = live else {
        return Removal::Gone;
    };
    if !last.created {
        Removal::NotOurs
    } else if last.is(live) {
        Removal::Allowed
    } else {
        Removal::Edited
    }
}
