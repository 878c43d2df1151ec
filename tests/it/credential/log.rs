//! What is kept of who did what.

use super::{fed, with_a_credential};
use crate::support::{Ran, Role};

#[test]
fn everything_that_is_done_is_logged_and_everything_that_was_refused() {
    let tool = with_a_credential();
    fed(
        tool.command("credential update openai --from-stdin"),
        "project_id: p-1",
    )
    .ok();
    tool.run("credential reveal openai --confirm openai").ok();
    tool.run("credential reveal openai --confirm opnai")
        .ends_with(4);
    tool.run("credential reveal openai").ends_with(4);
    fed(
        tool.command("credential update openai --from-stdin"),
        "nothing: x",
    )
    .ends_with(1);
    let log = tool.run("credential audit openai -o json").ok();
    assert_eq!(
        log.column("action"),
        [
            "updated", "accessed", "accessed", "accessed", "updated", "created"
        ]
    );
    assert_eq!(
        log.column("success"),
        ["false", "false", "false", "true", "true", "true"]
    );
    assert!(log.column("performed_by").iter().all(|by| by == "tester"));
    let details = log.data()[4]["details"].clone();
    assert_eq!(details["fields"][0], "project_id");
    let only = tool
        .run("credential audit openai --action updated --limit 1 -o json")
        .ok();
    let next = only.json()["next"].as_str().expect("a cursor").to_owned();
    let rest = tool
        .run(&format!(
            "credential audit openai --action updated --after {next} -o json"
        ))
        .ok();
    assert_eq!(rest.column("action").len(), 1);
}

#[test]
fn the_audit_trail_is_filtered() {
    let tool = with_a_credential();
    tool.run("setting set logging.level debug --actor ann").ok();
    let actions = |flags: &str| {
        let line = format!("audit list {flags} -o json");
        tool.run(&line).ok().column("action").join(" ")
    };
    assert_eq!(actions("--by ann"), "set");
    assert_eq!(actions("--object-type credential"), "create");
    assert_eq!(actions("--object-name logging.level"), "set");
    assert_eq!(actions("--action set --since 2000-01-01"), "set");
    assert_eq!(actions("-w acme"), "create create");
    assert_eq!(actions("--by ann --since 2999-01-01"), "");
    let first = tool.run("audit list -w acme --limit 1 -o json").ok().json();
    let next = first["next"].as_str().expect("a cursor").to_owned();
    assert_eq!(
        actions(&format!("-w acme --limit 1 --after {next}")),
        "create"
    );
}

#[test]
fn the_log_of_what_is_gone_is_found_by_every_name_it_had() {
    let tool = with_a_credential();
    let id = tool.run("credential show openai -o json").ok().data()["id"].to_string();
    tool.run("credential update openai --rename gpt").ok();
    tool.run("credential delete gpt --confirm gpt").ok();
    for name in ["openai", "gpt", id.as_str()] {
        let log = tool.run(&format!("credential audit {name} -o json")).ok();
        assert_eq!(log.column("action"), ["deleted", "updated", "created"]);
    }
    tool.run("credential audit nothing").ends_with(5);
}

#[test]
fn names_that_are_in_two_places_are_told_apart() {
    let tool = with_a_credential();
    tool.run("credential create openai -w acme --type openai_api --from-file openai.yaml --env production")
        .ok();
    let ran = tool.run("credential show openai").ends_with(5);
    assert!(
        ran.stderr().contains("in acme (production)"),
        "{}",
        ran.stderr()
    );
    tool.run("credential show openai --env production").ok();
}

#[test]
fn an_export_that_fails_is_logged_as_refused() {
    let tool = with_a_credential();
    let others = "credential export --all -w acme --out out.age \
        --public-key age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    std::fs::remove_file(tool.path("home/master.key")).expect("it is ours");
    tool.run("key generate").ok();
    tool.run(others).ends_with(5);
    let log = tool.run("credential audit openai --limit 1 -o json").ok();
    assert_eq!(log.column("action"), ["accessed"]);
    assert_eq!(log.column("success"), ["false"]);
    let trail = tool.run("audit list --action refused -o json").ok();
    assert_eq!(trail.column("command"), ["credential export"]);
}

#[test]
fn who_may_not_write_the_log_may_not_read_values() {
    let tool = with_a_credential();
    let role = Role::new(&tool.db);
    tool.db.execute(&format!(
        "GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA public TO {0}; ALTER ROLE {0} BYPASSRLS",
        role.name()
    ));
    let mut command = tool.at(&role.url(), "credential reveal openai --confirm openai");
    command.env("AUTOMATOS_HOME", tool.path("home"));
    let ran = Ran::of(command).ends_with(5);
    assert!(!ran.shown().contains("hunter2"), "{}", ran.shown());
    assert!(ran.stderr().contains("permission"), "{}", ran.stderr());
}

#[test]
fn what_a_missing_key_keeps_from_being_changed_is_in_the_log() {
    let tool = with_a_credential();
    std::fs::remove_file(tool.path("home/master.key")).expect("it is ours");
    tool.run("credential update openai --from-file openai.yaml")
        .ends_with(5);
    assert_eq!(
        tool.db.query(
            "SELECT action, error_message LIKE 'KEY.%' FROM credential_audit_logs WHERE NOT success"
        ),
        "updated|t"
    );
}

#[test]
fn attempts_that_lack_a_key_are_in_the_trail() {
    let tool = with_a_credential();
    tool.run("credential rotate --new-key-file none.key")
        .ends_with(5);
    std::fs::remove_file(tool.path("home/master.key")).expect("it is ours");
    tool.run("credential create two -w acme --type openai_api --from-file openai.yaml")
        .ends_with(5);
    tool.run("credential test openai").ends_with(5);
    let trail = tool.run("audit list --action refused -o json").ok();
    assert_eq!(
        trail.column("command"),
        ["credential create", "credential rotate"]
    );
    assert_eq!(trail.column("object_name"), ["two", ""]);
    let log =
        "SELECT action, error_message LIKE 'KEY.%' FROM credential_audit_logs WHERE NOT success";
    assert_eq!(tool.db.query(log), "accessed|t");
}

#[test]
fn to_delete_and_create_again_hides_no_log() {
    let tool = with_a_credential();
    tool.run("credential delete openai --confirm openai").ok();
    tool.run("credential create openai -w acme --type openai_api --from-file openai.yaml")
        .ok();
    let log = tool.run("credential audit openai -o json").ok();
    assert_eq!(log.column("action"), ["created", "deleted", "created"]);
}
