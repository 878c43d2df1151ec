//! What a fleet may not be is told with its place, and nothing is written.

use super::environment::{self, automatos, file};
use crate::seed_state::State;
use crate::support::Automatos;

/// Seeds one more file on top of the environment, and gives what is said. Nothing must be written.
#[track_caller]
fn refused(automatos: &Automatos, kind: &str, items: &str) -> String {
    automatos.file(&format!("more/{kind}.yaml"), file(kind, items));
    let before = State::of(&automatos.db).rows_only();
    let ran = automatos.run("seed apply --dir more");
    assert_eq!(ran.code(), 1, "{}", ran.shown());
    assert_eq!(State::of(&automatos.db).rows_only(), before);
    ran.shown()
}

fn set_up() -> Automatos {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    automatos
}

#[test]
fn what_is_neither_in_the_files_nor_in_the_database_is_told_all_at_once() {
    let automatos = set_up();
    insta::assert_snapshot!(
        refused(
            &automatos,
            "agents",
            "  - {workspace: acme, name: A, persona: seniour-engineer}
  - {workspace: acme, name: B, skills: [Code Review, Juggling]}
  - {workspace: acme, name: C, tools: [{app_name: JIRA}, {app_name: JIRA2, app_type: INTERNAL}]}
  - {workspace: nowhere, name: D}
  - {workspace: beta, name: E, plugins: [reviewer]}
",
        ),
        @"
            --- stderr ---
            error: the seed files have 5 problems; nothing was written
            more/agents.yaml:4:5: `persona` of agents `acme/A`: there is no persona `seniour-engineer` for all or of its workspace
                hint: an agent uses personas for all and those of its own workspace; see `persona list`
            more/agents.yaml:5:5: `skills` of agents `acme/B`: there is no skill `Juggling` for all or of its workspace
                hint: an agent uses skills for all and those of its own workspace; see `skill list`
            more/agents.yaml:6:5: `tools` of agents `acme/C`: there is no app `JIRA` in the app cache
                hint: add it to composio_apps, or write `app_type: INTERNAL`
            more/agents.yaml:7:5: `workspace` of agents `nowhere/D`: there is no workspace `nowhere`
                hint: add it to workspaces, or mend the name
            more/agents.yaml:8:5: `plugins` of agents `beta/E`: there is no plugin `reviewer` that is enabled in its workspace
                hint: enable it there: add it to workspace_plugins
            [exit 1]
            "
    );
}

#[test]
fn a_persona_or_a_skill_of_another_workspace_is_out_of_reach() {
    let automatos = set_up();
    automatos.db.query(
        "INSERT INTO personas (slug, name, system_prompt, category, scope, workspace_id) \
             SELECT 'own', 'Own', 'x', 'c', 'workspace', id FROM workspaces WHERE slug = 'beta'; \
         INSERT INTO skills (name, skill_type, workspace_id) \
             SELECT 'Own', 'technical', id FROM workspaces WHERE slug = 'beta'",
    );
    insta::assert_snapshot!(
        refused(&automatos, "agents", "  - {workspace: acme, name: A, persona: own, skills: [Own]}\n"),
        @"
            --- stderr ---
            error: the seed files have 2 problems; nothing was written
            more/agents.yaml:4:5: `persona` of agents `acme/A`: there is no persona `own` for all or of its workspace
                hint: an agent uses personas for all and those of its own workspace; see `persona list`
            more/agents.yaml:4:5: `skills` of agents `acme/A`: there is no skill `Own` for all or of its workspace
                hint: an agent uses skills for all and those of its own workspace; see `skill list`
            [exit 1]
            "
    );
    automatos.file(
        "more/agents.yaml",
        file(
            "agents",
            "  - {workspace: beta, name: A, persona: own, skills: [Own]}\n",
        ),
    );
    automatos.run("seed apply --dir more").ok();
    automatos.run("seed plan --dir more --exit-code").ok();
}

