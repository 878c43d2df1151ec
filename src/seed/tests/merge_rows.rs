//! The merge of whole rows: modes, sets, fields that come and go, what is remembered, removal.

use serde_json::{Map, json};

use super::merge::{entry, map, one, policy, sorts};
use crate::seed::merge::{self, Outcome, Policy, Removal, State};
use crate::seed::{Entry, Mode};

#[test]
fn create_looks_only_for_rows_that_are_missing() {
    for (sort, [a, b, _], _) in sorts() {
        let create = |policy: &mut Policy<'_>| policy.mode = Mode::Create;
        let left_alone = (Outcome::Present, None, None, None);
        assert_eq!(one(&b, Some(&a), Some(&a), create), left_alone, "{sort}");
        assert_eq!(one(&b, None, Some(&a), create), left_alone, "{sort}");
        assert_eq!(
            one(&b, Some(&a), None, create).0,
            Outcome::StaysDeleted,
            "{sort}"
        );
        assert_eq!(one(&b, None, None, create).0, Outcome::Created, "{sort}");
    }
}

#[test]
fn sync_merges_like_upsert() {
    for (sort, [a, b, c], _) in sorts() {
        let sync = |policy: &mut Policy<'_>| policy.mode = Mode::Sync;
        let cases = [
            (Some(&a), Some(&a)),
            (Some(&a), Some(&c)),
            (None, Some(&c)),
            (Some(&a), None),
        ];
        for (last, live) in cases {
            assert_eq!(
                one(&b, last, live, sync),
                one(&b, last, live, |_| {}),
                "{sort}"
            );
        }
    }
}

#[test]
fn what_was_adopted_as_the_operators_stays_theirs() {
    let defaults = Map::new();
    let (file, live) = (
        map(json!({"f": 1, "g": 2})),
        map(json!({"f": 1, "g": "mine"})),
    );
    let first = merge::item(&file, "h", None, Some(&live), &policy(&defaults))
        .entry
        .unwrap();
    assert_eq!(first.fields, map(json!({"f": 1, "g": "operator"})));
    assert!(!first.created);
    let changed = map(json!({"f": 1, "g": 3}));
    let again = merge::item(&changed, "i", Some(&first), Some(&live), &policy(&defaults));
    assert_eq!(again.fields, [("f", State::Unchanged), ("g", State::Kept)]);
}

#[test]
fn a_field_new_to_the_seed_is_written_where_nobody_has_set_it() {
    let defaults = map(json!({"is_active": true, "tags": []}));
    let file = map(json!({"name": "A", "voice": "calm", "is_active": false, "tags": ["x"]}));
    let last = entry(json!({"name": "A"}));
    let live = map(json!({"name": "A", "voice": null, "is_active": true, "tags": ["mine"]}));
    let decision = merge::item(&file, "h", Some(&last), Some(&live), &policy(&defaults));
    assert_eq!(decision.outcome, Outcome::Updated);
    assert_eq!(
        decision.write,
        map(json!({"voice": "calm", "is_active": false}))
    );
    assert!(decision.fields.contains(&("tags", State::Kept)));
}

#[test]
fn a_field_that_the_file_no_longer_has_is_left_alone_and_still_remembered() {
    let defaults = Map::new();
    let last = entry(json!({"f": 1, "gone": 2}));
    let live = map(json!({"f": 1, "gone": 2}));
    let file = map(json!({"f": 1}));
    let decision = merge::item(&file, "h", Some(&last), Some(&live), &policy(&defaults));
    assert_eq!(
        (decision.outcome, decision.write),
        (Outcome::Unchanged, Map::new())
    );
    assert_eq!(decision.entry.unwrap().fields, last.fields);
}

#[test]
fn two_sets_own_different_fields_of_a_row() {
    let defaults = map(json!({"tags": []}));
    let policy = policy(&defaults);
    // One set creates the row; the other adopts what it agrees with.
    let one = map(json!({"slug": "a", "name": "A"}));
    let two = map(json!({"slug": "a", "tags": []}));
    let first = merge::item(&one, "1", None, None, &policy).entry.unwrap();
    let live = map(json!({"slug": "a", "name": "A", "tags": []}));
    let second = merge::item(&two, "2", None, Some(&live), &policy)
        .entry
        .unwrap();
    // Each then changes its own field and leaves the other's alone.
    let one = map(json!({"slug": "a", "name": "B"}));
    let decision = merge::item(&one, "3", Some(&first), Some(&live), &policy);
    assert_eq!(decision.write, map(json!({"name": "B"})));
    let live = map(json!({"slug": "a", "name": "B", "tags": []}));
    let two = map(json!({"slug": "a", "tags": ["x"]}));
    let decision = merge::item(&two, "4", Some(&second), Some(&live), &policy);
    assert_eq!(decision.write, map(json!({"tags": ["x"]})));
}

#[test]
fn an_unchanged_item_leaves_its_entry_alone() {
    let defaults = Map::new();
    let row = map(json!({"f": 1, "g": [1, 2], "h": "x".repeat(1000)}));
    let first = merge::item(&row, "h", None, None, &policy(&defaults))
        .entry
        .unwrap();
    let again = merge::item(&row, "h", Some(&first), Some(&row), &policy(&defaults));
    assert_eq!((again.outcome, again.entry), (Outcome::Unchanged, None));
}

#[test]
fn long_values_are_remembered_as_hashes() {
    let mut entry = Entry::new(true, "h");
    let (short, long) = (json!("a".repeat(256)), json!("a".repeat(257)));
    entry.remember("short", &short);
    entry.remember("long", &long);
    assert_eq!(entry.fields["short"], short);
    let kept = entry.fields["long"].as_str().unwrap();
    assert!(kept.starts_with("sha256:") && kept.len() == 71);
    assert!(entry.remembers("long", &long) && !entry.remembers("long", &short));
}

#[test]
fn only_what_the_set_created_and_nobody_edited_may_be_removed() {
    let last = entry(json!({"f": 1, "g": "x"}));
    let adopted = Entry {
        created: false,
        ..last.clone()
    };
    let same = map(json!({"f": 1.0, "g": "x", "h": 5}));
    let edited = map(json!({"f": 2, "g": "x"}));
    let removal = |last: &Entry, live| merge::removal(last, live);
    assert_eq!(removal(&last, Some(&same)), Removal::Allowed);
    assert_eq!(removal(&last, Some(&edited)), Removal::Edited);
    assert_eq!(removal(&last, None), Removal::Gone);
    assert_eq!(removal(&adopted, Some(&same)), Removal::NotOurs);
}
