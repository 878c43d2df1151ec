//! Items of fleets that cannot be right, told without a database.

use serde_json::json;

use super::fleet::{items, said};

#[test]
fn settings_of_an_agent_that_cannot_be_right_are_told() {
    insta::assert_snapshot!(
        said(
            "agents",
            "
  - {workspace: acme, name: A, use_custom_persona: true}
  - {workspace: acme, name: B, owner_type: marketplace}
  - {workspace: acme, name: C, configuration: {tools: [1, 2]}}
  - {workspace: acme, name: D, model_config: {model: a, model_id: b, temperature: 3, provider: 1}}
  - {workspace: Acme, name: F, agent_type: Big, status: gone, tools: [{app_name: X, app_type: other}]}
",
        ),
        @"
            agents.yaml:4:50: there is no persona of its own to use
                | - {workspace: acme, name: A, use_custom_persona: true}
                |                                                  ^
                hint: write it as `custom_persona_prompt`
            agents.yaml:5:42: an agent of the marketplace is in the workspace `platform`
                | - {workspace: acme, name: B, owner_type: marketplace}
                |                                          ^
                hint: write `workspace: platform`, or `owner_type: workspace`
            agents.yaml:6:53: tools are assigned, and are no part of the configuration any more
                | - {workspace: acme, name: C, configuration: {tools: [1, 2]}}
                |                                                     ^
                hint: list them as `tools:` of the agent, each with its `app_name`
            agents.yaml:7:52: `model` is another word for `model_id`, which is there as well
                | - {workspace: acme, name: D, model_config: {model: a, model_id: b, temperature: 3, provider: 1}}
                |                                                    ^
            agents.yaml:7:81: `temperature` must be a number from 0 to 2
                | - {workspace: acme, name: D, model_config: {model: a, model_id: b, temperature: 3, provider: 1}}
                |                                                                                 ^
            agents.yaml:7:94: `provider` must be text
                | - {workspace: acme, name: D, model_config: {model: a, model_id: b, temperature: 3, provider: 1}}
                |                                                                                              ^
            agents.yaml:8:15: `Acme` is not a slug: use 1 to 100 lower-case letters, digits and single hyphens
                | - {workspace: Acme, name: F, agent_type: Big, status: gone, tools: [{app_name: X, app_type: other}]}
                |               ^
            agents.yaml:8:42: `Big` is no type of agent: use 1 to 100 lower-case letters, digits and _, a letter first
                | - {workspace: Acme, name: F, agent_type: Big, status: gone, tools: [{app_name: X, app_type: other}]}
                |                                          ^
            agents.yaml:8:55: `gone` is not one of active, inactive, paused, archived
                | - {workspace: Acme, name: F, agent_type: Big, status: gone, tools: [{app_name: X, app_type: other}]}
                |                                                       ^
            agents.yaml:8:93: `other` is not one of EXTERNAL, INTERNAL
                | - {workspace: Acme, name: F, agent_type: Big, status: gone, tools: [{app_name: X, app_type: other}]}
                |                                                                                             ^
            "
    );
}

#[test]
fn assignments_of_an_agent_that_cannot_be_right_are_told() {
    insta::assert_snapshot!(
        said(
            "agents",
            "
  - {workspace: acme, name: E, skills: [x, y, x], plugins: [p, p], tools: [{app_name: slack}, {app_name: slack}]}
",
        ),
        @"
            agents.yaml:4:45: `x` is in `skills` already
                | - {workspace: acme, name: E, skills: [x, y, x], plugins: [p, p], tools: [{app_name: slack}, {app_nam…
                |                                             ^
            agents.yaml:4:62: `p` is in `plugins` already
                | …e: acme, name: E, skills: [x, y, x], plugins: [p, p], tools: [{app_name: slack}, {app_name: slack}]}
                |                                                    ^
            agents.yaml:4:85: the name of an external app is in upper case
                | …s: [x, y, x], plugins: [p, p], tools: [{app_name: slack}, {app_name: slack}]}
                |                                                    ^
                hint: write `SLACK`
            agents.yaml:4:93: `slack` is in `tools` already
                | …, x], plugins: [p, p], tools: [{app_name: slack}, {app_name: slack}]}
                |                                                    ^
            agents.yaml:4:104: the name of an external app is in upper case
                | …ns: [p, p], tools: [{app_name: slack}, {app_name: slack}]}
                |                                                    ^
                hint: write `SLACK`
            "
    );
}

