//! One at a time: whatever migrates or seeds takes one lock, and says who holds it.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use insta::assert_snapshot;

use crate::support::{Automatos, Database, migrations};

/// A session that holds the lock, as the platform's own loader does at its boot.
fn holder(automatos: &Automatos) -> PgConnection {
    let url = format!("{}&application_name=loader", automatos.db.url());
    let mut conn = PgConnection::establish(&url).expect("the database is there");
    conn.batch_execute("BEGIN; SELECT pg_advisory_xact_lock(47111)")
        .expect("the lock is free");
    conn
}

fn without_numbers(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        if !c.is_ascii_digit() {
            shown.push(c);
        } else if !shown.ends_with('#') {
            shown.push('#');
        }
    }
    shown
}

#[test]
fn a_held_lock_is_a_temporary_failure_that_names_the_holder() {
    let automatos = Automatos::on(Database::empty());
    let _holder = holder(&automatos);
    let refused = automatos.run("migrate run --lock-wait 0").ends_with(75);
    assert_snapshot!(without_numbers(&refused.shown()), @"
    --- stderr ---
    error: the maintenance lock is held by loader (pid #, for # s)
    hint: try again later, or wait longer with `--lock-wait`
    [exit #]
    ");
    let refused = automatos.run("init --lock-wait 0 -o json").ends_with(75);
    assert_eq!(refused.json()["error"]["code"], "LOCK.BUSY");
}

#[test]
fn seeding_takes_the_lock_too() {
    let automatos = Automatos::new();
    let _holder = holder(&automatos);
    let before = automatos.db.rows();
    automatos.run("seed --lock-wait 0").ends_with(75);
    automatos.run("seed --dry-run --lock-wait 0").ends_with(75);
    automatos
        .run("migrate revert --dry-run --lock-wait 0")
        .ends_with(75);
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn looking_and_single_changes_do_not_wait_for_the_lock() {
    let automatos = Automatos::new();
    let _holder = holder(&automatos);
    automatos.run("migrate run --lock-wait 0").ok();
    automatos.run("migrate status --exit-code").ok();
    automatos.run("persona list").ok();
    automatos.run("workspace create acme --lock-wait 0").ok();
}

#[test]
fn it_waits_for_the_lock_names_the_holder_and_goes_on_once_it_is_free() {
    let automatos = Automatos::on(Database::empty());
    let mut holder = holder(&automatos);
    let mut migrate = automatos.start("migrate run --lock-wait 60s");
    let line = migrate.hear("waiting for");
    assert_snapshot!(without_numbers(&line), @"waiting for loader (pid #, for # s) to release the maintenance lock");
    holder.batch_execute("COMMIT").expect("it can be released");
    migrate.finish().ok();
    automatos.run("migrate status --exit-code").ok();
}

#[test]
fn it_looks_again_at_what_is_applied_after_it_got_the_lock() {
    let automatos = Automatos::on(Database::empty());
    let mut holder = holder(&automatos);
    let mut migrate = automatos.start("migrate run --lock-wait 60s -o json");
    migrate.hear("waiting for");
    // Whoever held the lock migrated meanwhile.
    let plan = automatos
        .run("migrate plan --to 20261122000001")
        .ok()
        .stdout();
    holder.batch_execute(&plan).expect("it can be run");
    holder
        .batch_execute(
            "CREATE TABLE automatos_migrations (version text PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, \
                 applied_at timestamptz NOT NULL, duration_ms int4 NOT NULL, tool_version text NOT NULL)",
        )
        .expect("it can be made");
    let checksum = Database::shared()
        .query("SELECT checksum FROM automatos_migrations WHERE name = 'create_users'");
    holder
        .batch_execute(&format!(
            "INSERT INTO automatos_migrations VALUES ('20261122000001', 'create_users', '{checksum}', now(), 1, '0'); COMMIT"
        ))
        .expect("it can be recorded");
    let ran = migrate.finish().ok().data();
    assert_eq!(
        ran["ran"].as_array().expect("a list").len(),
        migrations() - 1
    );
    automatos.run("migrate status --exit-code").ok();
}

#[test]
fn a_row_that_another_session_holds_is_a_temporary_failure_and_nothing_is_kept() {
    let automatos = Automatos::new();
    let mut other = automatos.db.connect();
    other
        .batch_execute("BEGIN; LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE")
        .expect("it is free");
    let refused = automatos
        .run("workspace create acme --lock-timeout 50ms --retries 1")
        .ends_with(75);
    assert_snapshot!(refused.shown(), @"
    --- stderr ---
    error: the workspace `acme` cannot be created
      because: canceling statement due to lock timeout
    hint: something else holds the rows; try again, or raise `--lock-timeout`
    [exit 75]
    ");
    other.batch_execute("COMMIT").expect("it can be released");
    automatos.run("workspace show acme").ends_with(5);
    automatos.run("workspace create acme").ok();
}

#[test]
fn a_statement_that_takes_too_long_is_a_failure() {
    let automatos = Automatos::new();
    let mut other = automatos.db.connect();
    other
        .batch_execute("BEGIN; LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE")
        .expect("it is free");
    let refused = automatos.run("workspace create acme --lock-timeout 0 --statement-timeout 50ms");
    assert_snapshot!(refused.ends_with(1).shown(), @"
    --- stderr ---
    error: the workspace `acme` cannot be created
      because: canceling statement due to statement timeout
    hint: raise it with `--statement-timeout`
    [exit 1]
    ");
}
