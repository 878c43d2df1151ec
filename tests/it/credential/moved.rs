//! What is sealed opens in its own row only, and unchanged only.

use super::{with_a_credential, with_a_key};

/// Two credentials of one type in one workspace, and one in another of another type.
fn with_three() -> crate::support::Automatos {
    let tool = with_a_key();
    tool.run("workspace create other").ok();
    tool.file("key.yaml", "api_key: sk-hunter2");
    for line in [
        "one -w acme --type openai_api",
        "two -w acme --type openai_api",
        "three -w other --type anthropic_api",
    ] {
        tool.run(&format!("credential create {line} --from-file key.yaml"))
            .ok();
    }
    tool
}

#[test]
fn a_value_moved_to_another_row_does_not_open() {
    let tool = with_three();
    tool.db.execute(
        "UPDATE credentials SET encrypted_data = (SELECT encrypted_data FROM credentials WHERE name = 'one') \
         WHERE name IN ('two', 'three')",
    );
    tool.run("credential reveal one --confirm one").ok();
    for name in ["two", "three"] {
        let ran = tool
            .run(&format!("credential reveal {name} --confirm {name}"))
            .ends_with(5);
        assert!(
            ran.stderr().contains("moved here from another row"),
            "{}",
            ran.stderr()
        );
        assert!(!ran.shown().contains("hunter2"));
    }
    let found = tool
        .run("credential verify --all -o json")
        .ends_with(3)
        .data();
    assert_eq!(found["failed"], 2);
    assert_eq!(found["credentials"], 3);
}

#[test]
fn a_row_given_another_type_or_workspace_does_not_open() {
    let tool = with_three();
    tool.db.execute(
        "UPDATE credentials SET credential_type_id = (SELECT id FROM credential_types WHERE name = 'github_api') \
         WHERE name = 'one'",
    );
    tool.db.execute(
        "UPDATE credentials SET workspace_id = (SELECT id FROM workspaces WHERE slug = 'other') \
         WHERE name = 'two'",
    );
    tool.run("credential reveal one --confirm one").ends_with(5);
    tool.run("credential reveal two --confirm two").ends_with(5);
    tool.run("credential reveal three --confirm three").ok();
}

#[test]
fn no_character_of_a_stored_value_can_be_changed() {
    let tool = with_a_credential();
    let stored = tool.db.query("SELECT encrypted_data FROM credentials");
    let stored = stored.trim();
    let mut found = Vec::new();
    for at in 0..stored.len() {
        let other = if stored.as_bytes()[at] == b'A' {
            "B"
        } else {
            "A"
        };
        let changed = format!("{}{other}{}", &stored[..at], &stored[at + 1..]);
        tool.db.execute(&format!(
            "INSERT INTO credentials (workspace_id, credential_type_id, name, environment, encrypted_data, key_id, created_by) \
             SELECT workspace_id, credential_type_id, 'x{at}', environment, '{changed}', key_id, created_by \
             FROM credentials WHERE name = 'openai'"
        ));
        found.push(at);
    }
    let report = tool
        .run("credential verify --all -o json")
        .ends_with(3)
        .data();
    assert_eq!(report["failed"], found.len());
    assert_eq!(report["credentials"], found.len() + 1);
}
