//! Rows as a whole: deleted by an operator, there before the seed, and the modes.

use crate::seed_state::State;
use crate::support::Automatos;

const SEED: &str = "version: 1
kind: personas
MODE
items:
  - {slug: a, name: A, category: c, system_prompt: p, tags: [x]}
  - {slug: b, name: B, category: c, system_prompt: p, tags: [x]}
";

/// The command, with the seed in that mode in `seeds`.
fn with_mode(mode: &str) -> Automatos {
    let tool = Automatos::new();
    tool.file(
        "seeds/personas.yaml",
        SEED.replace("MODE", &format!("mode: {mode}")),
    );
    tool
}

fn rows(tool: &Automatos) -> String {
    tool.db
        .query("SELECT slug, name, tags FROM personas WHERE category = 'c' ORDER BY 1")
}

#[test]
fn a_row_that_an_operator_deleted_stays_deleted_until_it_is_restored() {
    let tool = with_mode("upsert");
    tool.run("seed --dir seeds").ok();
    tool.db.query("DELETE FROM personas WHERE slug = 'a'");
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --exit-code").shown(), @"
    stays deleted personas a
    personas: 0 created, 0 updated, 1 unchanged, 1 kept
    ");
    tool.run("seed --dir seeds").ok();
    tool.run("seed --dir seeds --on-conflict seed").ok();
    assert_eq!(rows(&tool), "b|B|{x}");

    insta::assert_snapshot!(tool.run("seed plan --dir seeds --restore --exit-code").shown(), @r#"
    restored personas a
        created category: null -> "c"
        created name: null -> "A"
        created slug: null -> "a"
        created system_prompt: null -> "p"
        created tags: null -> ["x"]
    personas: 1 created, 0 updated, 1 unchanged
    [exit 3]
    "#);
    tool.run("seed --dir seeds --restore").ok();
    assert_eq!(rows(&tool), "a|A|{x}\nb|B|{x}");
    insta::assert_snapshot!(tool.run("seed --dir seeds --restore").shown(), @"personas: 0 created, 0 updated, 2 unchanged");
}

#[test]
fn a_restored_row_is_the_seeds_again() {
    let tool = with_mode("upsert");
    tool.run("seed --dir seeds").ok();
    tool.db.query("DELETE FROM personas WHERE slug = 'a'");
    tool.run("seed --dir seeds --restore").ok();
    tool.file(
        "seeds/personas.yaml",
        SEED.replace("MODE", "").replace("name: A", "name: A2"),
    );
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "a|A2|{x}\nb|B|{x}");
}

#[test]
fn a_row_that_was_there_before_is_adopted_and_keeps_what_differs() {
    let tool = with_mode("upsert");
    tool.db.query(
        "INSERT INTO personas (slug, name, category, system_prompt, tags) \
         VALUES ('a', 'Mine', 'c', 'p', '{x}')",
    );
    insta::assert_snapshot!(tool.run("seed plan --dir seeds").shown(), @r#"
    adopted personas a
        kept name: "Mine" -> "A"
    created personas b
    personas: 1 created, 0 updated, 0 unchanged, 1 adopted
    "#);
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "a|Mine|{x}\nb|B|{x}");

    // What was equal is the seed's now, what was not stays the operator's, whatever it is set to.
    let changed = SEED
        .replace("MODE", "")
        .replace("name: A", "name: A2")
        .replace("[x]", "[y]");
    tool.file("seeds/personas.yaml", changed);
    insta::assert_snapshot!(tool.run("seed plan --dir seeds").shown(), @r#"
    updated personas a
        kept name: "Mine" -> "A2"
        updated tags: ["x"] -> ["y"]
    updated personas b
        updated tags: ["x"] -> ["y"]
    personas: 0 created, 2 updated, 0 unchanged
    "#);
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "a|Mine|{y}\nb|B|{y}");
    tool.db
        .query("UPDATE personas SET name = 'Still mine' WHERE slug = 'a'");
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "a|Still mine|{y}\nb|B|{y}");

    tool.run("seed --dir seeds --on-conflict seed").ok();
    assert_eq!(rows(&tool), "a|A2|{y}\nb|B|{y}");
}

#[test]
fn mode_create_adds_rows_and_touches_none_that_are_there() {
    let tool = with_mode("create");
    tool.db.query(
        "INSERT INTO personas (slug, name, category, system_prompt) VALUES ('a', 'Mine', 'c', 'p')",
    );
    let before = State::of(&tool.db);
    insta::assert_snapshot!(tool.run("seed --dir seeds").shown(), @"personas: 1 created, 0 updated, 1 unchanged");
    assert_eq!(rows(&tool), "a|Mine|{}\nb|B|{x}");
    assert_eq!(
        State::of(&tool.db).count("seed_entries"),
        before.count("seed_entries") + 1
    );

    tool.file(
        "seeds/personas.yaml",
        SEED.replace("MODE", "mode: create").replace("[x]", "[y]"),
    );
    insta::assert_snapshot!(tool.run("seed --dir seeds --on-conflict seed").shown(), @"personas: 0 created, 0 updated, 2 unchanged");
    assert_eq!(rows(&tool), "a|Mine|{}\nb|B|{x}");
}

#[test]
fn mode_create_does_not_bring_back_a_deleted_row_either() {
    let tool = with_mode("create");
    tool.run("seed --dir seeds").ok();
    tool.db.query("DELETE FROM personas WHERE slug = 'a'");
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "b|B|{x}");
    tool.run("seed --dir seeds --restore").ok();
    assert_eq!(rows(&tool), "a|A|{x}\nb|B|{x}");
}

#[test]
fn mode_sync_without_prune_removes_nothing() {
    let tool = with_mode("sync");
    tool.run("seed --dir seeds").ok();
    let only_a: Vec<&str> = SEED.lines().take(5).collect();
    tool.file(
        "seeds/personas.yaml",
        only_a.join("\n").replace("MODE", "mode: sync"),
    );
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "a|A|{x}\nb|B|{x}");
}

#[test]
fn a_conflict_in_one_field_does_not_stop_the_others() {
    let tool = with_mode("upsert");
    tool.run("seed --dir seeds").ok();
    tool.db
        .query("UPDATE personas SET name = 'Mine' WHERE slug = 'a'");
    let changed = SEED
        .replace("MODE", "")
        .replace("name: A", "name: A2")
        .replace("p, tags: [x]}\n  - {slug: b", "p, tags: [y]}\n  - {slug: b");
    tool.file("seeds/personas.yaml", changed);
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --exit-code").shown(), @r#"
    conflict personas a
        conflict name: "Mine" -> "A2"
        updated tags: ["x"] -> ["y"]
    personas: 0 created, 1 updated, 1 unchanged, 1 conflicts
    [exit 3]
    "#);
    tool.run("seed --dir seeds").ok();
    assert_eq!(rows(&tool), "a|Mine|{y}\nb|B|{x}");
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --exit-code").shown(), @r#"
    conflict personas a
        conflict name: "Mine" -> "A2"
    personas: 0 created, 0 updated, 1 unchanged, 1 conflicts
    "#);
}
