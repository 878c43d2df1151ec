//! What workspaces have for themselves: skills, patterns, personas and workflows.

use insta::assert_snapshot;

use super::environment::file;
use crate::support::Automatos;

/// A workspace with two agents that use what is its own, and a workflow of both.
fn set_up() -> Automatos {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.run("workspace create beta").ok();
    let files = [
        (
            "workspace_skills",
            "  - {workspace: acme, name: Weave, skill_type: technical, prompt_template: 'take ${THREAD}'}\n",
        ),
        (
            "workspace_patterns",
            "  - {workspace: acme, name: Loom, pattern_type: decision}\n",
        ),
        (
            "workspace_personas",
            "  - {workspace: acme, slug: weaver, name: Weaver, system_prompt: Weave., category: craft}\n",
        ),
        (
            "agents",
            "  - {workspace: acme, name: Ann, persona: weaver, skills: [Weave]}\n  - {workspace: acme, name: Bob}\n",
        ),
        ("workflows", &workflow("Bob")),
        (
            "routing_rules",
            "  - {workspace: acme, name: cloth, intent_keywords: [cloth], target_workflow: Cloth}\n",
        ),
    ];
    for (kind, items) in files {
        automatos.file(&format!("own/{kind}.yaml"), file(kind, items));
    }
    automatos.run("seed apply --dir own").ok();
    automatos
}

fn workflow(second: &str) -> String {
    format!(
        "  - workspace: acme\n    name: Cloth\n    workflow_definition: {{steps: [{{id: a, agent: Ann, order: 1}}, \
         {{id: b, agent: {second}, order: 2}}]}}\n"
    )
}

#[test]
fn what_a_workspace_has_for_itself_is_seeded_and_exported_and_seeded_again() {
    let automatos = set_up();
    let again = automatos.run("seed apply --dir own").ok();
    assert_snapshot!(again.stdout(), @"
    workspace_skills: 0 created, 0 updated, 1 unchanged
    workspace_patterns: 0 created, 0 updated, 1 unchanged
    workspace_personas: 0 created, 0 updated, 1 unchanged
    agents: 0 created, 0 updated, 2 unchanged
    workflows: 0 created, 0 updated, 1 unchanged
    routing_rules: 0 created, 0 updated, 1 unchanged
    ");
    assert_snapshot!(automatos.run("workflow show Cloth -w acme --columns name,agents -o json").stdout(), @r#"
    {
      "schema_version": 1,
      "ok": true,
      "data": {
        "name": "Cloth",
        "agents": [
          "Ann",
          "Bob"
        ]
      }
    }
    "#);
    automatos.run("seed export --to out").ok();
    assert_snapshot!(std::fs::read_to_string(automatos.path("out/workspace_personas.yaml")).unwrap(), @"
    version: 1
    kind: workspace_personas
    mode: upsert
    items:
      - workspace: acme
        slug: weaver
        name: Weaver
        system_prompt: Weave.
        category: craft
        tags: []
        suggested_temperature: 0.7
        suggested_models: []
        source: custom
        is_active: true
    ");
    // The platform's own rows are noted as known, and none is changed.
    automatos.run("seed apply --dir out").ok();
    automatos.run("seed plan --dir out --exit-code").ok();
    automatos
        .db
        .execute("DELETE FROM workspaces WHERE slug = 'acme'");
    automatos.run("seed apply --dir out --restore").ok();
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM workflow_agents"),
        "2"
    );
}

#[test]
fn a_workflow_gets_the_agents_that_its_steps_name_and_loses_others() {
    let automatos = set_up();
    automatos.file("own/workflows.yaml", file("workflows", &workflow("Ann")));
    automatos.run("seed apply --dir own --only workflows").ok();
    let agents =
        "SELECT string_agg(a.name, ',') FROM workflow_agents j JOIN agents a ON a.id = j.agent_id";
    assert_eq!(automatos.db.query(agents), "Ann");
    automatos.file("own/workflows.yaml", file("workflows", &workflow("Bobby")));
    assert_snapshot!(automatos.run("seed apply --dir own --only workflows").shown(), @"
    --- stderr ---
    error: the seed files have a problem; nothing was written
    own/workflows.yaml:4:5: `agents` of workflows `acme/Cloth`: there is no agent `Bobby` in its workspace
        hint: add it to agents, or mend the name
    [exit 1]
    ");
    assert_eq!(automatos.db.query(agents), "Ann");
}

#[test]
fn what_one_workspace_has_is_out_of_reach_of_another() {
    let automatos = set_up();
    let agents = "  - {workspace: beta, name: Eve, persona: weaver, skills: [Weave]}\n";
    automatos.file("more/agents.yaml", file("agents", agents));
    let flow = "  - {workspace: beta, name: F, agents: [Ann]}\n";
    automatos.file("more/workflows.yaml", file("workflows", flow));
    assert_snapshot!(automatos.run("seed apply --dir more").ends_with(1).shown(), @"
    --- stderr ---
    error: the seed files have 3 problems; nothing was written
    more/agents.yaml:4:5: `persona` of agents `beta/Eve`: there is no persona `weaver` for all or of its workspace
        hint: an agent uses personas for all and those of its own workspace; see `persona list`
    more/agents.yaml:4:5: `skills` of agents `beta/Eve`: there is no skill `Weave` for all or of its workspace
        hint: an agent uses skills for all and those of its own workspace; see `skill list`
    more/workflows.yaml:4:5: `agents` of workflows `beta/F`: there is no agent `Ann` in its workspace
        hint: add it to agents, or mend the name
    [exit 1]
    ");
}
