//! `credential test` as people and programs use it, against real servers and a stand-in for an API.

mod real;

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Answer, Automatos, ModelServer, Ran, http};

/// A database with a workspace and a master key.
fn with_a_key() -> Automatos {
    let tool = Automatos::new();
    tool.run("key generate").ok();
    tool.run("workspace create acme").ok();
    tool
}

/// Stores a credential.
fn stored(tool: &Automatos, name: &str, kind: &str, values: &serde_json::Value) {
    tool.file("values.json", values.to_string());
    tool.run(&format!(
        "credential create {name} -w acme --type {kind} --from-file values.json"
    ))
    .ok();
}

const KEY: &str = "sk-Zebra_7-Quokka.31";

const FINE: Answer = |_| http(200, "", "{}");
/// Repeats the key.
const WRONG: Answer = |asked| {
    let mut lines = asked.head.lines();
    let key = lines.find(|line| line.starts_with("authorization"));
    let body = serde_json::json!({"error": format!("no: {}", key.expect("a key"))});
    http(401, "", &body.to_string())
};

fn openai(tool: &Automatos, name: &str, url: &str) {
    stored(
        tool,
        name,
        "openai_api",
        &json!({"api_key": KEY, "base_url": url}),
    );
}

/// Without what differs from run to run.
fn shown(ran: &Ran, server: &ModelServer) -> String {
    let port = server.url().rsplit(':').next().expect("a port").to_owned();
    ran.shown().replace(&port, "PORT")
}

