//! SIGINT and SIGTERM: the statement is cancelled at the server, nothing is kept.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use rustix::process::Signal;

use crate::support::{Automatos, Database, Started, admin, eventually};

/// Waits until the command's session waits for a lock, and gives its process number.
fn blocked(automatos: &Automatos, application: &str) -> String {
    let sql = format!(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
         AND application_name = '{application}' AND wait_event_type = 'Lock'"
    );
    let mut pid = String::new();
    eventually("the command waits for the lock", || {
        pid = automatos.db.query(&sql);
        !pid.is_empty()
    });
    pid
}

/// Starts the command where another session's lock holds it up, sends it the signal there, and
/// expects that code and that its session is gone while the lock is still held.
fn interrupted(automatos: &Automatos, line: &str, application: &str, signal: Signal, code: i32) {
    let command: Started =
        automatos.start(&format!("{line} --lock-timeout 0 --statement-timeout 0"));
    let pid = blocked(automatos, application);
    command.signal(signal);
    let ran = command.finish().ends_with(code);
    assert!(
        ran.stderr().contains("interrupted"),
        "{line}: {}",
        ran.shown()
    );
    let gone = format!("SELECT pid FROM pg_stat_activity WHERE pid = {pid}");
    eventually("its session is gone", || {
        automatos.db.query(&gone).is_empty()
    });
}

fn locked(automatos: &Automatos, table: &str) -> PgConnection {
    let mut conn = automatos.db.connect();
    conn.batch_execute(&format!(
        "BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"
    ))
    .expect("nobody holds it");
    conn
}

const BOTH: [(Signal, i32); 2] = [(Signal::INT, 130), (Signal::TERM, 143)];

#[test]
fn in_the_middle_of_a_migration_nothing_is_kept() {
    for (signal, code) in BOTH {
        let automatos = Automatos::on(Database::empty());
        automatos.run("migrate run --to 20261122000004").ok();
        let before = automatos.db.objects();
        let mut other = locked(&automatos, "workspaces");
        interrupted(
            &automatos,
            "migrate run",
            "automatos/migrate run",
            signal,
            code,
        );
        other.batch_execute("ROLLBACK").expect("it can be released");
        assert_eq!(automatos.db.objects(), before);
        automatos.run("migrate run --lock-wait 0").ok();
    }
}

#[test]
fn in_the_middle_of_init_nothing_more_is_kept() {
    for (signal, code) in BOTH {
        let automatos = Automatos::on(Database::empty());
        automatos.run("migrate run --to 20261122000004").ok();
        let before = automatos.db.objects();
        let mut other = locked(&automatos, "workspaces");
        interrupted(&automatos, "init", "automatos/init", signal, code);
        other.batch_execute("ROLLBACK").expect("it can be released");
        assert_eq!(automatos.db.objects(), before);
        automatos.run("init --lock-wait 0").ok();
    }
}

#[test]
fn in_the_middle_of_seeding_no_row_is_kept() {
    for (signal, code) in BOTH {
        let automatos = Automatos::on(Database::empty());
        automatos.run("migrate run").ok();
        let before = automatos.db.rows();
        let mut other = locked(&automatos, "plugin_categories");
        interrupted(&automatos, "seed", "automatos/seed", signal, code);
        other.batch_execute("ROLLBACK").expect("it can be released");
        assert_eq!(automatos.db.rows(), before);
        automatos.run("seed --lock-wait 0").ok();
    }
}

#[test]
fn in_the_middle_of_a_single_change_no_row_is_kept() {
    for (signal, code) in BOTH {
        let automatos = Automatos::new();
        let before = automatos.db.rows();
        let mut other = locked(&automatos, "workspaces");
        interrupted(
            &automatos,
            "workspace create acme",
            "automatos/workspace create",
            signal,
            code,
        );
        other.batch_execute("ROLLBACK").expect("it can be released");
        assert_eq!(automatos.db.rows(), before);
    }
}

#[test]
fn while_it_waits_for_the_lock_it_ends_at_once() {
    for (signal, code) in BOTH {
        let automatos = Automatos::on(Database::empty());
        let mut other = automatos.db.connect();
        other
            .batch_execute("BEGIN; SELECT pg_advisory_xact_lock(47111)")
            .expect("the lock is free");
        let empty = automatos.db.objects();
        let mut migrate = automatos.start("migrate run --lock-wait 10min");
        migrate.hear("waiting for");
        migrate.signal(signal);
        migrate.finish().ends_with(code);
        assert_eq!(automatos.db.objects(), empty);
    }
}

#[test]
fn while_it_waits_for_the_server_it_ends_at_once() {
    for (signal, code) in BOTH {
        let automatos = Automatos::reading();
        // A server that takes the connection and never answers.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let url = format!("postgres://me@127.0.0.1:{port}/x?connect_timeout=0");
        let wait = Started::new(automatos.at(&url, "wait --wait=10min"));
        let _connection = listener.accept().expect("it connects");
        wait.signal(signal);
        wait.finish().ends_with(code);
    }
}

#[test]
fn a_reading_command_ends_too() {
    for (signal, code) in BOTH {
        let automatos = Automatos::new();
        let _other = locked(&automatos, "personas");
        let list = automatos.start("persona list");
        blocked(&automatos, "automatos/persona list");
        list.signal(signal);
        list.finish().ends_with(code);
    }
}

#[test]
fn a_session_that_the_server_ends_is_a_temporary_failure() {
    let automatos = Automatos::new();
    let _other = locked(&automatos, "workspaces");
    let create = automatos.start("workspace create acme --lock-timeout 0 -o json");
    let pid = blocked(&automatos, "automatos/workspace create");
    admin(&format!("SELECT pg_terminate_backend({pid})"));
    let ran = create.finish().ends_with(75);
    assert_eq!(ran.json()["error"]["code"], "DATABASE.LOST");
}
