//! The tools of an agent.

use insta::assert_snapshot;
use serde_json::json;

use super::{fleet, statements};

const AGENTS: &str = "  - workspace: acme
    name: Helper
    tools:
      - {app_name: GITHUB, priority: 1}
      - {app_name: SLACK, priority: 9}
      - {app_name: search, app_type: INTERNAL}
  - {workspace: acme, name: Off, tools: [{app_name: GITHUB, is_active: false}]}
  - {workspace: globex, name: Helper, tools: [{app_name: SLACK}]}
";

#[test]
fn tools_come_by_priority_and_name_in_the_form_of_either_provider() {
    let automatos = fleet(AGENTS);
    let data = automatos
        .run("tool resolve Helper -w acme -o json")
        .ok()
        .data();
    let names: Vec<_> = data["tools"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|tool| tool["function"]["name"].clone())
        .collect();
    assert_eq!(
        names,
        ["SLACK_SEND", "GITHUB_CREATE_ISSUE", "GITHUB_LIST_ISSUES"]
    );
    assert_eq!(
        data["tools"][1],
        json!({"type": "function", "function": {"name": "GITHUB_CREATE_ISSUE", "description": "Opens an issue",
            "parameters": {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}}})
    );
    let other = automatos
        .run("tool resolve Helper -w acme --format anthropic -o json")
        .ok()
        .data();
    assert_eq!(
        other["tools"][2],
        json!({"name": "GITHUB_LIST_ISSUES", "description": "List issues",
            "input_schema": {"type": "object", "properties": {}}})
    );
    for tool in other["tools"].as_array().expect("a list") {
        assert!(jsonschema::meta::is_valid(&tool["input_schema"]), "{tool}");
    }
    assert_snapshot!(automatos.run("tool resolve Off -w acme").ok().shown(), @"
    []
    left out: GITHUB: the assignment is switched off
    ");
    let reasons: Vec<_> = data["left_out"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["reason"].clone())
        .collect();
    assert_snapshot!(json!(reasons), @r#"
    ["it is the platform's own; its tools are not in the app cache","its parameters are no JSON schema: type: it is not `object`"]
    "#);
}

#[test]
fn the_tools_of_another_workspace_are_out_of_reach() {
    let automatos = fleet(AGENTS);
    let theirs = automatos
        .run("tool resolve Helper -w globex -o json")
        .ok()
        .data();
    assert_eq!(theirs["tools"].as_array().expect("a list").len(), 1);
    automatos.run("tool resolve Helper").ends_with(5);
    automatos.run("tool resolve Off -w globex").ends_with(5);
    let id = automatos
        .db
        .query("SELECT id FROM agents WHERE name = 'Off'");
    automatos
        .run(&format!("tool resolve {id} -w globex"))
        .ends_with(5);
}

#[test]
fn a_thousand_apps_take_as_many_statements_as_one() {
    let automatos = fleet("  - {workspace: acme, name: Helper, tools: [{app_name: SLACK}]}\n");
    let line = "tool resolve Helper -w acme -o json";
    let one = statements(&automatos, line);
    automatos.db.execute(
        "INSERT INTO composio_apps_cache (app_name, app_slug, display_name) \
             SELECT 'APP' || n, 'app' || n, 'x' FROM generate_series(1, 1000) n; \
         INSERT INTO composio_actions_cache (app_name, action_name, action_slug, display_name) \
             SELECT 'APP' || n, 'RUN', 'run', 'Run' FROM generate_series(1, 1000) n; \
         INSERT INTO agent_app_assignments (workspace_id, agent_id, app_name) \
             SELECT workspace_id, id, 'APP' || n FROM agents, generate_series(1, 1000) n WHERE name = 'Helper'",
    );
    assert_eq!(statements(&automatos, line), one);
    let data = automatos.run(line).ok().data();
    assert_eq!(data["tools"].as_array().expect("a list").len(), 1001);
}
