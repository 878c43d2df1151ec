//! What stdout carries, and what stderr does.

mod forms;

use insta::assert_snapshot;

use crate::support::{Automatos, Ran};

#[test]
fn the_default_is_a_table_off_a_terminal_too() {
    let automatos = Automatos::reading();
    let line = "persona list --category sales";
    assert_eq!(
        automatos.run(line).ok().stdout(),
        automatos.run(&format!("{line} -o table")).ok().stdout()
    );
    let mut by_variable = automatos.command(line);
    by_variable.env("AUTOMATOS_OUTPUT", "csv");
    assert_eq!(
        Ran::of(by_variable).ok().stdout(),
        automatos.run(&format!("{line} -o csv")).ok().stdout()
    );
}

#[test]
fn columns_come_in_the_order_that_was_asked_for() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("persona list --category sales --columns category,slug -o csv").ok().shown(), @"
    category,slug
    sales,account-executive
    sales,customer-success-manager
    sales,sales-development-representative
    sales,sales-engineer
    ");
    assert_snapshot!(automatos.run("persona list --category sales --columns slug --columns scope --no-header -o csv").ok().shown(), @"
    account-executive,global
    customer-success-manager,global
    sales-development-representative,global
    sales-engineer,global
    ");
    let json = automatos
        .run("persona list --columns slug,tags -o json")
        .ok()
        .data();
    assert_eq!(json[0].as_object().expect("a row").len(), 2);
}

#[test]
fn a_table_without_a_header_is_lines_of_cells() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("pattern list --no-header --columns name,pattern_type").ok().shown(), @"
    Consensus Decision        decision
    Error Recovery            decision
    Load Balancing            coordination
    Multi-Agent Coordination  coordination
    Pipeline Processing       coordination
    ");
}

#[test]
fn off_a_terminal_no_row_is_cut_or_wrapped_and_no_colour_is_used() {
    let automatos = Automatos::reading();
    for line in [
        "skill list --limit 0",
        "setting list --limit 0",
        "persona list --columns slug,system_prompt",
        "persona list --color always",
    ] {
        let ran = automatos.run(line).ok();
        let rows = ran
            .stdout()
            .lines()
            .filter(|line| line.starts_with('│'))
            .count();
        let count = automatos
            .run(&format!("{line} -o json"))
            .ok()
            .data()
            .as_array()
            .expect("a list")
            .len();
        assert_eq!(rows, count + 1, "{line}");
        assert!(!ran.stdout().contains('…'), "{line}");
        assert!(!ran.stdout().contains('\u{1b}'), "{line}");
    }
    let failed = automatos.run("persona show nobody").ends_with(5);
    assert!(!failed.stderr().contains('\u{1b}'));
}

#[test]
fn quiet_silences_remarks_but_neither_results_nor_errors() {
    let automatos = Automatos::new();
    assert_eq!(automatos.run("persona list --limit 1 -q").ok().stderr(), "");
    assert_eq!(automatos.run("workspace create acme -q").ok().stderr(), "");
    assert_eq!(automatos.run("-q seed").ok().stderr(), "");
    let ran = automatos.run("workspace create acme -q").ends_with(5);
    assert_eq!(ran.stdout(), "");
    assert!(
        ran.stderr()
            .starts_with("error: there is a workspace `acme` already\n"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn remarks_and_errors_are_json_lines_where_machines_read_them() {
    let automatos = Automatos::new();
    let ran = automatos
        .run("workspace create acme --log-format json")
        .ok();
    let note: serde_json::Value = serde_json::from_str(&ran.stderr()).expect("one line of JSON");
    assert_eq!(note["level"], "note");
    let ran = automatos
        .run("workspace create acme --log-format json")
        .ends_with(5);
    let lines: Vec<serde_json::Value> = ran
        .stderr()
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines[1]["level"], "error");
    assert_eq!(lines[1]["code"], "NAME.TAKEN");
    let ran = automatos.run("-v persona list --log-format json").ok();
    for line in ran.stderr().lines() {
        serde_json::from_str::<serde_json::Value>(line)
            .unwrap_or_else(|error| panic!("{error}: {line}"));
    }
}

#[test]
fn verbose_shows_statements_with_their_times_and_no_values() {
    let automatos = Automatos::new();
    let ran = automatos.run("-v workspace create acme --name Seldom").ok();
    assert!(
        ran.stderr()
            .contains(" ms: BEGIN ISOLATION LEVEL REPEATABLE READ;"),
        "{}",
        ran.stderr()
    );
    assert!(
        ran.stderr().contains("INSERT INTO \"workspaces\""),
        "{}",
        ran.stderr()
    );
    assert!(!ran.stderr().contains("Seldom"), "{}", ran.stderr());
    let more = automatos.run("-vv persona list").ok();
    assert!(
        more.stderr().contains("ORDER BY \"personas\".\"slug\" ASC"),
        "{}",
        more.stderr()
    );
    assert_eq!(more.stdout(), automatos.run("persona list").ok().stdout());
}
