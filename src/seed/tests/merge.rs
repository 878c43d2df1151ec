//! The merge: every row of its table, for every sort of field.

use serde_json::{Map, Value, json};

use crate::seed::merge::{self, Decision, OnConflict, Outcome, Policy, State};
use crate::seed::{Entry, Mode, ledger};

pub fn map(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// A ledger entry as a run that wrote these fields would have left it.
pub fn entry(fields: Value) -> Entry {
    let mut entry = Entry::new(true, "last");
    for (field, value) in map(fields) {
        let kept = ledger::keep(&value);
        entry.fields.insert(field, kept);
    }
    entry
}

pub fn policy(defaults: &Map<String, Value>) -> Policy<'_> {
    Policy {
        mode: Mode::Upsert,
        on_conflict: OnConflict::Keep,
        restore: false,
        defaults,
        together: &[],
    }
}

/// Merges a row of one field `f`, where `None` means that the row or the entry is not there.
pub fn one(
    file: &Value,
    last: Option<&Value>,
    live: Option<&Value>,
    change: fn(&mut Policy<'_>),
) -> (Outcome, Option<State>, Option<Value>, Option<Value>) {
    let file = map(json!({ "f": file }));
    let last = last.map(|last| entry(json!({ "f": last })));
    let live = live.map(|live| map(json!({ "f": live, "other": 1 })));
    let defaults = Map::new();
    let mut policy = policy(&defaults);
    change(&mut policy);
    let Decision {
        outcome,
        fields,
        write,
        entry,
        whole: _,
    } = merge::item(&file, "now", last.as_ref(), live.as_ref(), &policy);
    let remembered = entry.and_then(|entry| entry.fields.get("f").cloned());
    (
        outcome,
        fields.first().map(|(_, state)| *state),
        write.get("f").cloned(),
        remembered,
    )
}

/// Three values of one sort, and another way in which a database may give the first.
pub fn sorts() -> Vec<(&'static str, [Value; 3], Value)> {
    vec![
        ("text", [json!("a"), json!("b"), json!("c")], json!("a")),
        (
            "long text",
            [json!("a".repeat(300)), json!("b".repeat(300)), json!("c")],
            json!("a".repeat(300)),
        ),
        ("number", [json!(1), json!(2.5), json!(3)], json!(1.0)),
        (
            "numeric",
            [json!(0.5), json!(0.25), json!(3)],
            json!("0.5000"),
        ),
        (
            "boolean",
            [json!(true), json!(false), Value::Null],
            json!(true),
        ),
        (
            "array",
            [json!(["a", "b"]), json!(["b", "a"]), json!([])],
            json!(["a", "b"]),
        ),
        (
            "json",
            [json!({"a": 1, "b": [2]}), json!({"a": 1}), json!({})],
            json!({"b": [2.0], "a": 1.0}),
        ),
        (
            "nullable, from null",
            [Value::Null, json!("b"), json!("c")],
            Value::Null,
        ),
        (
            "nullable, to null",
            [json!("a"), Value::Null, json!("c")],
            json!("a"),
        ),
        (
            "looks like a hash",
            [json!("sha256:a"), json!("operator"), json!("hmac-sha256:c")],
            json!("sha256:a"),
        ),
    ]
}

#[test]
fn same_and_same_is_unchanged() {
    for (sort, [a, ..], again) in sorts() {
        let (outcome, state, write, _) = one(&a, Some(&a), Some(&again), |_| {});
        assert_eq!(
            (outcome, state, write),
            (Outcome::Unchanged, Some(State::Unchanged), None),
            "{sort}"
        );
    }
}

#[test]
fn changed_in_the_file_only_is_an_update() {
    for (sort, [a, b, _], again) in sorts() {
        let (outcome, state, write, remembered) = one(&b, Some(&a), Some(&again), |_| {});
        assert_eq!(
            (outcome, state),
            (Outcome::Updated, Some(State::Updated)),
            "{sort}"
        );
        assert_eq!(write, Some(b.clone()), "{sort}");
        assert_eq!(remembered, Some(ledger::keep(&b)), "{sort}");
    }
}

#[test]
fn changed_by_an_operator_only_is_kept() {
    for (sort, [a, b, _], _) in sorts() {
        let (outcome, state, write, remembered) = one(&a, Some(&a), Some(&b), |_| {});
        assert_eq!(
            (outcome, state, write),
            (Outcome::Kept, Some(State::Kept), None),
            "{sort}"
        );
        assert_eq!(
            remembered,
            Some(ledger::keep(&a)),
            "{sort}: the entry has a new hash"
        );
    }
}

#[test]
fn changed_on_both_sides_alike_is_remembered_and_nothing_is_written() {
    for (sort, [a, b, _], _) in sorts() {
        let (outcome, state, write, remembered) = one(&b, Some(&a), Some(&b), |_| {});
        assert_eq!(
            (outcome, state, write),
            (Outcome::Unchanged, Some(State::Remembered), None),
            "{sort}"
        );
        assert_eq!(remembered, Some(ledger::keep(&b)), "{sort}");
    }
}

#[test]
fn changed_on_both_sides_otherwise_is_a_conflict() {
    for (sort, [a, b, c], _) in sorts() {
        let (outcome, state, write, remembered) = one(&b, Some(&a), Some(&c), |_| {});
        assert_eq!(
            (outcome, state, write),
            (Outcome::Conflict, Some(State::Conflict), None),
            "{sort}"
        );
        assert_eq!(
            remembered,
            Some(ledger::keep(&a)),
            "{sort}: the conflict stays"
        );

        let seed = |policy: &mut Policy<'_>| policy.on_conflict = OnConflict::Seed;
        let (outcome, state, write, remembered) = one(&b, Some(&a), Some(&c), seed);
        assert_eq!(
            (outcome, state),
            (Outcome::Updated, Some(State::Overwritten)),
            "{sort}"
        );
        assert_eq!(
            (write, remembered),
            (Some(b.clone()), Some(ledger::keep(&b))),
            "{sort}"
        );

        let fail = |policy: &mut Policy<'_>| policy.on_conflict = OnConflict::Fail;
        let (outcome, state, write, remembered) = one(&b, Some(&a), Some(&c), fail);
        assert_eq!(
            (outcome, state),
            (Outcome::Conflict, Some(State::Conflict)),
            "{sort}"
        );
        assert_eq!((write, remembered), (None, None), "{sort}");
    }
}

#[test]
fn an_operators_edit_is_no_conflict_and_no_flag_overwrites_it() {
    for (sort, [a, b, _], _) in sorts() {
        let seed = |policy: &mut Policy<'_>| policy.on_conflict = OnConflict::Seed;
        let (outcome, _, write, _) = one(&a, Some(&a), Some(&b), seed);
        assert_eq!((outcome, write), (Outcome::Kept, None), "{sort}");
    }
}

#[test]
fn a_row_that_is_nowhere_is_created() {
    for (sort, [a, ..], _) in sorts() {
        let (outcome, state, write, remembered) = one(&a, None, None, |_| {});
        assert_eq!(
            (outcome, state),
            (Outcome::Created, Some(State::Created)),
            "{sort}"
        );
        assert_eq!(
            (write, remembered),
            (Some(a.clone()), Some(ledger::keep(&a))),
            "{sort}"
        );
    }
}

#[test]
fn a_row_that_an_operator_deleted_stays_deleted_unless_restored() {
    for (sort, [a, b, _], _) in sorts() {
        let (outcome, state, write, remembered) = one(&b, Some(&a), None, |_| {});
        assert_eq!(
            (outcome, state, write, remembered),
            (Outcome::StaysDeleted, None, None, None),
            "{sort}"
        );
        let (outcome, state, write, _) = one(&b, Some(&a), None, |policy| policy.restore = true);
        assert_eq!(
            (outcome, state, write),
            (Outcome::Restored, Some(State::Created), Some(b)),
            "{sort}"
        );
    }
}

#[test]
fn a_row_that_was_there_before_is_adopted() {
    for (sort, [a, b, _], again) in sorts() {
        let (outcome, state, write, remembered) = one(&a, None, Some(&again), |_| {});
        assert_eq!(
            (outcome, state, write),
            (Outcome::Adopted, Some(State::Remembered), None),
            "{sort}"
        );
        assert_eq!(remembered, Some(ledger::keep(&a)), "{sort}");

        let (outcome, state, write, remembered) = one(&a, None, Some(&b), |_| {});
        assert_eq!(
            (outcome, state, write),
            (Outcome::Adopted, Some(State::Kept), None),
            "{sort}"
        );
        assert_eq!(remembered, Some(json!("operator")), "{sort}");

        let seed = |policy: &mut Policy<'_>| policy.on_conflict = OnConflict::Seed;
        let (outcome, state, write, _) = one(&a, None, Some(&b), seed);
        assert_eq!(
            (outcome, state, write),
            (Outcome::Adopted, Some(State::Overwritten), Some(a)),
            "{sort}"
        );
    }
}