#[test]
fn only_approved_plugins_can_be_enabled() {
    let automatos = set_up();
    insta::assert_snapshot!(
        refused(&automatos, "workspace_plugins", "  - {workspace: acme, plugin: draft}\n"),
        @"
            --- stderr ---
            error: the seed files have a problem; nothing was written
            more/workspace_plugins.yaml:4:5: `plugin` of workspace_plugins `acme/draft`: there is no approved plugin `draft` in the marketplace
                hint: upload it and have it approved first
            [exit 1]
            "
    );
}

#[test]
fn a_personal_workspace_has_only_its_owner() {
    let automatos = set_up();
    insta::assert_snapshot!(
        refused(&automatos, "workspace_members", "  - {workspace: of-ann, username: bob, role: viewer}\n"),
        @"
            --- stderr ---
            error: the seed files have a problem; nothing was written
            more/workspace_members.yaml:4:5: `bob` is in the personal workspace `of-ann` of somebody else
                hint: its owner is its only member: take the user out, or write `kind: organization`
            [exit 1]
            "
    );
}

#[test]
fn a_workspace_keeps_an_owner() {
    let automatos = set_up();
    insta::assert_snapshot!(
        refused(
            &automatos,
            "workspace_members",
            "  - {workspace: beta, username: bob, role: editor}\n  - {workspace: platform, username: bob, role: admin}\n",
        ),
        @"
            --- stderr ---
            error: the seed files have 2 problems; nothing was written
            more/workspace_members.yaml:4:5: the workspace `beta` has no member with the role `owner`
                hint: at least one owner remains: add one to workspace_members
            more/workspace_members.yaml:5:5: the workspace `platform` has no member with the role `owner`
                hint: at least one owner remains: add one to workspace_members
            [exit 1]
            "
    );
}

#[test]
fn a_target_is_in_the_rules_own_workspace() {
    let automatos = set_up();
    insta::assert_snapshot!(
        refused(
            &automatos,
            "routing_rules",
            "  - {workspace: beta, name: x, target_agent: Agent 02}
  - {workspace: acme, name: y, target_workflow: nightly}
",
        ),
        @"
    --- stderr ---
    error: the seed files have 2 problems; nothing was written
    more/routing_rules.yaml:4:5: `target_agent` of routing_rules `beta/x`: there is no agent `Agent 02` in its workspace
        hint: add it to agents, or mend the name
    more/routing_rules.yaml:5:5: `target_workflow` of routing_rules `acme/y`: there is no workflow `nightly` in its workspace
        hint: add it to workflows, or mend the name
    [exit 1]
    "
    );
}

#[test]
fn what_an_operator_deleted_cannot_be_named() {
    let automatos = set_up();
    automatos.db.query("DELETE FROM composio_actions_cache; DELETE FROM composio_apps_cache WHERE app_name = 'SLACK'");
    let text = std::fs::read_to_string(automatos.path("fleet/agents.yaml")).unwrap();
    automatos.file(
        "fleet/agents.yaml",
        text + "  - {workspace: acme, name: New, tools: [{app_name: SLACK}]}\n",
    );
    insta::assert_snapshot!(automatos.run("seed apply --dir fleet").shown(), @"
            --- stderr ---
            error: the seed files have a problem; nothing was written
            fleet/agents.yaml:271:5: `tools` of agents `acme/New`: there is no app `SLACK` in the app cache
                hint: an operator deleted it: bring it back with `--restore`
            [exit 1]
            ");
}

#[test]
fn an_owner_must_be_a_user() {
    let automatos = set_up();
    insta::assert_snapshot!(
        refused(
            &automatos,
            "workspaces",
            "  - {slug: x, name: X, kind: personal, owner: nobody}\n",
        ),
        @"
            --- stderr ---
            error: the seed files have a problem; nothing was written
            more/workspaces.yaml:4:5: `owner` of workspaces `x`: there is no user `nobody`
                hint: add it to users, or mend the name
            [exit 1]
            "
    );
}
