//! A credential from its creation to its end.

use insta::assert_snapshot;

use super::{fed, with_a_credential, with_a_key};
use crate::support::Ran;

#[test]
fn a_credential_is_stored_sealed_and_shown_without_its_values() {
    let tool = with_a_credential();
    let stored = tool
        .db
        .query("SELECT encrypted_data || key_id FROM credentials");
    assert!(!stored.contains("hunter2"), "{stored}");
    for form in ["table", "json", "yaml", "csv", "ndjson"] {
        for line in ["credential show openai", "credential list"] {
            let ran = tool.run(&format!("-vv {line} -o {form}")).ok();
            let said = ran.stdout() + &ran.stderr();
            assert!(
                !said.contains("hunter2") && said.contains("openai"),
                "{said}"
            );
            assert!(!said.contains("encrypted_data"), "{said}");
        }
    }
    assert_eq!(
        tool.run("credential reveal openai --confirm openai --field api_key")
            .ok()
            .stdout(),
        "sk-hunter2\n"
    );
}

#[test]
fn values_come_from_stdin_and_from_variables_too() {
    let tool = with_a_key();
    let json = tool.command("credential create a -w acme --type openai_api --from-stdin");
    fed(json, r#"{"api_key": "sk-1", "organization_id": "org-1"}"#).ok();
    let mut command = tool.command(
        "credential create b -w acme --type openai_api --from-env api_key=KEY --tag x --tag y",
    );
    command.env("KEY", "sk-2");
    Ran::of(command).ok();
    let revealed = |name: &str| {
        let line = format!("credential reveal {name} --confirm {name} -o json");
        tool.run(&line).ok().data()
    };
    assert_eq!(revealed("a")["api_key"], "sk-1");
    assert_eq!(revealed("a")["organization_id"], "org-1");
    assert_eq!(revealed("b")["api_key"], "sk-2");
}

#[test]
fn a_value_that_need_not_be_there_is_taken_away() {
    let tool = with_a_credential();
    let update = |text: &str| fed(tool.command("credential update openai --from-stdin"), text);
    let fields = || {
        let line = "credential reveal openai --confirm openai -o json";
        let data = tool.run(line).ok().data();
        data.as_object().map_or(0, serde_json::Map::len)
    };
    let before = fields();
    update("organization_id: org-1").ok();
    assert_eq!(fields(), before + 1);
    update("organization_id: null").ok();
    assert_eq!(fields(), before);
    update(r#"{"organization_id": "org-1"}"#).ok();
    update(r#"{"organization_id": ""}"#).ok();
    assert_eq!(fields(), before);
    let refused = update("api_key: null").ends_with(1);
    assert!(
        refused.stderr().contains("`api_key` is required"),
        "{}",
        refused.shown()
    );
    update("nothing: null").ends_with(1);
    assert_eq!(fields(), before);
}

#[test]
fn one_value_is_changed_or_all_of_them() {
    let tool = with_a_credential();
    tool.db
        .execute("UPDATE credentials SET test_status = 'passed', last_tested_at = now()");
    let command = tool.command("credential update openai --from-stdin");
    let updated = fed(command, "organization_id: org-1").ok();
    assert!(updated.stdout().contains("not_tested"));
    let values = || {
        tool.run("credential reveal openai --confirm openai -o json")
            .ok()
            .data()
    };
    assert_eq!(values()["api_key"], "sk-hunter2");
    assert_eq!(values()["organization_id"], "org-1");
    let command = tool.command("credential update openai --replace --from-stdin");
    fed(command, "api_key: sk-new").ok();
    assert_eq!(values()["api_key"], "sk-new");
    assert!(values().get("organization_id").is_none());
    tool.run("credential update openai --rename gpt --expires 2030-01-31 --active false --description ''")
        .ok();
    let shown = tool.run("credential show gpt -o json").ok().data();
    assert_eq!(shown["expires_at"], "2030-01-31T00:00:00Z");
    assert_eq!(shown["is_active"], false);
    assert_eq!(
        tool.run("credential reveal gpt --confirm gpt --field api_key")
            .ok()
            .stdout(),
        "sk-new\n"
    );
}

#[test]
fn an_update_of_nothing_and_an_expiry_that_nobody_means_are_refused() {
    let tool = with_a_credential();
    let before = tool.db.rows();
    let refused = tool.run("credential update openai").ends_with(2);
    assert!(refused.stderr().contains("nothing is to change"));
    let command = tool.command("credential update openai --from-stdin");
    fed(command, "{}").ends_with(2);
    for (when, why) in [
        ("2020-01-01", "is over already"),
        ("9999-12-31", "a hundred years"),
        ("999999999d", "a hundred years"),
    ] {
        let refused = tool.run(&format!("credential update openai --expires {when}"));
        assert!(refused.ends_with(2).stderr().contains(why), "{when}");
    }
    assert_eq!(tool.db.rows(), before);
}

#[test]
fn a_name_that_is_taken_is_said_alike_for_new_ones_and_renamed_ones() {
    let tool = with_a_credential();
    tool.run("credential create two -w acme --type openai_api --from-file openai.yaml")
        .ok();
    let refused = tool
        .run("credential update two --rename openai")
        .ends_with(5);
    let said = "there is a credential `openai` (development) already";
    assert!(refused.stderr().contains(said), "{}", refused.stderr());
}

#[test]
fn a_name_has_no_characters_that_cannot_be_seen() {
    let tool = with_a_credential();
    for unseen in ["\u{202e}", "\u{200b}", "\u{7}"] {
        let mut command = tool.command("credential update openai --rename");
        command.arg(format!("{unseen}openai"));
        let refused = Ran::of(command).ends_with(1);
        assert!(refused.stderr().contains("cannot be seen"), "{unseen:?}");
    }
}

#[test]
fn a_dry_run_leaves_nothing() {
    let tool = with_a_credential();
    let before = tool.db.rows();
    tool.run("credential create two -w acme --type openai_api --from-file openai.yaml --dry-run")
        .ok();
    tool.run("credential update openai --from-file openai.yaml --dry-run")
        .ok();
    tool.run("credential delete openai --dry-run").ok();
    tool.run("credential rotate --dry-run").ok();
    assert_eq!(tool.db.rows(), before);
}

#[test]
fn a_name_is_taken_once_in_a_workspace_and_environment() {
    let tool = with_a_credential();
    let create = "credential create openai -w acme --type openai_api --from-file openai.yaml";
    assert_snapshot!(tool.run(create).ends_with(5).shown(), @"
    --- stderr ---
    error: there is a credential `openai` (development) already
    hint: choose another name, or change it with `automatos credential update`
    [exit 5]
    ");
    tool.run(&format!("{create} --env production")).ok();
    assert_snapshot!(tool.run("credential show openai").ends_with(5).shown(), @"
    --- stderr ---
    error: more than one credential goes by `openai`: 1 in acme (development), 3 in acme (production)
    hint: add `--workspace` or `--env`, or name its id
    [exit 5]
    ");
    tool.run("credential show openai --env production").ok();
    assert_snapshot!(tool.run("credential show opena1 -w acme").ends_with(5).shown(), @"
    --- stderr ---
    error: there is no credential `opena1`
    hint: did you mean `openai`?
    [exit 5]
    ");
}

#[test]
fn credentials_are_listed_by_what_they_are_and_when_they_expire() {
    let tool = with_a_key();
    tool.file("o.yaml", "api_key: sk-hunter2");
    tool.file("r.yaml", "host: localhost");
    for (name, rest) in [
        ("a", "--type openai_api --from-file o.yaml --expires 10d"),
        ("b", "--type anthropic_api --from-file o.yaml --expires 60d"),
        ("c", "--type openai_api --from-file o.yaml --env staging"),
    ] {
        tool.run(&format!("credential create {name} -w acme {rest}"))
            .ok();
    }
    let names = |flags: &str| {
        let line = format!("credential list {flags} -o json");
        tool.run(&line).ok().column("name").join("")
    };
    assert_eq!(names("-w acme"), "abc");
    assert_eq!(names("-w platform"), "");
    assert_eq!(names("--expiring 30d"), "a");
    assert_eq!(names("--expiring 90d --sort -name"), "ba");
    assert_eq!(names("--type openai_api"), "ac");
    assert_eq!(names("--env staging"), "c");
    assert_eq!(names("--status passed"), "");
    let first = tool.run("credential list --limit 2 -o json").ok().json();
    let next = first["next"].as_str().expect("a cursor").to_owned();
    assert_eq!(names(&format!("--limit 2 --after {next}")), "c");
}

#[test]
fn deleting_needs_the_name_and_keeps_the_log() {
    let tool = with_a_credential();
    tool.run("credential delete openai").ends_with(4);
    tool.run("credential delete openai --confirm other")
        .ends_with(4);
    tool.run("credential delete openai --confirm openai").ok();
    tool.run("credential show openai").ends_with(5);
    let log = tool.run("credential audit openai -w acme -o json").ok();
    assert_eq!(
        log.column("action"),
        ["deleted", "deleted", "deleted", "created"]
    );
    assert_eq!(log.column("success"), ["true", "false", "false", "true"]);
}
