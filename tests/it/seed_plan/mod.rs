//! Plans that are kept in a file, and applied exactly or not at all.

#![cfg(test)]

mod damaged;
mod secrets;

use serde_json::json;

use crate::seed_state::State;
use crate::support::{Automatos, Ran};

const SEED: &str = "version: 1
kind: personas
items:
  - {slug: a, name: A, category: c, system_prompt: p, tags: [x]}
  - {slug: b, name: B, category: c, system_prompt: p, tags: [x]}
";

/// A seeded database, an operator's edit, and a newer file.
fn moved_on() -> Automatos {
    let tool = Automatos::new();
    tool.file("seeds/personas.yaml", SEED);
    tool.run("seed --dir seeds").ok();
    tool.db
        .query("UPDATE personas SET name = 'Mine' WHERE slug = 'a'");
    tool.file(
        "seeds/personas.yaml",
        SEED.replace("[x]", "[x, y]") + "  - {slug: d, name: D, category: c, system_prompt: p}\n",
    );
    tool
}

fn rows(tool: &Automatos) -> String {
    tool.db
        .query("SELECT slug, name, tags FROM personas WHERE category = 'c' ORDER BY 1")
}

/// Runs the line, and nothing in the database may move.
#[track_caller]
fn refused(tool: &Automatos, line: &str) -> Ran {
    let before = State::of(&tool.db).rows_only();
    let run = tool.run(line);
    before.assert_same(&State::of(&tool.db).rows_only());
    assert_ne!(run.code(), 0, "{}", run.stdout());
    run
}