#[test]
fn what_works_and_what_does_not_is_said_stored_and_logged() {
    let tool = with_a_key();
    let (fine, wrong) = (ModelServer::start(&[FINE]), ModelServer::start(&[WRONG]));
    openai(&tool, "fine", &fine.url());
    openai(&tool, "wrong", &wrong.url());
    let ran = tool
        .run("credential test --all --allow-private --columns name,status,message")
        .ends_with(1);
    assert_snapshot!(shown(&ran, &fine), @"
    ┌───────┬────────┬───────────────────────────────────────────────┐
    │ NAME  ┆ STATUS ┆ MESSAGE                                       │
    ╞═══════╪════════╪═══════════════════════════════════════════════╡
    │ fine  ┆ passed ┆ 127.0.0.1 answered with status 200            │
    │ wrong ┆ failed ┆ 127.0.0.1 refused the credential (status 401) │
    └───────┴────────┴───────────────────────────────────────────────┘
    [exit 1]
    ");
    let rows = "SELECT name, test_status, last_tested_at IS NOT NULL FROM credentials ORDER BY 1";
    assert_eq!(tool.db.query(rows), "fine|passed|t\nwrong|failed|t");
    let log = "SELECT credential_name, success, details->>'status', performed_by \
               FROM credential_audit_logs WHERE action = 'tested' ORDER BY 1";
    assert_eq!(
        tool.db.query(log),
        "fine|t|passed|tester\nwrong|f|failed|tester"
    );
    let used = "SELECT credential_name, (SELECT max(t.created_at) FROM credential_audit_logs t \
                  WHERE t.action = 'tested') > created_at \
                FROM credential_audit_logs WHERE action = 'accessed' ORDER BY 1";
    assert_eq!(tool.db.query(used), "fine|t\nwrong|t");
    let events =
        "SELECT object_type, action, after FROM audit_events WHERE command = 'credential test'";
    assert_eq!(
        tool.db.query(events),
        r#"credential|test|{"failed": 1, "passed": 1, "not_tested": 0}"#
    );
    assert!(
        !tool
            .db
            .query("SELECT string_agg(t::text, '') FROM credential_audit_logs t")
            .contains("Zebra")
    );
    assert!(
        !tool
            .db
            .query("SELECT string_agg(test_message, '') FROM credentials")
            .contains("Zebra")
    );
}

#[test]
fn a_program_is_told_which_failed() {
    let tool = with_a_key();
    let wrong = ModelServer::start(&[WRONG]);
    openai(&tool, "wrong", &wrong.url());
    let ran = tool
        .run("credential test wrong --allow-private -o json")
        .ends_with(1);
    let data = ran.data();
    assert_eq!(data[0]["name"], "wrong");
    assert_eq!(data[0]["status"], "failed");
    assert_eq!(data[0]["stored"], true);
    assert!(!ran.stdout().contains("Zebra") && !ran.stderr().contains("Zebra"));
}

#[test]
fn private_addresses_want_a_word() {
    let tool = with_a_key();
    let fine = ModelServer::start(&[FINE]);
    openai(&tool, "inside", &fine.url());
    let ran = tool
        .run("credential test inside --columns name,status,message")
        .ends_with(1);
    assert_snapshot!(shown(&ran, &fine), @r"
    ┌────────┬────────┬──────────────────────────────────────────────────────────────────────────────────────────────┐
    │ NAME   ┆ STATUS ┆ MESSAGE                                                                                      │
    ╞════════╪════════╪══════════════════════════════════════════════════════════════════════════════════════════════╡
    │ inside ┆ failed ┆ 127.0.0.1 has an address in a private network, and those are tried with --allow-private only │
    └────────┴────────┴──────────────────────────────────────────────────────────────────────────────────────────────┘
    [exit 1]
    ");
    assert!(fine.asked().is_empty());
}

#[test]
fn a_use_that_cannot_be_logged_does_not_happen() {
    let tool = with_a_key();
    let fine = ModelServer::start(&[FINE]);
    openai(&tool, "fine", &fine.url());
    tool.db.execute(
        "ALTER TABLE credential_audit_logs ADD CONSTRAINT full_up CHECK (action <> 'accessed') NOT VALID",
    );
    tool.run("credential test fine --allow-private")
        .ends_with(1);
    assert!(fine.asked().is_empty());
}

#[test]
fn only_what_was_not_tested_for_long_is_stale() {
    let tool = with_a_key();
    let fine = ModelServer::start(&[FINE]);
    for name in ["never", "long-ago", "today", "inactive"] {
        openai(&tool, name, &fine.url());
    }
    tool.db.execute(
        "UPDATE credentials SET last_tested_at = now() - interval '8 days' WHERE name = 'long-ago'; \
         UPDATE credentials SET last_tested_at = now() WHERE name = 'today'; \
         UPDATE credentials SET is_active = false WHERE name = 'inactive'",
    );
    let tested = tool
        .run("credential test --stale 7d --allow-private -o json")
        .ok();
    assert_eq!(tested.column("name"), ["long-ago", "never"]);
    assert_eq!(tested.column("status"), ["passed", "passed"]);
    let again = tool
        .run("credential test --stale 7d --allow-private -o json")
        .ok();
    assert!(again.column("name").is_empty());
}

#[test]
fn a_dry_run_tests_and_stores_no_result_but_logs_the_use() {
    let tool = with_a_key();
    let fine = ModelServer::start(&[FINE]);
    openai(&tool, "fine", &fine.url());
    let rows = "SELECT test_status, updated_at FROM credentials";
    let before = tool.db.query(rows);
    tool.run("credential test fine fine --allow-private --dry-run")
        .ok();
    assert_eq!(fine.asked().len(), 1);
    assert_eq!(tool.db.query(rows), before);
    let log = "SELECT action FROM credential_audit_logs ORDER BY created_at";
    assert_eq!(tool.db.query(log), "created\naccessed");
}

#[test]
fn a_master_key_that_is_missing_is_no_result_of_a_test() {
    let tool = with_a_key();
    let fine = ModelServer::start(&[FINE]);
    openai(&tool, "old", &fine.url());
    tool.run("key generate --out new.key").ok();
    tool.run("credential rotate --new-key-file new.key").ok();
    openai(&tool, "new", &fine.url());
    tool.db
        .execute("UPDATE credentials SET key_id = '0123456789abcdef' WHERE name = 'old'");
    let before = tool.db.rows_but_trails();
    tool.run("credential test --all --allow-private")
        .ends_with(5);
    assert!(fine.asked().is_empty());
    assert_eq!(tool.db.rows_but_trails(), before);
}

#[test]
fn credentials_of_a_deleted_workspace_are_out_of_sight() {
    let tool = with_a_key();
    openai(&tool, "openai", "https://api.example.com");
    tool.run("workspace delete acme --confirm acme").ok();
    tool.run("credential reveal openai --confirm openai")
        .ends_with(5);
    tool.run("credential test openai").ends_with(5);
    let tested = tool.run("credential test --all -o json").ok();
    assert!(tested.column("name").is_empty());
    let listed = tool.run("credential list -o json").ok();
    assert!(listed.column("name").is_empty());
}

#[test]
fn names_that_are_none_and_no_names_are_refused() {
    let tool = with_a_key();
    openai(&tool, "openai", "https://api.example.com");
    let ran = tool.run("credential test opnai -o json").ends_with(5);
    assert_eq!(ran.json()["error"]["hint"], "did you mean `openai`?");
    tool.run("credential test").ends_with(2);
    tool.run("credential test openai --all").ends_with(2);
    tool.run("credential test openai --timeout 0s").ends_with(2);
    tool.run("credential test openai --ca-file missing.pem")
        .ends_with(1);
}
