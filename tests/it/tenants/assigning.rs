//! What agents are assigned, and what they can never be.

use insta::assert_snapshot;

use super::two;
use crate::plugin::approved;
use crate::support::Automatos;

#[test]
fn any_mix_is_assigned_in_one_transaction_and_said() {
    let automatos = two();
    approved(&automatos, "check", "1.0.0");
    automatos.run("plugin enable check -w acme").ok();
    automatos.db.execute("INSERT INTO composio_apps_cache (app_name, app_slug, display_name) VALUES ('GITHUB', 'github', 'GitHub')");
    let line = "Helper -w acme --persona code-reviewer --plugin check --skill 'Threat Modeling' --tool github";
    assert_snapshot!(automatos.run(&format!("agent assign {line}")).ok().shown(), @"
    Helper (agent 1)
      persona code-reviewer
         0  check@1.0.0
              skill check-skill
      skill Threat Modeling
      skill acme skill
      tool GITHUB (EXTERNAL, priority 0)
    --- stderr ---
    assigned persona code-reviewer
    assigned plugin check
    assigned skill Threat Modeling
    assigned tool GITHUB
    unassigned persona acme-voice
    ");
    let before = automatos.db.rows();
    let again = automatos.run(&format!("agent assign {line} -o json")).ok();
    assert_eq!(again.data()["changed"], false);
    assert_eq!(automatos.db.rows()["agents"], before["agents"]);
    assert_snapshot!(automatos.run("agent assign Helper -w acme --skill 'Threat Modeling' --tool githib").ends_with(5).shown(), @"
    --- stderr ---
    error: the app cache has no app `GITHIB`
    hint: did you mean `GITHUB`?
    [exit 5]
    ");
    automatos
        .run("tool assign Helper github -w acme --priority 4 --app-config '{\"repo\": 1}'")
        .ok();
    automatos
        .run("tool assign Helper memory -w acme --type internal")
        .ok();
    automatos
        .run("tool assign Helper memory2 -w acme")
        .ends_with(5);
    assert_eq!(
        automatos.db.query("SELECT app_name, app_type, priority, config, assigned_by FROM agent_app_assignments ORDER BY 1"),
        "GITHUB|EXTERNAL|4|{\"repo\": 1}|tester\nmemory|INTERNAL|0|{}|tester"
    );
    automatos.run("tool unassign Helper memory -w acme").ok();
    assert_snapshot!(automatos.run(&format!("agent unassign {line}")).ok().shown(), @"
    Helper (agent 1)
      no plugins
      skill acme skill
    --- stderr ---
    unassigned persona code-reviewer
    unassigned plugin check
    unassigned skill Threat Modeling
    unassigned tool GITHUB
    ");
    automatos
        .run("agent unassign Helper -w acme --skill nonsense")
        .ends_with(5);
    automatos.run("agent assign Helper -w acme").ends_with(2);
}

#[test]
fn an_agent_never_gets_what_is_another_workspaces_or_not_enabled() {
    let automatos = two();
    approved(&automatos, "check", "1.0.0");
    automatos.run("plugin enable check -w globex").ok();
    automatos.file("persona.yaml", "name: New\npersona: globex-voice\n");
    automatos.file("skill.yaml", "name: New\nskills: [globex skill]\n");
    automatos.file("plugin.yaml", "name: New\nplugins: [check]\n");
    automatos.file("patch.json", "{\"persona\": \"globex-voice\"}");
    for (kind, field) in [
        ("persona", "persona: globex-voice"),
        ("skill", "skills: [globex skill]"),
        ("plugin", "plugins: [check]"),
    ] {
        automatos.file(
            &format!("seed-{kind}/agents.yaml"),
            format!("version: 1\nkind: agents\nmode: upsert\nitems:\n  - {{workspace: acme, name: New, {field}}}\n"),
        );
    }
    let id = |sql: &str| automatos.db.query(sql);
    let persona = id("SELECT id FROM personas WHERE slug = 'globex-voice'");
    let skill = id("SELECT id FROM skills WHERE name = 'globex skill'");
    let plugin = id("SELECT id FROM marketplace_plugins");
    let before = automatos.db.rows();
    for line in [
        "agent assign Helper -w acme --persona globex-voice".to_owned(),
        format!("agent assign Helper -w acme --persona {persona}"),
        "agent assign Helper -w acme --skill 'globex skill'".to_owned(),
        format!("agent assign Helper -w acme --skill {skill}"),
        "agent assign Helper -w acme --plugin check".to_owned(),
        format!("agent assign Helper -w acme --plugin {plugin}"),
        "agent create New -w acme --persona globex-voice".to_owned(),
        "agent create New -w acme --skill 'globex skill'".to_owned(),
        "agent create New -w acme --plugin check".to_owned(),
        "agent create -f persona.yaml -w acme".to_owned(),
        "agent create -f skill.yaml -w acme".to_owned(),
        "agent create -f plugin.yaml -w acme".to_owned(),
        "agent update Helper -w acme --set persona=globex-voice".to_owned(),
        format!("agent update Helper -w acme --set persona={persona}"),
        "agent update Helper -w acme -f patch.json".to_owned(),
        "seed --dir seed-persona".to_owned(),
        "seed --dir seed-skill".to_owned(),
        "seed --dir seed-plugin".to_owned(),
    ] {
        let ran = automatos.run(&line);
        assert_ne!(ran.code(), 0, "{line}");
        assert_eq!(automatos.db.rows(), before, "{line}");
    }
    automatos
        .run("agent assign Helper -w globex --plugin check")
        .ok();
    automatos
        .run("agent clone Helper -w globex --to-workspace acme --name New")
        .ok();
    assert_eq!(automatos.db.query(FOREIGN), "");
}

/// Agents with a persona or a skill of another workspace.
const FOREIGN: &str = "SELECT a.name FROM agents a JOIN personas p ON p.id = a.persona_id AND p.workspace_id <> a.workspace_id \
    UNION ALL SELECT s.name FROM agent_skills x JOIN skills s ON s.id = x.skill_id AND s.workspace_id <> x.workspace_id";

#[test]
fn the_number_of_statements_does_not_grow_with_what_is_assigned() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.db.execute(
        "INSERT INTO agents (workspace_id, name) SELECT id, n FROM workspaces, unnest(ARRAY['One', 'Many']) AS n WHERE slug = 'acme'; \
         INSERT INTO skills (name, skill_type) SELECT 'bulk ' || n, 'technical' FROM generate_series(1, 1000) n; \
         INSERT INTO agent_skills (workspace_id, agent_id, skill_id) SELECT a.workspace_id, a.id, s.id FROM agents a, skills s \
             WHERE s.name LIKE 'bulk %' AND (a.name = 'Many' OR s.name = 'bulk 1'); \
         INSERT INTO agent_app_assignments (workspace_id, agent_id, app_name, app_type) SELECT workspace_id, id, 'app ' || n, 'INTERNAL' \
             FROM agents, generate_series(1, 1000) n WHERE name = 'Many' OR n = 1",
    );
    let statements = |line: &str| {
        let stderr = automatos.run(&format!("{line} -vv")).ok().stderr();
        stderr.lines().filter(|line| line.contains("sql ")).count()
    };
    for line in [
        "agent show NAME",
        "agent assign NAME --skill 'bulk 1'",
        "agent clone NAME",
        "agent unassign NAME --tool 'app 1'",
    ] {
        let (one, many) = (line.replace("NAME", "One"), line.replace("NAME", "Many"));
        let (one, many) = (statements(&one), statements(&many));
        assert!(one > 3, "{line}: {one}");
        assert_eq!(one, many, "{line}");
    }
    assert_eq!(
        statements("agent list --limit 1"),
        statements("agent list --limit 0")
    );
}