#[test]
fn a_plan_shows_every_change_and_changes_nothing() {
    let tool = moved_on();
    let before = State::of(&tool.db).rows_only();
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --exit-code").shown(), @r#"
    updated personas a
        kept name: "Mine" -> "A"
        updated tags: ["x"] -> ["x","y"]
    updated personas b
        updated tags: ["x"] -> ["x","y"]
    created personas d
    personas: 1 created, 2 updated, 0 unchanged
    [exit 3]
    "#);
    let plan = tool.run("seed plan --dir seeds -o json").ok().json();
    assert_eq!(
        (&plan["ok"], &plan["data"]["dry_run"]),
        (&json!(true), &json!(true))
    );
    insta::assert_snapshot!(plan["data"]["kinds"], @r#"[{"adopted":0,"conflicts":0,"created":1,"deactivated":0,"kept":0,"kind":"personas","removed":0,"unchanged":0,"updated":2}]"#);
    insta::assert_snapshot!(plan["data"]["changes"][0], @r#"{"fields":[{"field":"name","from":"Mine","state":"kept","to":"A"},{"field":"tags","from":["x"],"state":"updated","to":["x","y"]}],"key":"a","kind":"personas","outcome":"updated"}"#);
    assert_eq!(plan["data"]["changes"][2]["outcome"], "created");
    before.assert_same(&State::of(&tool.db).rows_only());
}

#[test]
fn a_plan_with_nothing_to_do_says_so() {
    let tool = Automatos::new();
    let run = tool.run("seed plan --exit-code -o json").ok();
    assert_eq!(run.json()["data"]["changes"], json!([]));
    insta::assert_snapshot!(tool.run("seed plan --only personas --exit-code").shown(), @"personas: 0 created, 0 updated, 15 unchanged");
}

#[test]
fn a_kept_plan_is_applied_exactly_whatever_the_files_say_by_then() {
    let tool = moved_on();
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --out the.plan").shown(), @r#"
    updated personas a
        kept name: "Mine" -> "A"
        updated tags: ["x"] -> ["x","y"]
    updated personas b
        updated tags: ["x"] -> ["x","y"]
    created personas d
    personas: 1 created, 2 updated, 0 unchanged
    --- stderr ---
    the plan is in the.plan; apply it with `automatos seed apply --plan the.plan`
    "#);
    tool.file(
        "seeds/personas.yaml",
        SEED.replace("[x]", "[something, else]"),
    );
    insta::assert_snapshot!(tool.run("seed apply --plan the.plan").shown(), @"personas: 1 created, 2 updated, 0 unchanged");
    assert_eq!(rows(&tool), "a|Mine|{x,y}\nb|B|{x,y}\nd|D|{}");
    // It was applied: it cannot be again.
    insta::assert_snapshot!(refused(&tool, "seed apply --plan the.plan").shown(), @"
    --- stderr ---
    error: the database, or a variable that a setting takes its value from, has changed since the plan was made; nothing was written
    hint: make a new plan with `automatos seed plan`
    [exit 5]
    ");
}

#[test]
fn a_kept_plan_can_be_tried() {
    let tool = moved_on();
    tool.run("seed plan --dir seeds --out the.plan").ok();
    let before = State::of(&tool.db).rows_only();
    tool.run("seed apply --plan the.plan --dry-run").ok();
    before.assert_same(&State::of(&tool.db).rows_only());
    tool.run("seed apply --plan the.plan").ok();
}

#[test]
fn a_plan_keeps_how_it_was_to_be_merged() {
    let tool = Automatos::new();
    let sync = SEED.replace("items", "mode: sync\nset: own\nitems");
    let extra = "  - {slug: e, name: E, category: c, system_prompt: p}\n";
    tool.file("seeds/personas.yaml", format!("{sync}{extra}"));
    tool.run("seed --dir seeds").ok();
    tool.db.query(
        "UPDATE personas SET name = 'Mine' WHERE slug = 'a'; DELETE FROM personas WHERE slug = 'b'",
    );
    tool.file("seeds/personas.yaml", sync.replace("name: A", "name: A2"));
    tool.run("seed plan --dir seeds --on-conflict seed --restore --prune --out the.plan")
        .ok();
    tool.run("seed apply --plan the.plan").ok();
    assert_eq!(rows(&tool), "a|A2|{x}\nb|B|{x}");
}

#[test]
fn a_plan_is_refused_when_the_database_moved() {
    for moved in [
        "UPDATE personas SET tags = '{z}' WHERE slug = 'b'",
        "UPDATE personas SET name = 'Mine too' WHERE slug = 'a'",
        "UPDATE personas SET name = 'A' WHERE slug = 'a'",
        "DELETE FROM personas WHERE slug = 'b'",
        "INSERT INTO personas (slug, name, category, system_prompt) VALUES ('d', 'D', 'c', 'p')",
        "DELETE FROM seed_entries WHERE item_key = 'b'",
    ] {
        let tool = moved_on();
        tool.run("seed plan --dir seeds --out the.plan").ok();
        tool.db.query(moved);
        let run = refused(&tool, "seed apply --plan the.plan -o json");
        let code = &run.json()["error"]["code"];
        assert_eq!((run.code(), code), (5, &json!("SEED.MOVED")), "{moved}");
    }
}

#[test]
fn a_plan_holds_where_only_other_rows_and_fields_moved() {
    let tool = moved_on();
    tool.run("seed plan --dir seeds --out the.plan").ok();
    tool.db.query(
        "UPDATE personas SET description = 'new' WHERE slug = 'b'; \
         UPDATE skills SET is_active = false",
    );
    tool.run("seed apply --plan the.plan").ok();
}

#[test]
fn a_plan_can_be_removed_by_another_run_in_between() {
    let tool = moved_on();
    tool.run("seed plan --dir seeds --out the.plan").ok();
    tool.run("seed --dir seeds").ok();
    let run = refused(&tool, "seed apply --plan the.plan");
    assert_eq!(run.code(), 5);
}

#[test]
fn a_plan_stands_alone() {
    let tool = moved_on();
    for flag in [
        "--dir seeds",
        "--only personas",
        "--restore",
        "--prune",
        "--on-conflict seed",
    ] {
        let run = tool.run(&format!("seed apply --plan the.plan {flag}"));
        assert_eq!(run.code(), 2, "{flag}");
    }
}
