//! What a run of `seed` does, and that it does it once.

mod folder;

use insta::assert_snapshot;

use crate::support::{Automatos, Database};

const PATTERN: &str = "version: 1
kind: patterns
mode: upsert
items:
  - name: Relay
    description: One hands over to the next.
    pattern_type: coordination
    pattern_data: {steps: [run, hand over]}
";

#[test]
fn a_file_of_ones_own_is_seeded_and_seeded_again_without_a_change() {
    let automatos = Automatos::new();
    automatos.file("seeds/patterns.yaml", PATTERN);
    assert_snapshot!(automatos.run("seed --dir seeds").ok().shown(), @"patterns: 1 created, 0 updated, 0 unchanged");
    assert_snapshot!(automatos.run("seed --dir seeds").ok().shown(), @"patterns: 0 created, 0 updated, 1 unchanged");
    let patterns = automatos.run("pattern list -o json").ok().column("name");
    assert_eq!(patterns.len(), 6);
    assert!(patterns.contains(&"Relay".to_owned()));
}

#[test]
fn only_the_kinds_that_were_named_are_seeded() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run").ok();
    assert_snapshot!(automatos.run("seed --only personas,patterns").ok().shown(), @"
    patterns: 5 created, 0 updated, 0 unchanged
    personas: 15 created, 0 updated, 0 unchanged
    ");
    let rows = automatos.db.query("SELECT (SELECT count(*) FROM personas), (SELECT count(*) FROM patterns), (SELECT count(*) FROM skills)");
    assert_eq!(rows, "15|5|0");
}

#[test]
fn a_dry_run_reports_the_same_and_leaves_every_row_where_it_was() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run").ok();
    let before = automatos.db.rows();
    let tried = automatos.run("seed --dry-run -o json").ok().data();
    assert_eq!(automatos.db.rows(), before);
    let done = automatos.run("seed -o json").ok().data();
    assert_eq!(tried["kinds"], done["kinds"]);
    assert_eq!(
        (&tried["dry_run"], &done["dry_run"]),
        (&true.into(), &false.into())
    );
}

#[test]
fn seeding_twice_changes_nothing_the_second_time() {
    let automatos = Automatos::new();
    let mut before = automatos.db.rows();
    automatos.run("seed").ok();
    let mut after = automatos.db.rows();
    before.remove("seed_runs");
    after.remove("seed_runs");
    assert_eq!(after, before);
}

#[test]
fn a_run_is_recorded_with_who_and_what() {
    let automatos = Automatos::new();
    automatos.file("seeds/patterns.yaml", PATTERN);
    automatos.run("seed --dir seeds --actor somebody").ok();
    let run = automatos.db.query(
        "SELECT actor, db_user, source, tool_version, counts, file_hashes ? 'seeds/patterns.yaml' AS has_hash \
         FROM seed_runs WHERE actor = 'somebody'",
    );
    assert_snapshot!(run, @r#"somebody|automatos|seeds|0.1.0|[{"kept": 0, "kind": "patterns", "adopted": 0, "created": 1, "removed": 0, "updated": 0, "conflicts": 0, "unchanged": 0, "deactivated": 0}]|t"#);
    let audited = automatos.db.query(
        "SELECT actor, command, object_type, action FROM audit_events WHERE actor = 'somebody'",
    );
    assert_eq!(audited, "somebody|seed|patterns|seed");
}
