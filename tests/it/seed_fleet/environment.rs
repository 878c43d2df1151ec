//! An environment in files: 3 workspaces, 4 users, 20 agents with all that an agent can have.

use crate::support::Automatos;

/// The command, on a database with plugins in its marketplace and a workflow of the platform, which
/// no seed makes.
pub fn automatos() -> Automatos {
    let automatos = Automatos::new();
    automatos.db.query(
        "WITH scan AS ( \
             INSERT INTO plugin_security_scans (plugin_slug, plugin_version, package_sha256, static_scan_status, \
                 static_risk_score, risk_score, overall_verdict, rules_version, duration_ms, scanned_by) \
             VALUES ('reviewer', '1.0.0', repeat('0', 64), 'passed', 0, 0, 'safe', '1', 0, 'tester') RETURNING * \
         ) INSERT INTO marketplace_plugins (slug, name, version, approval_status, approved_by, approved_at, \
                 package_sha256, storage_uri, security_scan_id, security_status) \
             SELECT slug, initcap(slug), '1.0.0', 'approved', 'tester', now(), package_sha256, 'postgres:', id, 'safe' \
             FROM scan CROSS JOIN (VALUES ('reviewer'), ('tester')) AS plugin (slug); \
         INSERT INTO marketplace_plugins (slug, name, version) VALUES ('draft', 'Draft', '1.0.0'); \
         INSERT INTO workflows (workspace_id, name) \
             SELECT id, 'nightly' FROM workspaces WHERE slug = 'platform'",
    );
    automatos
}

/// Writes the files of the whole environment into the folder `fleet`.
pub fn write(automatos: &Automatos) {
    for (name, text) in FILES {
        automatos.file(&format!("fleet/{name}.yaml"), file(name, text));
    }
    automatos.file("fleet/agents.yaml", file("agents", &agents(20)));
}

/// A seed file of a kind.
pub fn file(kind: &str, items: &str) -> String {
    format!("version: 1\nkind: {kind}\nitems:\n{items}")
}

/// Items of so many agents: one of the platform, the others of two workspaces in turn.
pub fn agents(count: usize) -> String {
    let mut items = String::from(
        "  - {workspace: platform, name: Marketplace Helper, owner_type: marketplace, \
         is_approved: true, marketplace_category: help}\n",
    );
    for number in 1..count {
        let workspace = if number % 2 == 0 { "acme" } else { "beta" };
        let persona = if number % 3 == 0 {
            "code-reviewer"
        } else {
            "senior-engineer"
        };
        let plugins = if workspace == "acme" {
            "[tester, reviewer]"
        } else {
            "[]"
        };
        let item = format!(
            "  - workspace: {workspace}
    name: Agent {number:02}
    description: Number {number} says ${{NOTHING}}
    agent_type: data_analyst
    configuration: {{limits: {{steps: {number}}}}}
    model_config: {{provider: openai, model: gpt-{number}, temperature: 0.5}}
    tags: [b, a]
    persona: {persona}
    skills: [Threat Modeling, Code Review, Documentation]
    plugins: {plugins}
    tools:
      - {{app_name: SLACK, priority: {number}, config: {{channel: general}}}}
      - {{app_name: search, app_type: INTERNAL}}
      - {{app_name: GITHUB, is_active: false}}
"
        );
        items.push_str(&item);
    }
    items
}

/// The files of all kinds but agents.
const FILES: &[(&str, &str)] = &[
    (
        "users",
        "  - {username: ann, email: ann@example.com, name: Ann}
  - {username: bob, email: bob@example.com}
  - {username: Cid O., email: cid@example.com, is_active: false}
  - {username: dee, email: Dee@example.com, clerk_user_id: user_4}
",
    ),
    (
        "workspaces",
        "  - {slug: acme, name: Acme, kind: organization, owner: ann, plan: pro, settings: {theme: dark}}
  - {slug: beta, name: Beta, kind: organization, owner: bob, plan_limits: {agents: 50}}
  - {slug: of-ann, name: Ann's own, kind: personal, owner: ann}
",
    ),
    (
        "workspace_members",
        "  - {workspace: acme, username: bob, role: editor}
  - {workspace: beta, username: bob, role: owner}
  - {workspace: beta, username: Cid O., role: viewer}
",
    ),
    (
        "composio_apps",
        "  - {app_name: GITHUB, app_slug: github, display_name: GitHub, categories: [code]}
  - {app_name: SLACK, app_slug: slack, display_name: Slack, auth_schemes: [OAUTH2]}
",
    ),
    (
        "composio_actions",
        "  - app_name: GITHUB
    action_name: CREATE_ISSUE
    action_slug: create-issue
    display_name: Create an issue
    parameters: {type: object, properties: {title: {type: string}}}
  - {app_name: GITHUB, action_name: LIST_ISSUES, action_slug: list-issues, display_name: List}
  - {app_name: SLACK, action_name: SEND, action_slug: send, display_name: Send}
",
    ),
    (
        "recipes",
        "  - template_id: triage
    name: Triage
    description: Sorts what comes in
    workspace: acme
    steps: [{agent: Agent 02, do: sort}, {agent: Agent 04, do: answer}]
    inputs: {type: object}
    created_by: ann
  - {template_id: nightly, name: Nightly, description: Each night, owner_type: marketplace}
",
    ),
    (
        "workspace_plugins",
        "  - {workspace: acme, plugin: reviewer}
  - {workspace: acme, plugin: tester}
",
    ),
    (
        "routing_rules",
        "  - {workspace: acme, name: reviews, source_channel: slack, intent_keywords: [review], target_agent: Agent 02, priority: 5}
  - {workspace: acme, name: rest, target_orchestrate: true}
  - {workspace: platform, name: nights, source_pattern: 'cron:*', target_workflow: nightly}
",
    ),
];
