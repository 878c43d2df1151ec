//! What operators change about a fleet is kept.

use std::fs;

use super::environment::{self, automatos, file};
use crate::support::Automatos;

const AGENT: &str = "SELECT a.id FROM agents a JOIN workspaces w ON w.id = a.workspace_id \
                     WHERE w.slug = 'acme' AND a.name = 'Agent 02'";

/// The file of agents.
fn agents(automatos: &Automatos) -> String {
    fs::read_to_string(automatos.path("fleet/agents.yaml")).expect("it was written")
}

#[test]
fn assignments_that_an_operator_changed_are_kept() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    automatos.db.query(&format!(
        "DELETE FROM agent_skills WHERE agent_id = ({AGENT}) AND skill_id = \
             (SELECT id FROM skills WHERE name = 'Documentation' AND workspace_id IS NULL); \
         UPDATE agent_assigned_plugins SET priority = 1 - priority WHERE agent_id = ({AGENT}); \
         UPDATE agent_app_assignments SET priority = 99 WHERE agent_id = ({AGENT}) AND app_name = 'SLACK'"
    ));
    let text = agents(&automatos);
    let changed = text.replace(
        "    name: Agent 02\n",
        "    name: Agent 02\n    version: 2.0.0\n",
    );
    automatos.file(
        "fleet/agents.yaml",
        changed.replace("version: 2.0.0", "version: '2.0.0'"),
    );
    insta::assert_snapshot!(automatos.run("seed plan --dir fleet --only agents").shown(), @r#"
            updated agents acme/Agent 02
                kept plugins: ["reviewer","tester"] -> ["tester","reviewer"]
                kept skills: ["Code Review","Threat Modeling"] -> ["Code Review","Documentation","Threat Modeling"]
                kept tools: [{"app_name":"GITHUB","app_type":"EXTERNAL","config":{},"is_… -> [{"app_name":"GITHUB","app_type":"EXTERNAL","config":{},"is_…
                updated version: "1.0.0" -> "2.0.0"
            agents: 0 created, 1 updated, 19 unchanged
            "#);
    automatos.run("seed apply --dir fleet").ok();
    insta::assert_snapshot!(automatos.run("seed diff --dir fleet --only agents").shown(), @r#"
            differs agents acme/Agent 02
                plugins: ["reviewer","tester"] -> ["tester","reviewer"]
                skills: ["Code Review","Threat Modeling"] -> ["Code Review","Documentation","Threat Modeling"]
                tools: [{"app_name":"GITHUB","app_type":"EXTERNAL","config":{},"is_… -> [{"app_name":"GITHUB","app_type":"EXTERNAL","config":{},"is_…
            "#);
}

#[test]
fn assignments_that_both_sides_changed_are_a_conflict() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    automatos.db.query(&format!(
        "DELETE FROM agent_skills WHERE agent_id = ({AGENT}) AND skill_id = \
             (SELECT id FROM skills WHERE name = 'Documentation' AND workspace_id IS NULL)"
    ));
    let text = agents(&automatos);
    let conflict = text.replace(
        "skills: [Threat Modeling, Code Review, Documentation]",
        "skills: [Documentation, Encryption Management]",
    );
    automatos.file("fleet/agents.yaml", conflict);
    insta::assert_snapshot!(automatos.run("seed apply --dir fleet --only agents").shown(), @"agents: 0 created, 18 updated, 1 unchanged, 1 conflicts");
    insta::assert_snapshot!(
        automatos.db.query(&format!(
            "SELECT s.name FROM agent_skills j JOIN skills s ON s.id = j.skill_id \
             WHERE j.agent_id = ({AGENT}) ORDER BY 1"
        )),
        @"
            Code Review
            Threat Modeling
            "
    );
    automatos
        .run("seed apply --dir fleet --only agents --on-conflict seed")
        .ok();
    insta::assert_snapshot!(
        automatos.db.query(&format!(
            "SELECT s.name FROM agent_skills j JOIN skills s ON s.id = j.skill_id \
             WHERE j.agent_id = ({AGENT}) ORDER BY 1"
        )),
        @"
            Documentation
            Encryption Management
            "
    );
}

#[test]
fn a_list_in_another_order_is_a_change_only_where_order_matters() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    let text = agents(&automatos);
    let skills = text.replace(
        "[Threat Modeling, Code Review, Documentation]",
        "[Code Review, Documentation, Threat Modeling]",
    );
    automatos.file("fleet/agents.yaml", &skills);
    automatos.run("seed plan --dir fleet --exit-code").ok();
    automatos.file(
        "fleet/agents.yaml",
        skills.replace("[tester, reviewer]", "[reviewer, tester]"),
    );
    automatos.run("seed apply --dir fleet").ok();
    insta::assert_snapshot!(
        automatos.db.query(&format!(
            "SELECT p.slug FROM agent_assigned_plugins j JOIN marketplace_plugins p ON p.id = j.plugin_id \
             WHERE j.agent_id = ({AGENT}) ORDER BY j.priority DESC"
        )),
        @"
            reviewer
            tester
            "
    );
}

#[test]
fn members_that_an_operator_adds_or_removes_stay_so() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    automatos.db.query(
        "DELETE FROM workspace_members WHERE user_id = (SELECT id FROM users WHERE username = 'Cid O.') AND role = 'viewer'; \
         INSERT INTO workspace_members (workspace_id, user_id, role) \
             SELECT w.id, u.id, 'admin' FROM workspaces w, users u WHERE w.slug = 'acme' AND u.username = 'dee'",
    );
    insta::assert_snapshot!(automatos.run("seed apply --dir fleet --only workspace_members").shown(), @"workspace_members: 0 created, 0 updated, 2 unchanged, 1 kept");
    automatos
        .run("seed apply --dir fleet --only workspace_members --restore")
        .ok();
    insta::assert_snapshot!(
        automatos.db.query("SELECT w.slug, u.username, m.role FROM workspace_members m JOIN workspaces w ON w.id = m.workspace_id JOIN users u ON u.id = m.user_id WHERE w.kind = 'organization' ORDER BY 1, 2"),
        @"
            acme|ann|owner
            acme|bob|editor
            acme|dee|admin
            beta|Cid O.|viewer
            beta|bob|owner
            "
    );
}

#[test]
fn a_rule_that_gets_another_target_loses_the_one_it_had() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    let rule = |target: &str| {
        file(
            "routing_rules",
            &format!("  - {{workspace: acme, name: reviews, {target}}}\n"),
        )
    };
    automatos.file("other/routing_rules.yaml", rule("target_orchestrate: true"));
    automatos.run("seed apply --dir other").ok();
    let target = "SELECT target_agent_id IS NULL, target_orchestrate FROM routing_rules WHERE name = 'reviews'";
    assert_eq!(automatos.db.query(target), "t|t");
    automatos.db.query(&format!(
        "UPDATE routing_rules SET target_orchestrate = false, target_agent_id = ({AGENT}) WHERE name = 'reviews'"
    ));
    automatos.file("other/routing_rules.yaml", rule("target_agent: Agent 04"));
    insta::assert_snapshot!(automatos.run("seed plan --dir other").shown(), @r#"
            conflict routing_rules acme/reviews
                conflict target_agent: "Agent 02" -> "Agent 04"
            routing_rules: 0 created, 0 updated, 0 unchanged, 1 conflicts
            "#);
    automatos
        .run("seed apply --dir other --on-conflict seed")
        .ok();
    assert_eq!(automatos.db.query(target), "f|f");
}
