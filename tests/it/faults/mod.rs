//! What befalls a command that writes, and what is left then: the database as it was before or as
//! it should be after, never anything between, and a message and an exit code that say which. `init` is
//! several transactions; that it is completed by the next one is tested with it. That a pooler in between changes
//! nothing is tested in `pooler`, and what a server that restarts does in `restarts`.

mod commands;
mod state;
mod wire;

use std::fs;
use std::path::PathBuf;

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use rustix::process::Signal;

use crate::support::{Automatos, Ran, Server, admin, eventually};
use commands::Command;
use state::{After, Before, state};
use wire::{Side, Wire};

/// Waits for no lock of its own accord, and tries nothing twice.
const PATIENT: &str = "--lock-timeout 0 --statement-timeout 0 --retries 0";

/// The row of a fault in the matrix: what is left, the exit code, the code of the error.
type Row = (&'static str, &'static str, i32, &'static str);

/// The matrix. Every command has the same rows: that is what a transaction is for.
const MATRIX: [Row; 9] = [
    ("kill -9 while a statement runs", "before", 137, ""),
    (
        "SIGINT while a statement runs",
        "before",
        130,
        "INTERRUPTED",
    ),
    (
        "SIGTERM while a statement runs",
        "before",
        143,
        "INTERRUPTED",
    ),
    ("the server ends the session", "before", 75, "DATABASE.LOST"),
    ("lock timeout", "before", 75, "LOCK.TIMEOUT"),
    ("statement timeout", "before", 1, "STATEMENT.TIMEOUT"),
    (
        "a session that only reads",
        "before",
        5,
        "DATABASE.READ_ONLY",
    ),
    ("the server's disk is full", "before", 1, "DATABASE.FAILED"),
    ("the disk is full at COMMIT", "before", 1, "DATABASE.FAILED"),
];

#[test]
fn a_migration_is_done_or_not() {
    every_fault(&commands::MIGRATE);
}

#[test]
fn seeding_is_done_or_not() {
    every_fault(&commands::SEED);
}

#[test]
fn making_a_workspace_is_done_or_not() {
    every_fault(&commands::WORKSPACE);
}

#[test]
fn making_an_agent_is_done_or_not() {
    every_fault(&commands::AGENT);
}

#[test]
fn giving_an_agent_a_skill_is_done_or_not() {
    every_fault(&commands::ASSIGN);
}

#[test]
fn an_upload_is_done_or_not() {
    every_fault(&commands::UPLOAD);
}

#[test]
fn making_a_credential_is_done_or_not() {
    every_fault(&commands::CREDENTIAL);
}

#[test]
fn a_setting_is_set_or_not() {
    every_fault(&commands::SETTING);
}

#[test]
fn deleting_a_persona_is_done_or_not() {
    every_fault(&commands::PERSONA);
}

fn every_fault(command: &Command) {
    let after = After::of(command);
    let automatos = (command.ready)();
    let found = MATRIX.map(|(fault, ..)| {
        let (left, ran) = befall(&automatos, command, fault, &after);
        let json = serde_json::from_slice::<serde_json::Value>(&ran.0.stdout).ok();
        let code = json.and_then(|json| Some(json["error"]["code"].as_str()?.to_owned()));
        (fault, left, ran.code(), code.unwrap_or_default())
    });
    let expected = MATRIX.map(|(fault, left, exit, code)| (fault, left, exit, code.to_owned()));
    assert_eq!(found, expected, "{}", command.line);
    drop(automatos);
    cut_everywhere(command, &after);
}

/// Lets the fault befall the command, and says what is left.
fn befall(
    automatos: &Automatos,
    command: &Command,
    fault: &str,
    after: &After,
) -> (&'static str, Ran) {
    let line = format!("{} {PATIENT} -o json", command.line);
    let (table, full) = (command.table, fault.contains("disk"));
    if full {
        let kind = if fault.contains("COMMIT") {
            "CONSTRAINT TRIGGER full_disk AFTER INSERT OR UPDATE OR DELETE"
        } else {
            "TRIGGER full_disk BEFORE INSERT OR UPDATE OR DELETE"
        };
        automatos.db.execute(&full_disk(kind, table));
    }
    let before = Before::read(automatos);
    let ran = match fault {
        "lock timeout" => held(automatos, command, "--lock-timeout 100ms --retries 0"),
        "statement timeout" => held(
            automatos,
            command,
            "--lock-timeout 0 --statement-timeout 1500ms --retries 0",
        ),
        "a session that only reads" => {
            let url = automatos.db.url();
            let url = format!("{url}&options=-cdefault_transaction_read_only%3Don");
            Ran::of(automatos.at(&url, &line))
        }
        _ if full => automatos.run(&line),
        _ => stopped(automatos, command, &line, fault),
    };
    let told = format!("{line}, {fault}: {}", ran.shown());
    let left = state(automatos, &before, after, &told);
    if full {
        let sql = format!("DROP TRIGGER full_disk ON {table}; DROP FUNCTION full_disk");
        automatos.db.execute(&sql);
    }
    (left, ran)
}

/// What the server says when its disk is full, whenever a row of the table is written, or when the
/// transaction commits that wrote it.
fn full_disk(kind: &str, table: &str) -> String {
    let when = if kind.starts_with("CONSTRAINT") {
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    } else {
        "FOR EACH ROW"
    };
    format!(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE 'could not extend file \"base/1/2\": No space left on device' \
             USING ERRCODE = 'disk_full'; END $$; \
         CREATE {kind} ON {table} {when} EXECUTE FUNCTION full_disk()"
    )
}

/// A session that keeps everyone from writing to the table until it ends.
fn locked(automatos: &Automatos, table: &str) -> PgConnection {
    let mut conn = automatos.db.connect();
    conn.batch_execute(&format!(
        "BEGIN; LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"
    ))
    .expect("nobody holds it");
    conn
}

/// Runs the command with these bounds while another session holds the table.
fn held(automatos: &Automatos, command: &Command, bounds: &str) -> Ran {
    let _other = locked(automatos, command.table);
    automatos.run(&format!("{} {bounds} -o json", command.line))
}

/// Starts the command while another session holds the table, and ends it there.
fn stopped(automatos: &Automatos, command: &Command, line: &str, fault: &str) -> Ran {
    let other = locked(automatos, command.table);
    let started = automatos.start(line);
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
               AND application_name LIKE 'automatos/%' AND wait_event_type = 'Lock'";
    let mut pid = String::new();
    eventually("the command waits for the lock", || {
        pid = automatos.db.query(sql);
        !pid.is_empty()
    });
    match fault {
        "kill -9 while a statement runs" => started.signal(Signal::KILL),
        "SIGINT while a statement runs" => started.signal(Signal::INT),
        "SIGTERM while a statement runs" => started.signal(Signal::TERM),
        _ => admin(&format!("SELECT pg_terminate_backend({pid})")),
    }
    let ran = started.finish();
    // Whoever is killed leaves a session behind that goes on when the lock is released.
    drop(other);
    ran
}

/// Cuts the connection before and after each statement, until the command gets through.
fn cut_everywhere(command: &Command, after: &After) {
    for side in [Side::Before, Side::After] {
        let mut automatos = (command.ready)();
        let mut kept = 0;
        for statement in 0.. {
            let before = Before::read(&automatos);
            let wire = Wire::new(&socket(), statement, side);
            let line = format!("{} --retries 0", command.line);
            let ran = Ran::of(automatos.at(&wire.url(automatos.db.name()), &line));
            let told = format!("{line}, {side:?} {statement}: {}", ran.shown());
            let left = state(&automatos, &before, after, &told);
            if !wire.has_cut() {
                assert_eq!((left, ran.code()), ("after", 0), "{told}");
                break;
            }
            says_which(left, &ran, &told);
            if left == "after" {
                kept += 1;
                automatos = (command.ready)();
            }
        }
        // What is lost after the answer of COMMIT is lost after the end.
        assert!(side == Side::Before || kept > 0, "{}", command.line);
    }
}

#[track_caller]
fn says_which(left: &str, ran: &Ran, told: &str) {
    let says = ran.stderr();
    match ran.code() {
        0 => assert_eq!(left, "after", "{told}"),
        75 => {
            assert_eq!(left, "before", "{told}");
            let is_said = says.contains("nothing of the transaction was kept")
                || says.contains("no change was under way")
                || says.contains("cannot connect to");
            assert!(is_said, "{told}");
        }
        _ => panic!("{told}"),
    }
}

fn socket() -> PathBuf {
    let sockets = fs::read_dir(Server::get().socket_folder()).expect("a folder");
    sockets
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|port| port != "lock"))
        .expect("a socket")
}
