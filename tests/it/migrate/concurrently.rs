//! Indexes that are built while others write, and migrations that wait for a lock.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use rustix::process::Signal;

use crate::support::{Automatos, Database, eventually};

const INDEX: &str = "credentials_workspace_id_expires_at_idx";

/// A database in use whose next migration builds an index concurrently.
fn in_use() -> Automatos {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261123000075").ok();
    automatos.db.execute(
        "INSERT INTO credential_types (name, display_name, category) VALUES ('key', 'Key', 'ai'); \
         INSERT INTO credentials (workspace_id, credential_type_id, name, environment, encrypted_data, key_id, created_by) \
         SELECT w.id, t.id, 'number ' || n, 'staging', '', '', 'tester' \
         FROM workspaces w, credential_types t, generate_series(1, 2) n",
    );
    automatos
}

/// Whether the index is valid and whether it is unique; empty where there is none.
fn index(automatos: &Automatos) -> String {
    automatos.db.query(&format!(
        "SELECT indisvalid, indisunique FROM pg_index WHERE indexrelid = to_regclass('{INDEX}')"
    ))
}

#[test]
fn an_index_is_built_outside_the_transaction_and_a_dry_run_says_that_it_is_left_out() {
    let automatos = in_use();
    let before = automatos.db.objects();
    let tried = automatos.run("migrate run --dry-run -o json").ok().data();
    assert_eq!(
        tried["not_executed"][0]["name"],
        "index_expiring_credentials"
    );
    assert_eq!(automatos.db.objects(), before);
    let ran = automatos.run("migrate run -v").ok();
    assert!(
        ran.stderr().contains("CREATE INDEX CONCURRENTLY"),
        "{}",
        ran.shown()
    );
    assert_eq!(index(&automatos), "t|f");
    automatos.run("migrate status --exit-code").ok();
    assert_eq!(automatos.db.objects(), Database::shared().objects());
    let name = automatos.db.name();
    automatos
        .run(&format!(
            "migrate revert --to 20261123000075 --confirm {name}"
        ))
        .ok();
    assert_eq!(index(&automatos), "");
}

#[test]
fn an_index_that_was_left_invalid_is_dropped_and_built_anew() {
    let automatos = in_use();
    // Two rows of one workspace: a unique index of it fails halfway, and stays.
    let unique = format!("CREATE UNIQUE INDEX CONCURRENTLY {INDEX} ON credentials (workspace_id)");
    let mut conn = automatos.db.connect();
    conn.batch_execute(&unique)
        .expect_err("there are duplicates");
    assert_eq!(index(&automatos), "f|t");
    automatos.run("doctor indexes").ends_with(3);
    automatos.run("migrate run").ok();
    assert_eq!(index(&automatos), "t|f");
    automatos.run("migrate status --exit-code").ok();
}

#[test]
fn a_build_that_cannot_end_is_temporary_and_the_next_run_ends_it() {
    let automatos = in_use();
    let mut other = automatos.db.connect();
    other
        .batch_execute("BEGIN; UPDATE credentials SET description = 'held'")
        .expect("the rows are free");
    let refused = automatos
        .run("migrate run --lock-timeout 200ms --retries 1 -o json")
        .ends_with(75);
    assert_eq!(refused.json()["error"]["code"], "LOCK.TIMEOUT");
    assert_ne!(index(&automatos), "t|f");
    // The lock of whatever migrates was given back.
    automatos.run("migrate run --dry-run --lock-wait 0s").ok();
    other.batch_execute("ROLLBACK").expect("it is open");
    automatos.run("migrate run").ok();
    assert_eq!(index(&automatos), "t|f");
}

#[test]
fn while_an_index_is_built_nobody_else_migrates_or_seeds_and_a_signal_ends_it() {
    let automatos = in_use();
    let mut other = automatos.db.connect();
    other
        .batch_execute("BEGIN; UPDATE credentials SET description = 'held'")
        .expect("the rows are free");
    let running = automatos.start("migrate run --lock-timeout 60s");
    eventually("it builds", || {
        let building = automatos.db.query(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
             AND wait_event_type = 'Lock' AND query LIKE '%CREATE INDEX CONCURRENTLY%'",
        );
        !building.is_empty()
    });
    let busy = automatos
        .run("migrate redo --dry-run --lock-wait 0s -o json")
        .ends_with(75);
    assert_eq!(busy.json()["error"]["code"], "LOCK.BUSY");
    running.signal(Signal::INT);
    running.finish().ends_with(130);
    other.batch_execute("ROLLBACK").expect("it is open");
    automatos.run("migrate run").ok();
    assert_eq!(index(&automatos), "t|f");
}

#[test]
fn a_migration_that_waits_for_a_table_is_tried_again_as_a_whole() {
    let automatos = Automatos::on(Database::empty());
    automatos.run("migrate run --to 20261122000056").ok();
    let mut other = automatos.db.connect();
    other
        .batch_execute("BEGIN; SELECT FROM workflow_recipes")
        .expect("the table is free");
    let line = "migrate run --to 20261122000057 --lock-timeout 200ms";
    let refused = automatos
        .run(&format!("{line} --retries 0 -o json"))
        .ends_with(75);
    assert_eq!(refused.json()["error"]["code"], "LOCK.TIMEOUT");
    let running = automatos.start(&format!("{line} --retries 60"));
    let mut beginnings = BTreeSet::new();
    eventually("it begins anew", || {
        let begun = automatos.db.query(
            "SELECT xact_start FROM pg_stat_activity WHERE application_name = 'automatos/migrate run' \
             AND datname = current_database() AND wait_event_type = 'Lock'",
        );
        beginnings.insert(begun);
        beginnings.remove("");
        beginnings.len() > 1
    });
    other.batch_execute("ROLLBACK").expect("it is open");
    running.finish().ok();
    assert_eq!(
        automatos
            .db
            .query("SELECT count(archived_at) FROM workflow_recipes"),
        "0"
    );
}
