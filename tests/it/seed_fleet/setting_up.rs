//! An environment is set up, exported, and set up again somewhere else.

use std::collections::BTreeMap;
use std::fs;

use super::environment::{self, agents, automatos, file};
use crate::seed_state::State;
use crate::support::Automatos;

/// What `seed export` writes, by file.
fn exported(automatos: &Automatos, folder: &str) -> BTreeMap<String, String> {
    automatos.run(&format!("seed export --to {folder}")).ok();
    let files = fs::read_dir(automatos.path(folder)).expect("a folder");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(path).expect("text"))
        })
        .collect()
}

#[test]
fn an_environment_is_set_up_from_files() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed validate --dir fleet").ok();
    insta::assert_snapshot!(automatos.run("seed apply --dir fleet").shown(), @"
            users: 4 created, 0 updated, 0 unchanged
            workspaces: 6 created, 0 updated, 0 unchanged
            workspace_members: 8 created, 0 updated, 0 unchanged
            composio_apps: 2 created, 0 updated, 0 unchanged
            composio_actions: 3 created, 0 updated, 0 unchanged
            recipes: 2 created, 0 updated, 0 unchanged
            workspace_plugins: 2 created, 0 updated, 0 unchanged
            agents: 20 created, 0 updated, 0 unchanged
            routing_rules: 3 created, 0 updated, 0 unchanged
            ");
    let query = |sql: &str| automatos.db.query(sql);
    insta::assert_snapshot!(
        query("SELECT w.slug, w.kind, u.username FROM workspaces w LEFT JOIN users u ON u.id = w.owner_id ORDER BY 1"),
        @"
            acme|organization|ann
            beta|organization|bob
            bob|personal|bob
            cid-o|personal|Cid O.
            dee|personal|dee
            of-ann|personal|ann
            platform|organization|
            "
    );
    insta::assert_snapshot!(
        query("SELECT w.slug, u.username, m.role FROM workspace_members m JOIN workspaces w ON w.id = m.workspace_id JOIN users u ON u.id = m.user_id ORDER BY 1, 2"),
        @"
            acme|ann|owner
            acme|bob|editor
            beta|Cid O.|viewer
            beta|bob|owner
            bob|bob|owner
            cid-o|Cid O.|owner
            dee|dee|owner
            of-ann|ann|owner
            "
    );
    insta::assert_snapshot!(
        query("SELECT a.model_config, p.slug, (SELECT count(*) FROM agent_skills j WHERE j.agent_id = a.id), (SELECT string_agg(m.slug || ' ' || j.priority, ', ' ORDER BY m.slug) FROM agent_assigned_plugins j JOIN marketplace_plugins m ON m.id = j.plugin_id WHERE j.agent_id = a.id) FROM agents a JOIN personas p ON p.id = a.persona_id WHERE a.name = 'Agent 06'"),
        @r#"{"model_id": "gpt-6", "provider": "openai", "temperature": 0.5}|code-reviewer|3|reviewer 0, tester 1"#
    );
    insta::assert_snapshot!(query("SELECT app_name, action_count FROM composio_apps_cache ORDER BY 1"), @"
            GITHUB|2
            SLACK|1
            ");
}

#[test]
fn a_second_run_writes_nothing_and_moves_no_row() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    let before = State::of(&automatos.db).rows_only();
    let plan = automatos.run("seed plan --dir fleet --exit-code").ok();
    assert!(
        !plan.stdout().contains("created agents"),
        "{}",
        plan.stdout()
    );
    assert_eq!(State::of(&automatos.db).rows_only(), before);
    let again = automatos.run("seed apply --dir fleet -o json").ok().json();
    for kind in again["data"]["kinds"].as_array().unwrap() {
        let written = [
            "created",
            "updated",
            "adopted",
            "kept",
            "conflicts",
            "removed",
        ];
        assert!(written.iter().all(|what| kind[what] == 0), "{kind}");
    }
    automatos.run("seed status --exit-code").ok();
    automatos.run("seed diff --dir fleet --exit-code").ok();
}

#[test]
fn an_export_sets_up_an_empty_database_that_exports_the_same() {
    let first = automatos();
    environment::write(&first);
    first.run("seed apply --dir fleet").ok();
    let files = exported(&first, "out");
    assert!(files["users.yaml"].contains("username: ann"));
    assert!(!files["workspaces.yaml"].contains("webhook"));
    let plan = first.run("seed plan --dir out -o json").ok().json();
    for change in plan["data"]["changes"].as_array().unwrap() {
        assert_eq!(change["outcome"], "adopted", "{change}");
        assert!(change["fields"].as_array().unwrap().is_empty(), "{change}");
    }

    let second = automatos();
    for (name, text) in &files {
        second.file(&format!("in/{name}"), text);
    }
    second.run("seed validate --dir in").ok();
    second.run("seed apply --dir in").ok();
    assert_eq!(exported(&second, "out"), files);
    let before = State::of(&second.db).rows_only();
    second.run("seed plan --dir in --exit-code").ok();
    assert_eq!(State::of(&second.db).rows_only(), before);
}

#[test]
fn a_plan_says_what_is_done_and_leaves_no_trace() {
    let automatos = automatos();
    environment::write(&automatos);
    let before = State::of(&automatos.db).rows_only();
    let planned = automatos
        .run("seed plan --dir fleet --out plan.json -o json")
        .ok()
        .json();
    assert_eq!(State::of(&automatos.db).rows_only(), before);
    let applied = automatos
        .run("seed apply --plan plan.json -o json")
        .ok()
        .json();
    assert_eq!(applied["data"]["changes"], planned["data"]["changes"]);
    assert_eq!(applied["data"]["kinds"], planned["data"]["kinds"]);
}

#[test]
fn the_number_of_statements_does_not_depend_on_the_number_of_agents() {
    let statements = |count: usize| {
        let automatos = automatos();
        environment::write(&automatos);
        automatos.file("fleet/agents.yaml", file("agents", &agents(count)));
        let ran = automatos.run("seed apply --dir fleet -v").ok();
        ran.stderr()
            .lines()
            .filter(|line| line.starts_with("sql "))
            .count()
    };
    assert_eq!(statements(5), statements(150));
}
