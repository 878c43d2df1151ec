//! On a terminal: colour where it is wanted, tables that fit, prompts.

use std::process::Command;
use std::time::Duration;

use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};
use insta::assert_snapshot;

use crate::support::{Automatos, clean};

/// Runs the command on a terminal of that width, as `$@` in a shell script.
fn terminal(automatos: &Automatos, line: &str, width: u16, script: &str) -> OsSession {
    let command = automatos.command(line);
    let mut shell = clean(Command::new("sh"));
    shell.env("TERM", "xterm-256color");
    for (name, value) in command.get_envs() {
        if let Some(value) = value.filter(|_| name != "CI") {
            shell.env(name, value);
        }
    }
    // The terminal gets its first size from the one who starts it, so the line says that it has it.
    let script = format!("read start; stty cols {width} rows 40; {script}; echo \"[exit $?]\"");
    shell.args(["-c", &script, "sh"]);
    shell.arg(command.get_program()).args(command.get_args());
    shell.current_dir(automatos.path(""));
    let mut session = Session::spawn(shell).expect("it starts");
    session.set_expect_timeout(Some(Duration::from_mins(1)));
    session.send_line("").expect("it reads");
    session
}

/// What the terminal shows in the end.
fn rest(mut session: OsSession) -> String {
    let end = session.expect(Eof).expect("it ends");
    String::from_utf8(end.as_bytes().to_vec())
        .expect("text")
        .replace("\r\n", "\n")
}

fn shown(line: &str, width: u16, script: &str) -> String {
    rest(terminal(&Automatos::reading(), line, width, script))
}

const ESCAPE: char = '\u{1b}';

#[test]
fn an_error_is_coloured_on_a_terminal() {
    let text = shown("persona show nobody-at-all", 80, "\"$@\"");
    assert_snapshot!(text.replace(ESCAPE, "<esc>"), @"
    <esc>[1m<esc>[31merror:<esc>[0m there is no persona `nobody-at-all`
    hint: see `automatos persona list`
    [exit 5]
    ");
}

#[test]
fn nothing_is_coloured_where_nobody_wants_it() {
    let line = "persona show nobody-at-all";
    for script in [
        "NO_COLOR=1 \"$@\"",
        "TERM=dumb \"$@\"",
        "\"$@\" --color never",
        "AUTOMATOS_COLOR=never \"$@\"",
        "\"$@\" 2>&1 | cat",
        "NO_COLOR=1 \"$@\" --help",
        "TERM=dumb \"$@\" --help",
        "NO_COLOR=1 \"$@\" --bogus",
        "TERM=dumb \"$@\" --bogus",
        "\"$@\" --bogus --color never",
        "\"$@\" --help --color never",
    ] {
        let text = shown(line, 80, script);
        assert!(!text.contains(ESCAPE), "{script}: {text:?}");
        assert!(text.contains("[exit "), "{script}: {text:?}");
    }
}

#[test]
fn each_stream_is_looked_at_by_itself() {
    let automatos = Automatos::reading();
    let text = rest(terminal(
        &automatos,
        "persona show nobody-at-all",
        80,
        "\"$@\" 2>error; cat error",
    ));
    assert!(!text.contains(ESCAPE), "{text:?}");
    let text = rest(terminal(
        &automatos,
        "persona show nobody-at-all",
        80,
        "\"$@\" >out",
    ));
    assert!(text.contains(ESCAPE), "{text:?}");
}

#[test]
fn a_table_fits_the_terminal_and_long_cells_end_in_an_ellipsis() {
    for width in [40, 60, 80, 120] {
        let text = shown("skill list --limit 4", width, "\"$@\"");
        let rows: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with(['│', '┌', '└', '╞']))
            .collect();
        assert_eq!(rows.len(), 4 + 4, "{text}");
        for row in &rows {
            assert!(row.chars().count() <= usize::from(width), "{width}: {row}");
        }
        assert!(text.contains('…'), "{text}");
    }
}

#[test]
fn a_table_in_a_pipe_has_the_width_it_needs() {
    let text = shown("skill list --limit 4", 60, "\"$@\" | cat");
    assert!(!text.contains('…'), "{text}");
    assert!(
        text.lines().any(|line| line.chars().count() > 150),
        "{text}"
    );
}

#[test]
fn a_person_can_type_the_name_to_consent() {
    let automatos = Automatos::new();
    let mut session = terminal(&automatos, "migrate revert", 200, "\"$@\"");
    session.expect("to go on: ").expect("it asks");
    session.send_line(automatos.db.name()).expect("it reads");
    let text = rest(session);
    assert!(text.contains("reverted: 2"), "{text}");
    assert!(text.contains("[exit 0]"), "{text}");
    automatos.run("migrate status --exit-code").ends_with(3);
}

#[test]
fn anything_else_that_is_typed_is_no_consent() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    for typed in ["yes", "", "AUTOMATOS"] {
        let mut session = terminal(&automatos, "migrate revert", 200, "\"$@\"");
        session.expect("to go on: ").expect("it asks");
        session.send_line(typed).expect("it reads");
        let text = rest(session);
        assert!(text.contains("[exit 4]"), "{text}");
    }
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn nobody_is_asked_where_ci_is_set() {
    let automatos = Automatos::new();
    let text = rest(terminal(&automatos, "migrate revert", 200, "CI=1 \"$@\""));
    assert!(
        text.contains("[exit 4]") && !text.contains("to go on"),
        "{text}"
    );
}
