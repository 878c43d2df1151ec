//! Random histories of file edits, operator edits and runs, over rows in memory.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::seed::merge::{self, OnConflict, Outcome, Policy, State};
use crate::seed::{Entry, Mode};

const KEYS: [&str; 2] = ["a", "b"];
const FIELDS: [&str; 3] = ["x", "y", "z"];

#[derive(Debug, Clone)]
enum Step {
    /// The file says this of a field, or nothing any more.
    File(usize, usize, Option<Value>),
    /// The file no longer has the item.
    Drop(usize),
    /// An operator writes a field, making the row if need be.
    Operator(usize, usize, Value),
    /// An operator deletes the row.
    Delete(usize),
    Run,
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        (0..3).prop_map(|n| json!(n)),
        (0..3).prop_map(|n| json!(format!("text {n}"))),
        (0..3_usize).prop_map(|n| json!("long ".repeat(100 + n))),
        (0..3).prop_map(|n| json!({ "n": n, "list": [n, 1.0] })),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..2_usize, 0..3_usize, prop::option::weighted(0.8, value())).prop_map(|(k, f, v)| Step::File(k, f, v)),
        1 => (0..2_usize).prop_map(Step::Drop),
        4 => (0..2_usize, 0..3_usize, value()).prop_map(|(k, f, v)| Step::Operator(k, f, v)),
        1 => (0..2_usize).prop_map(Step::Delete),
        5 => Just(Step::Run),
    ]
}

/// What columns hold that nobody has set.
fn defaults() -> Map<String, Value> {
    Map::from_iter([("y".to_owned(), json!(0))])
}

fn fresh() -> Map<String, Value> {
    let default = |field: &&str| defaults().get(*field).cloned().unwrap_or_default();
    FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), default(field)))
        .collect()
}

#[derive(Debug, Clone, Default, PartialEq)]
struct World {
    files: BTreeMap<&'static str, Map<String, Value>>,
    rows: BTreeMap<&'static str, Map<String, Value>>,
    ledger: BTreeMap<&'static str, Entry>,
    /// What the tool last wrote or found agreed, or the default it left: an edit is a difference
    /// from it. By key and field.
    known: BTreeMap<(&'static str, &'static str), Value>,
    /// Rows that an operator deleted.
    deleted: BTreeSet<&'static str>,
}

impl World {
    fn run(&mut self, on_conflict: OnConflict) -> Vec<Outcome> {
        let defaults = defaults();
        let policy = Policy {
            mode: Mode::Upsert,
            on_conflict,
            restore: false,
            defaults: &defaults,
            together: &[],
        };
        let mut outcomes = Vec::new();
        for (key, file) in self.files.clone() {
            let hash = Value::Object(file.clone()).to_string();
            let new = !self.rows.contains_key(key);
            let decision = merge::item(
                &file,
                &hash,
                self.ledger.get(key),
                self.rows.get(key),
                &policy,
            );
            outcomes.push(decision.outcome);
            if decision.outcome == Outcome::Created {
                for field in FIELDS {
                    self.known.insert((key, field), fresh()[field].clone());
                }
            }
            for (field, state) in &decision.fields {
                let field = FIELDS.iter().find(|known| *known == field).unwrap();
                match state {
                    State::Created | State::Updated | State::Remembered | State::Overwritten => {
                        self.known.insert((key, field), file[*field].clone());
                    }
                    State::Unchanged | State::Kept | State::Conflict => {}
                }
            }
            if new && !decision.write.is_empty() || decision.outcome == Outcome::Created {
                self.rows.insert(key, fresh());
            }
            if let Some(row) = self.rows.get_mut(key) {
                row.extend(decision.write);
            }
            if let Some(entry) = decision.entry {
                self.ledger.insert(key, entry);
            }
        }
        outcomes
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::File(key, field, Some(value)) => {
                let item = self.files.entry(KEYS[*key]).or_default();
                item.insert(FIELDS[*field].to_owned(), value.clone());
            }
            Step::File(key, field, None) => {
                if let Some(item) = self.files.get_mut(KEYS[*key]) {
                    item.remove(FIELDS[*field]);
                }
            }
            Step::Drop(key) => drop(self.files.remove(KEYS[*key])),
            Step::Operator(key, field, value) => {
                let row = self.rows.entry(KEYS[*key]).or_insert_with(fresh);
                row.insert(FIELDS[*field].to_owned(), value.clone());
                self.deleted.remove(KEYS[*key]);
            }
            Step::Delete(key) => {
                if self.rows.remove(KEYS[*key]).is_some() && self.ledger.contains_key(KEYS[*key]) {
                    self.deleted.insert(KEYS[*key]);
                }
            }
            Step::Run => drop(self.run(OnConflict::Keep)),
        }
    }

    /// Every value in a row that differs from what the tool knows of it: the operators' edits.
    fn edits(&self) -> BTreeMap<(&'static str, &'static str), Value> {
        let mut edits = BTreeMap::new();
        for (key, row) in &self.rows {
            for field in FIELDS {
                if self.known.get(&(*key, field)) != Some(&row[field]) {
                    edits.insert((*key, field), row[field].clone());
                }
            }
        }
        edits
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_operator_edit_is_ever_lost_and_a_run_after_a_run_changes_nothing(
        steps in prop::collection::vec(step(), 1..40)
    ) {
        let mut world = World::default();
        for step in &steps {
            let (edits, deleted) = (world.edits(), world.deleted.clone());
            world.step(step);
            if matches!(step, Step::Run) {
                for ((key, field), value) in edits {
                    prop_assert_eq!(&world.rows[key][field], &value, "{} of {}", field, key);
                }
                for key in deleted {
                    prop_assert!(!world.rows.contains_key(key), "{} came back", key);
                }
                let after = world.clone();
                world.run(OnConflict::Keep);
                prop_assert_eq!(&world, &after);
                world.run(OnConflict::Fail);
                prop_assert_eq!(&world, &after);
            }
        }
    }

    #[test]
    fn where_nobody_edits_the_rows_are_what_the_file_says(
        steps in prop::collection::vec(step(), 1..40)
    ) {
        let mut world = World::default();
        for step in &steps {
            if !matches!(step, Step::Operator(..) | Step::Delete(_)) {
                world.step(step);
            }
            if matches!(step, Step::Run) {
                for (key, file) in &world.files {
                    for (field, value) in file {
                        prop_assert_eq!(&world.rows[key][field], value);
                    }
                }
            }
        }
    }

    #[test]
    fn with_the_seed_winning_a_conflict_is_gone_after_one_run(
        steps in prop::collection::vec(step(), 1..40)
    ) {
        let mut world = World::default();
        for step in &steps {
            world.step(step);
        }
        world.run(OnConflict::Seed);
        let outcomes = world.run(OnConflict::Keep);
        prop_assert!(!outcomes.contains(&Outcome::Conflict));
    }
}
