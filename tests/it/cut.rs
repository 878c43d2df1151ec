//! The connection breaks at every point of a writing command: the database is as it was before, or
//! as it should be after, and the command says which.

use std::fs;
use std::path::PathBuf;

use crate::plugin::{approve, uploaded};
use crate::support::{Automatos, Behind, Fault, Proxy, Ran, Server};

/// So many points of each command.
const POINTS: usize = 7;

/// A command, what it needs, and a query that answers `t` once it is done.
struct Case {
    line: &'static str,
    prepare: fn(&Automatos) -> Option<String>,
    is_done: &'static str,
}

#[test]
fn a_workspace_is_made_or_not() {
    breaks_everywhere(&Case {
        line: "workspace create acme",
        prepare: |_| None,
        is_done: "SELECT count(*) = 1 FROM workspaces WHERE slug = 'acme'",
    });
}

#[test]
fn a_category_is_changed_or_not() {
    breaks_everywhere(&Case {
        line: "category update data-etl --name Loading",
        prepare: |_| None,
        is_done: "SELECT name = 'Loading' FROM plugin_categories WHERE slug = 'data-etl'",
    });
}

#[test]
fn seeds_are_there_or_not() {
    breaks_everywhere(&Case {
        line: "seed --restore",
        prepare: |automatos| {
            let sql = "DELETE FROM personas; DELETE FROM patterns";
            automatos.db.execute(sql);
            None
        },
        is_done: "SELECT count(*) = 15 FROM personas",
    });
}

#[test]
fn a_plugin_is_approved_or_not() {
    breaks_everywhere(&Case {
        line: "plugin approve",
        prepare: |automatos| {
            let digest = uploaded(automatos, "check", "1.0.0", &[]);
            Some(approve("check", &digest))
        },
        is_done: "SELECT approval_status = 'approved' FROM plugin_versions",
    });
}

fn breaks_everywhere(case: &Case) {
    let bytes = whole(case);
    let mut outcomes = (0, 0);
    for point in 0..=POINTS {
        for fault in [Fault::CutUp, Fault::CutDown] {
            broken(case, fault(bytes * point / POINTS), &mut outcomes);
        }
    }
    // The points reach from the first byte to the last.
    let (before, after) = outcomes;
    assert!(
        before > POINTS / 2 && after > 0,
        "{}: {outcomes:?}",
        case.line
    );
}

fn socket() -> PathBuf {
    let sockets = fs::read_dir(Server::get().socket_folder()).expect("a folder");
    sockets
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|port| port != "lock"))
        .expect("a socket")
}

fn run(automatos: &Automatos, line: &str, proxy: &Proxy) -> Ran {
    let port = proxy.address().port();
    let name = automatos.db.name();
    let url = format!("postgres://automatos@127.0.0.1:{port}/{name}?sslmode=disable");
    Ran::of(automatos.at(&url, line))
}

/// How many bytes the command sends when nothing breaks.
fn whole(case: &Case) -> usize {
    let automatos = Automatos::new();
    let line = (case.prepare)(&automatos).unwrap_or_else(|| case.line.to_owned());
    let proxy = Proxy::new(Behind::Unix(socket()), &[], Fault::None);
    run(&automatos, &line, &proxy).ok();
    assert_eq!(automatos.db.query(case.is_done), "t", "{line}");
    proxy.sent()
}

fn broken(case: &Case, fault: Fault, (before, after): &mut (usize, usize)) {
    let automatos = Automatos::new();
    let line = (case.prepare)(&automatos).unwrap_or_else(|| case.line.to_owned());
    let rows = automatos.db.rows();
    let proxy = Proxy::new(Behind::Unix(socket()), &[fault], Fault::None);
    let ran = run(&automatos, &line, &proxy);
    let told = format!("{line}, {fault:?}: {}", ran.shown());
    match ran.code() {
        0 => {
            assert_eq!(automatos.db.query(case.is_done), "t", "{told}");
            *after += 1;
        }
        75 => {
            assert_eq!(automatos.db.query(case.is_done), "f", "{told}");
            assert!(automatos.db.rows() == rows, "{told}");
            *before += 1;
        }
        _ => panic!("{told}"),
    }
}
