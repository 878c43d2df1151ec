//! File against ledger against row: what a run does to one row, field by field. Pure.
//!
//! `last` is what the tool wrote last time, `live` is the row now, `file` is the seed now.
//!
//! | file and last | live and last | then |
//! | --- | --- | --- |
//! | same | same | unchanged |
//! | changed | same | update |
//! | same | changed | kept: the operator's value stays |
//! | changed | changed, and live = file | unchanged, and remembered |
//! | changed | changed otherwise | conflict: by [`OnConflict`] |
//! | no row, in last | | kept: an operator deleted it; [`Policy::restore`] brings it back |
//! | row, not in last | | adopted: fields equal to the file are taken over, others are the operator's |
//!
//! A field that the file does not have is never touched, and what is remembered of it stays. A field
//! that the file has and `last` has not is new to the seed: in a row that the seed created it counts as
//! unedited while the row still has the column's default; else it is the operator's.

use serde::Serialize;
use serde_json::{Map, Value};

use super::canonical;
use super::header::Mode;
use super::ledger::{self, Entry};
pub use super::on_conflict::OnConflict;
pub use super::removal::{Removal, removal};

/// How to merge.
#[derive(Clone, Copy)]
pub struct Policy<'a> {
    pub mode: Mode,
    pub on_conflict: OnConflict,
    /// Bring back rows that an operator deleted.
    pub restore: bool,
    /// What columns hold that nobody has set.
    pub defaults: &'a Map<String, Value>,
    /// Fields that are merged as one, since they make sense only together.
    pub together: &'a [&'a str],
}

/// What a run does to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The row is new.
    Created,
    /// Fields are written.
    Updated,
    /// Nothing is to be done.
    Unchanged,
    /// An operator's values stay, and nothing else is to be done.
    Kept,
    /// A field was changed on both sides and the operator's value stays; other fields may be
    /// written.
    Conflict,
    /// The row was there before the seed, and is the seed's from now on. Fields may be written.
    Adopted,
    /// An operator deleted the row, and it stays deleted.
    StaysDeleted,
    /// An operator deleted the row, and it is written again.
    Restored,
    /// The row is there, and the mode is `create`: it is not looked at.
    Present,
}

/// What a run does to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The row is new, and so is the field.
    Created,
    /// Nothing is to be done.
    Unchanged,
    /// Row and file agree, and that is remembered from now on.
    Remembered,
    /// The file's value is written.
    Updated,
    /// The operator's value stays.
    Kept,
    /// Both sides changed it; the operator's value stays.
    Conflict,
    /// Both sides changed it; the file's value is written.
    Overwritten,
}

/// What a run does to a row, field by field.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision<'a> {
    pub outcome: Outcome,
    /// Every field of the file, in order. Empty where the row as a whole is left alone.
    pub fields: Vec<(&'a str, State)>,
    /// The fields to write: all of the file's for a new row, else those that change.
    pub write: Map<String, Value>,
    /// The ledger entry to write; none where the one that is there still holds.
    pub entry: Option<Entry>,
    /// Whether the row has every value of the file afterwards.
    pub whole: bool,
}

/// Decides about one row. `hash` is the item's own, to be remembered in the entry.
pub fn item<'a>(
    file: &'a Map<String, Value>,
    hash: &str,
    last: Option<&Entry>,
    live: Option<&Map<String, Value>>,
    policy: &Policy<'_>,
) -> Decision<'a> {
    match (last, live) {
        (None, None) => insert(file, Entry::new(true, hash), Outcome::Created),
        (Some(last), None) if policy.restore => {
            insert(file, Entry::new(last.created, hash), Outcome::Restored)
        }
        (Some(_), None) => alone(Outcome::StaysDeleted),
        (_, Some(_)) if policy.mode == Mode::Create => alone(Outcome::Present),
        (last, Some(live)) => update(file, hash, last, live, policy),
    }
}

fn alone<'a>(outcome: Outcome) -> Decision<'a> {
    Decision {
        outcome,
        fields: Vec::new(),
        write: Map::new(),
        entry: None,
        whole: false,
    }
}

fn insert<'a>(file: &'a Map<String, Value>, mut entry: Entry, outcome: Outcome) -> Decision<'a> {
    for (field, value) in file {
        entry.remember(field, value);
    }
    let created = |field: &'a String| (field.as_str(), State::Created);
    Decision {
        outcome,
        fields: file.keys().map(created).collect(),
        write: file.clone(),
        entry: Some(entry),
        whole: true,
    }
}