#[test]
fn a_rule_has_exactly_one_target() {
    insta::assert_snapshot!(
        said(
            "routing_rules",
            "
  - {workspace: acme, name: none}
  - {workspace: acme, name: also none, target_orchestrate: false, target_agent: null}
  - {workspace: acme, name: two, target_agent: a, target_orchestrate: true}
  - {workspace: acme, name: bad, source_channel: fax, target_workflow: w}
",
        ),
        @"
            routing_rules.yaml:4:27: the rule has no target
                | - {workspace: acme, name: none}
                |                           ^
                hint: write exactly one of `target_agent`, `target_workflow` and `target_orchestrate: true`
            routing_rules.yaml:5:27: the rule has no target
                | - {workspace: acme, name: also none, target_orchestrate: false, target_agent: null}
                |                           ^
                hint: write exactly one of `target_agent`, `target_workflow` and `target_orchestrate: true`
            routing_rules.yaml:6:69: the rule has 2 targets
                | - {workspace: acme, name: two, target_agent: a, target_orchestrate: true}
                |                                                                     ^
                hint: write exactly one of `target_agent`, `target_workflow` and `target_orchestrate: true`
            routing_rules.yaml:7:48: `fax` is not one of chatbot, jira_trigger, slack, whatsapp, api, workflow, webhook, telegram, discord, teams, google_chat, signal, imessage, irc, matrix, line
                | - {workspace: acme, name: bad, source_channel: fax, target_workflow: w}
                |                                                ^
            "
    );
    let rules = items(
        "routing_rules",
        "\n  - {workspace: acme, name: r, target_agent: a}\n",
    );
    let fields = &rules[0].fields;
    assert_eq!(fields["target_workflow"], json!(null));
    assert_eq!(fields["target_orchestrate"], json!(false));
}

#[test]
fn users_and_workspaces_that_cannot_be_right_are_told() {
    insta::assert_snapshot!(
        said("users", "\n  - {username: a, email: nobody}\n  - {username: b, email: b@x, password: p}\n"),
        @"
            users.yaml:4:24: `nobody` is no e-mail address
                | - {username: a, email: nobody}
                |                        ^
            users.yaml:5:29: unknown field `password`
                | - {username: b, email: b@x, password: p}
                |                             ^
                hint: known: username, email, name, avatar_url, clerk_user_id, is_active
            "
    );
    insta::assert_snapshot!(
        said(
            "workspaces",
            "
  - {slug: a, name: A, kind: personal}
  - {slug: b, name: B, kind: personal, owner: ann, clerk_org_id: org_1}
  - {slug: c, name: C, kind: organization, webhook_key_hash: abc}
",
        ),
        @"
            workspaces.yaml:4:28: a personal workspace has an owner
                | - {slug: a, name: A, kind: personal}
                |                            ^
                hint: add `owner:` with a username, or write `kind: organization`
            workspaces.yaml:5:64: only an organization's workspace has a `clerk_org_id`
                | - {slug: b, name: B, kind: personal, owner: ann, clerk_org_id: org_1}
                |                                                                ^
            workspaces.yaml:6:42: unknown field `webhook_key_hash`
                | - {slug: c, name: C, kind: organization, webhook_key_hash: abc}
                |                                          ^
                hint: known: slug, name, kind, owner, clerk_org_id, plan, plan_limits, settings, is_active
            "
    );
}

#[test]
fn members_apps_and_recipes_that_cannot_be_right_are_told() {
    insta::assert_snapshot!(
        said("workspace_members", "\n  - {workspace: a, username: ann, role: boss}\n"),
        @"
            workspace_members.yaml:4:39: `boss` is not one of owner, admin, editor, viewer
                | - {workspace: a, username: ann, role: boss}
                |                                       ^
            "
    );
    insta::assert_snapshot!(
        said("composio_apps", "\n  - {app_name: Slack, app_slug: Slack, display_name: S}\n"),
        @"
            composio_apps.yaml:4:14: the name of an app is in upper case
                | - {app_name: Slack, app_slug: Slack, display_name: S}
                |              ^
                hint: write `SLACK`
            composio_apps.yaml:4:31: the slug of an app is in lower case
                | - {app_name: Slack, app_slug: Slack, display_name: S}
                |                               ^
                hint: write `slack`
            "
    );
    insta::assert_snapshot!(
        said("recipes", "\n  - {template_id: t, name: T, description: d}\n"),
        @"
            recipes.yaml:4:3: a recipe belongs to a workspace or the marketplace
                | - {template_id: t, name: T, description: d}
                |   ^
                hint: add `workspace:` with a slug, or `owner_type: marketplace`
            "
    );
}
