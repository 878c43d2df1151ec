//! What agents run with.

use insta::assert_snapshot;
use serde_json::Value;

use super::{fleet, seed, statements};
use crate::plugin::approved;
use crate::support::Automatos;

const AGENTS: &str = "  - workspace: acme
    name: Helper
    model_config: {provider: openai, model_id: gpt-x}
    persona: senior-engineer
    skills: [Code Review, Documentation]
    plugins: [lint, review]
    tools: [{app_name: GITHUB}]
  - {workspace: globex, name: Helper, persona: code-reviewer}
";

fn equipped() -> Automatos {
    let automatos = fleet("  - {workspace: acme, name: Other}\n");
    for slug in ["lint", "review"] {
        approved(&automatos, slug, "1.0.0");
        automatos.run(&format!("plugin enable {slug} -w acme")).ok();
    }
    seed(&automatos, AGENTS);
    automatos
}

fn names(context: &Value) -> Vec<String> {
    let parts = context["parts"].as_array().expect("a list");
    parts
        .iter()
        .map(|part| {
            format!(
                "{}: {}",
                part["kind"].as_str().expect("a kind"),
                part["name"].as_str().expect("a name")
            )
        })
        .collect()
}

#[test]
fn every_part_comes_in_its_place_and_says_where_it_is_from() {
    let automatos = equipped();
    let line = "agent context Helper -w acme --task 'run a review' -o json";
    let context = automatos.run(line).ok().data();
    assert_snapshot!(names(&context).join("\n"), @"
    prompt: senior-engineer
    plugin: lint
    plugin: review
    plugin_skill: review/skills/review-skill/SKILL.md
    skill: Code Review
    skill_core: Code Review
    skill: Documentation
    skill_core: Documentation
    tool: GITHUB_CREATE_ISSUE
    tool: GITHUB_LIST_ISSUES
    ");
    assert_eq!(automatos.run(line).ok().data(), context);
    assert_eq!(context["model"]["temperature_from"], "persona");
    let prompt = context["system_prompt"].as_str().expect("a text");
    assert!(prompt.contains("Run review 1.0.0."), "{prompt}");
    assert!(!prompt.contains("Run lint 1.0.0."), "{prompt}");
    assert_eq!(context["tools"].as_array().expect("a list").len(), 2);
    let sum: u64 = context["parts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|part| part["tokens"].as_u64().expect("a number"))
        .sum();
    assert_eq!(context["tokens"]["total"], sum);
    let first = automatos
        .run("agent context Helper -w acme --level 1 -o json")
        .ok()
        .data();
    assert_snapshot!(names(&first).join("\n"), @"
    prompt: senior-engineer
    plugin: lint
    plugin: review
    skill: Code Review
    skill: Documentation
    tool: GITHUB_CREATE_ISSUE
    tool: GITHUB_LIST_ISSUES
    ");
    automatos.db.execute("UPDATE agents SET model_config = '{\"temperature\": 0.1}', use_custom_persona = true, custom_persona_prompt = 'Mine.'");
    let own = automatos
        .run("agent context Helper -w acme -o json")
        .ok()
        .data();
    assert_eq!(
        (
            &own["model"]["temperature"],
            &own["model"]["temperature_from"]
        ),
        (&0.1.into(), &"agent".into())
    );
    assert!(
        own["system_prompt"]
            .as_str()
            .expect("a text")
            .starts_with("Mine.")
    );
}

#[test]
fn what_does_not_fit_the_budget_is_told_with_its_reason() {
    let automatos = equipped();
    let whole = automatos
        .run("agent context Helper -w acme -o json")
        .ok()
        .data();
    let total = whole["tokens"]["total"].as_u64().expect("a number");
    let with = |budget: u64| {
        automatos
            .run(&format!(
                "agent context Helper -w acme --budget {budget} -o json"
            ))
            .ok()
            .data()
    };
    assert_eq!(names(&with(total)), names(&whole));
    let less = with(total - 1);
    assert!(less["tokens"]["total"].as_u64().expect("a number") < total);
    assert_eq!(less["left_out"][0]["kind"], "skill_core");
    assert!(
        less["left_out"][0]["reason"]
            .as_str()
            .expect("a text")
            .contains("of the budget are left")
    );
    let least = with(1);
    assert_eq!(names(&least), ["prompt: senior-engineer"]);
    assert_eq!(least["tokens"]["over_budget"], true);
    assert_eq!(least["tools"], serde_json::json!([]));
}

#[test]
fn the_third_level_brings_files_and_what_is_off_is_told() {
    let automatos = equipped();
    automatos.db.execute(
        "INSERT INTO skill_files (skill_id, file_path, file_type, content, content_sha256, file_size_bytes, estimated_tokens) \
             SELECT id, path, 'resource', content, repeat('0', 64), 1, 1 \
             FROM skills, (VALUES ('b.md', 'The file.'), ('a.png', NULL)) AS file (path, content) WHERE name = 'Documentation'; \
         UPDATE skills SET is_active = false WHERE name = 'Code Review'; \
         UPDATE composio_apps_cache SET status = 'inactive'",
    );
    automatos.run("plugin deactivate lint").ok();
    let context = automatos
        .run("agent context Helper -w acme --level 3 -o json")
        .ok()
        .data();
    assert!(
        context["system_prompt"]
            .as_str()
            .expect("a text")
            .contains("### Documentation/b.md\nThe file.")
    );
    let left: Vec<String> = context["left_out"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            format!(
                "{}: {}",
                one["name"].as_str().expect("a name"),
                one["reason"].as_str().expect("a reason")
            )
        })
        .collect();
    assert_snapshot!(left.join("\n"), @"
    lint: the marketplace does not offer it: it is not approved or not active
    Code Review: the skill is not active
    Documentation/a.png: the file is no text
    GITHUB: the app is inactive
    ");
}

#[test]
fn nothing_of_another_workspace_is_read() {
    let automatos = equipped();
    automatos.db.execute(
        "INSERT INTO personas (slug, name, system_prompt, category, scope, workspace_id) \
             SELECT 'theirs', 'T', 'of globex', 'c', 'workspace', id FROM workspaces WHERE slug = 'globex'; \
         INSERT INTO skills (name, skill_type, prompt_template, workspace_id) \
             SELECT 'Theirs', 'technical', 'of globex', id FROM workspaces WHERE slug = 'globex'; \
         UPDATE agents SET persona_id = (SELECT id FROM personas WHERE slug = 'theirs') WHERE workspace_id = (SELECT id FROM workspaces WHERE slug = 'acme'); \
         INSERT INTO agent_skills (workspace_id, agent_id, skill_id) \
             SELECT a.workspace_id, a.id, k.id FROM agents a, skills k WHERE k.name = 'Theirs'",
    );
    let ours = automatos
        .run("agent context Helper -w acme --level 3 -o json")
        .ok();
    assert!(!ours.stdout().contains("of globex"), "{}", ours.stdout());
    let theirs = automatos.run("agent context Helper -w globex -o json").ok();
    assert!(theirs.stdout().contains("of globex"));
    let id = automatos.db.query("SELECT a.id FROM agents a JOIN workspaces w ON w.id = a.workspace_id WHERE w.slug = 'acme' AND a.name = 'Helper'");
    automatos
        .run(&format!("agent context {id} -w globex"))
        .ends_with(5);
}

#[test]
fn a_thousand_assignments_take_as_many_statements_as_one() {
    let automatos = equipped();
    let line = "agent context Helper -w acme --level 3 --task 'run a review' -o json";
    let few = statements(&automatos, line);
    automatos.db.execute(
        "INSERT INTO skills (name, skill_type) SELECT 'Skill ' || n, 'technical' FROM generate_series(1, 1000) n; \
         INSERT INTO agent_skills (workspace_id, agent_id, skill_id) \
             SELECT a.workspace_id, a.id, k.id FROM agents a, skills k WHERE a.name = 'Helper' AND k.name LIKE 'Skill %'; \
         INSERT INTO marketplace_plugins (slug, name, version, approval_status, approved_by, approved_at, package_sha256, storage_uri, security_scan_id, security_status) \
             SELECT 'plugin-' || n, 'Plugin', '1.0.0', approval_status, approved_by, approved_at, package_sha256, storage_uri, security_scan_id, security_status \
             FROM marketplace_plugins, generate_series(1, 1000) n WHERE slug = 'review'; \
         INSERT INTO workspace_enabled_plugins (workspace_id, plugin_id, enabled_by) \
             SELECT w.id, p.id, 'tester' FROM workspaces w, marketplace_plugins p WHERE w.slug = 'acme' AND p.slug LIKE 'plugin-%'; \
         INSERT INTO agent_assigned_plugins (workspace_id, agent_id, plugin_id) \
             SELECT e.workspace_id, a.id, e.plugin_id FROM workspace_enabled_plugins e JOIN agents a ON a.workspace_id = e.workspace_id AND a.name = 'Helper' \
             ON CONFLICT DO NOTHING; \
         INSERT INTO composio_apps_cache (app_name, app_slug, display_name) SELECT 'APP' || n, 'app' || n, 'x' FROM generate_series(1, 1000) n; \
         INSERT INTO composio_actions_cache (app_name, action_name, action_slug, display_name) SELECT 'APP' || n, 'RUN', 'run', 'Run' FROM generate_series(1, 1000) n; \
         INSERT INTO agent_app_assignments (workspace_id, agent_id, app_name) \
             SELECT workspace_id, id, 'APP' || n FROM agents, generate_series(1, 1000) n WHERE name = 'Helper'",
    );
    assert_eq!(statements(&automatos, line), few);
    let context = automatos.run(line).ok().data();
    assert!(names(&context).len() > 3000);
    assert_eq!(context["tools"].as_array().expect("a list").len(), 1002);
}