fn update<'a>(
    file: &'a Map<String, Value>,
    hash: &str,
    last: Option<&Entry>,
    live: &Map<String, Value>,
    policy: &Policy<'_>,
) -> Decision<'a> {
    let mut entry = last.cloned().unwrap_or_else(|| Entry::new(false, hash));
    let mut fields = Vec::new();
    let mut write = Map::new();
    for (field, value) in file {
        let state = field_state((field, value), file, last, live, policy);
        match state {
            State::Updated | State::Overwritten => {
                write.insert(field.clone(), value.clone());
                entry.remember(field, value);
            }
            State::Remembered => entry.remember(field, value),
            // Not only left alone now: it stays theirs, whatever it is set to.
            State::Kept if !entry.fields.contains_key(field) => {
                entry.fields.insert(field.clone(), ledger::theirs());
            }
            State::Created | State::Unchanged | State::Kept | State::Conflict => {}
        }
        fields.push((field.as_str(), state));
    }
    hash.clone_into(&mut entry.hash);
    let outcome = outcome(&fields, last.is_none());
    let mut entry = (last != Some(&entry)).then_some(entry);
    if outcome == Outcome::Conflict && policy.on_conflict == OnConflict::Fail {
        write.clear();
        entry = None;
    }
    let left = |state: State| matches!(state, State::Kept | State::Conflict);
    Decision {
        whole: !fields.iter().any(|(_, state)| left(*state)),
        outcome,
        fields,
        write,
        entry,
    }
}

/// What a run does to a field, alone or with those that are merged with it.
fn field_state(
    (field, value): (&str, &Value),
    file: &Map<String, Value>,
    last: Option<&Entry>,
    live: &Map<String, Value>,
    policy: &Policy<'_>,
) -> State {
    if !policy.together.contains(&field) {
        return state(&[(field, value)], last, live, policy);
    }
    let fields: Vec<(&str, &Value)> = policy
        .together
        .iter()
        .filter_map(|field| Some((*field, file.get(*field)?)))
        .collect();
    let state = state(&fields, last, live, policy);
    let now = live.get(field).unwrap_or(&Value::Null);
    if !canonical::equal_column(value, now) {
        return state;
    }
    // Of fields that go together some may be right already.
    let known = last.is_some_and(|last| last.fields.contains_key(field));
    match state {
        State::Updated | State::Overwritten => State::Remembered,
        State::Kept | State::Conflict if known => State::Unchanged,
        State::Kept | State::Conflict | State::Created | State::Unchanged | State::Remembered => {
            state
        }
    }
}

/// The heart of it: one row of the table, for fields that are taken as one.
fn state(
    fields: &[(&str, &Value)],
    last: Option<&Entry>,
    live: &Map<String, Value>,
    policy: &Policy<'_>,
) -> State {
    let now = |field: &str| live.get(field).unwrap_or(&Value::Null);
    let kept = |field: &str| last.and_then(|last| last.fields.get(field));
    let agree = fields
        .iter()
        .all(|(field, file)| canonical::equal_column(file, now(field)));
    let ours = |field: &str| kept(field).is_some_and(|kept| !ledger::is_theirs(kept));
    if !fields.iter().all(|(field, _)| ours(field)) {
        // A row that was there before, a field new to the seed, or one that was never the seed's.
        let untouched = last.is_some_and(|last| last.created)
            && fields.iter().all(|(field, _)| {
                let default = policy.defaults.get(*field).unwrap_or(&Value::Null);
                kept(field).is_none() && canonical::equal_column(default, now(field))
            });
        return match (agree, untouched, policy.on_conflict) {
            (true, _, _) => State::Remembered,
            (false, true, _) => State::Updated,
            (false, false, OnConflict::Seed) => State::Overwritten,
            (false, false, OnConflict::Keep | OnConflict::Fail) => State::Kept,
        };
    }
    let same = |field: &str, value: &Value| last.is_some_and(|last| last.remembers(field, value));
    let file_same = fields.iter().all(|(field, file)| same(field, file));
    let live_same = fields.iter().all(|(field, _)| same(field, now(field)));
    match (file_same, live_same) {
        (true, true) => State::Unchanged,
        (false, true) => State::Updated,
        (true, false) => State::Kept,
        (false, false) if agree => State::Remembered,
        (false, false) => match policy.on_conflict {
            OnConflict::Seed => State::Overwritten,
            OnConflict::Keep | OnConflict::Fail => State::Conflict,
        },
    }
}

/// What the states of its fields make of a row.
fn outcome(fields: &[(&str, State)], adopted: bool) -> Outcome {
    let any = |wanted: State| fields.iter().any(|(_, state)| *state == wanted);
    if any(State::Conflict) {
        Outcome::Conflict
    } else if adopted {
        Outcome::Adopted
    } else if any(State::Updated) || any(State::Overwritten) {
        Outcome::Updated
    } else if any(State::Kept) {
        Outcome::Kept
    } else {
        Outcome::Unchanged
    }
}
