//! Stepping back.

use insta::assert_snapshot;

use crate::support::{Automatos, Database};

#[test]
fn stepping_back_needs_the_name_of_the_database() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    let shown = |line: &str| {
        automatos
            .run(line)
            .ends_with(4)
            .shown()
            .replace(automatos.db.name(), "[name]")
    };
    assert_snapshot!(shown("migrate revert"), @"
    --- stderr ---
    error: reverting 1 migrations drops what they made; that needs consent
    hint: add `--confirm [name]`
    [exit 4]
    ");
    assert_snapshot!(shown("migrate revert --confirm another"), @"
    --- stderr ---
    error: `--confirm another` does not name `[name]`
    hint: add `--confirm [name]`
    [exit 4]
    ");
    assert_snapshot!(shown("migrate redo"), @"
    --- stderr ---
    error: redoing the last migration drops what it made; that needs consent
    hint: add `--confirm [name]`
    [exit 4]
    ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn stepping_back_takes_the_last_ones_or_all_after_a_version() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000008").ok();
    let name = automatos.db.name().to_owned();
    let revert = |flags: &str| {
        automatos
            .run(&format!("migrate revert {flags} --confirm {name}"))
            .ok()
            .shown()
    };
    assert_snapshot!(revert(""), @"reverted: 20261122000008 create_llm_models");
    assert_snapshot!(revert("-n 2"), @"
    reverted: 20261122000007 create_system_settings
    reverted: 20261122000006 create_seed_ledger
    ");
    assert_snapshot!(revert("--to 20261122000004"), @"reverted: 20261122000005 create_audit_events");
    assert_snapshot!(revert("--to 20261122000004"), @"nothing to do");
    assert_snapshot!(automatos.run(&format!("migrate redo --confirm {name}")).ok().shown(), @"
    reverted: 20261122000004 create_environment
    applied: 20261122000004 create_environment
    ");
}

#[test]
fn a_dry_run_of_stepping_back_leaves_every_row_where_it_was() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000005").ok();
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("migrate revert --last 2 --dry-run").ok().shown(), @"
    would be reverted: 20261122000005 create_audit_events
    would be reverted: 20261122000004 create_environment
    ");
    assert_snapshot!(automatos.run("migrate redo --dry-run").ok().shown(), @"
    would be reverted: 20261122000005 create_audit_events
    would be applied: 20261122000005 create_audit_events
    would be created: 4 partitions of logs
    ");
    assert_eq!(automatos.db.rows(), before);
}
