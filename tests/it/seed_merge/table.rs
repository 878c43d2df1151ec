//! The merge table, for scalars, arrays, JSON, nullable fields and references.

use crate::seed_state::State;

use super::fields::{FIELDS, FIRST, LATER, THEIRS};
use super::scene::{Scene, Told, all};

#[test]
fn file_same_and_row_same_is_unchanged() {
    let scene = Scene::seeded_with(Some(FIRST));
    assert_eq!(scene.run(""), Told::new());
    scene.holds(FIRST);
}

#[test]
fn file_changed_and_row_same_is_an_update() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.file(Some(LATER));
    all(&scene.run(""), "updated", "updated");
    scene.holds(LATER);
    assert_eq!(scene.run(""), Told::new());
}

#[test]
fn file_same_and_row_changed_is_kept() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.operator_sets(THEIRS);
    for flags in ["", "", "--on-conflict seed", "--on-conflict fail"] {
        all(&scene.run(flags), "kept", "kept");
        scene.holds(THEIRS);
    }
}

#[test]
fn both_changed_to_the_same_is_unchanged_and_remembered() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.operator_sets(LATER);
    scene.file(Some(LATER));
    assert_eq!(scene.run(""), Told::new());
    scene.holds(LATER);
    // It is the seed's from now on: the next change of the file is an update.
    scene.file(Some(FIRST));
    all(&scene.run(""), "updated", "updated");
    scene.holds(FIRST);
}

#[test]
fn both_changed_otherwise_is_a_conflict_that_keeps_by_default() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.operator_sets(THEIRS);
    scene.file(Some(LATER));
    for flags in ["", "", "--on-conflict keep"] {
        all(&scene.run(flags), "conflict", "conflict");
        scene.holds(THEIRS);
    }
    // An operator who gives way ends it.
    scene.operator_sets(LATER);
    assert_eq!(scene.run(""), Told::new());
}

#[test]
fn a_conflict_can_be_settled_for_the_seed() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.operator_sets(THEIRS);
    scene.file(Some(LATER));
    scene.run("");
    all(&scene.run("--on-conflict seed"), "updated", "overwritten");
    scene.holds(LATER);
    assert_eq!(scene.run(""), Told::new());
}

#[test]
fn a_conflict_can_fail_the_run_which_then_writes_nothing() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.operator_sets(THEIRS);
    scene.file(Some(LATER));
    scene.tool.file(
        "seeds/patterns.yaml",
        "version: 1\nkind: patterns\nitems:\n  - {name: new, pattern_type: decision}\n",
    );
    let before = State::of(&scene.tool.db).rows_only();
    let failed = scene.try_run("--on-conflict fail");
    before.assert_same(&State::of(&scene.tool.db).rows_only());
    insta::assert_snapshot!(failed.shown(), @"
    --- stderr ---
    error: 10 rows were changed both by an operator and by the seed; nothing was written: llm_models `m/decimal`, skills `m-json`, skills `m-json-null`, personas `m-text`, personas `m-long` and more
    hint: see `automatos seed plan`; settle it with `--on-conflict keep` or `seed`
    [exit 1]
    ");
    let failed = scene.try_run("--on-conflict fail -o json");
    assert_eq!(failed.json()["error"]["code"], "SEED.CONFLICT");
    assert_eq!(failed.code(), 1);
}

#[test]
fn a_field_that_the_file_leaves_out_is_never_touched() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.file(None);
    assert_eq!(scene.run("--on-conflict seed"), Told::new());
    scene.holds(FIRST);
    scene.operator_sets(THEIRS);
    let told = scene.run("--on-conflict seed");
    for field in FIELDS.iter().filter(|field| field.optional) {
        assert_eq!(told.get(field.label), None, "{}", field.label);
    }
    scene.holds(THEIRS);
}

#[test]
fn a_field_that_is_new_in_the_file_is_written_where_nobody_has_set_it() {
    let scene = Scene::seeded_with(None);
    scene.file(Some(LATER));
    let told = scene.run("");
    for field in FIELDS {
        // Null is what the row had.
        if field.label != "nullable, from a value to null" && field.label != "nullable JSON" {
            let expected = ("updated".to_owned(), Some("updated".to_owned()));
            assert_eq!(told.get(field.label), Some(&expected), "{}", field.label);
        }
        scene.field_holds(field, LATER);
    }
    assert_eq!(scene.run(""), Told::new());
}

#[test]
fn a_field_that_is_new_in_the_file_is_the_operators_where_one_has_set_it() {
    let scene = Scene::seeded_with(None);
    scene.operator_sets(FIRST);
    scene.file(Some(LATER));
    let told = scene.run("");
    for field in FIELDS.iter().filter(|field| field.optional) {
        if field.label == "nullable, from null to a value" {
            // Null is no edit: the seed may fill it.
            scene.field_holds(field, LATER);
        } else {
            let expected = ("kept".to_owned(), Some("kept".to_owned()));
            assert_eq!(told.get(field.label), Some(&expected), "{}", field.label);
            scene.field_holds(field, FIRST);
        }
    }
}

#[test]
fn null_in_the_file_is_a_value_that_is_written_and_defended() {
    let scene = Scene::seeded_with(Some(LATER));
    scene.operator_sets(THEIRS);
    let told = scene.run("");
    all(&told, "kept", "kept");
    scene.holds(THEIRS);
}

#[test]
fn arrays_and_json_are_compared_by_value_not_by_text() {
    let scene = Scene::seeded_with(Some(FIRST));
    scene.tool.db.query(
        "UPDATE skills SET parameters = '{ \"a\" : { \"b\" : [1.0, 2.00] } }' WHERE name = 'm-json'; \
         UPDATE llm_models SET input_cost_per_1k_tokens = 0.5000 WHERE provider = 'm'; \
         UPDATE personas SET tags = ARRAY['a', 'b']::text[] WHERE slug = 'm-array'",
    );
    assert_eq!(scene.run(""), Told::new());
    // The order of a list is part of its value.
    scene
        .tool
        .db
        .query("UPDATE personas SET tags = '{b,a}' WHERE slug = 'm-array'");
    let told = scene.run("");
    assert_eq!(told.keys().copied().collect::<Vec<_>>(), ["array"]);
}
