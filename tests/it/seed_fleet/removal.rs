//! Fleets shrink, with the same guards as everything that is seeded.

use super::environment::{self, automatos, file};

#[test]
fn agents_that_the_files_no_longer_name_go_or_are_switched_off() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    automatos
        .db
        .query("UPDATE agents SET description = 'mine' WHERE name = 'Agent 06'");
    let items = environment::agents(2);
    automatos.file(
        "less/agents.yaml",
        file("agents", &items).replace("items:", "mode: sync\nitems:"),
    );
    insta::assert_snapshot!(automatos.run("seed apply --dir less --prune").shown(), @"
            --- stderr ---
            error: 17 rows would be removed, more than 10; nothing was written
            hint: look at `seed plan --prune`; allow it with `--max-delete 17`
            [exit 5]
            ");
    automatos
        .run("seed apply --dir less --prune --max-delete 20")
        .ok();
    insta::assert_snapshot!(
        automatos.db.query("SELECT a.name, a.status FROM agents a ORDER BY 1"),
        @"
            Agent 01|active
            Agent 02|inactive
            Agent 06|active
            Marketplace Helper|active
            "
    );
}

#[test]
fn a_plugin_that_an_agent_uses_stays_enabled() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    let none = "version: 1\nkind: workspace_plugins\nmode: sync\nitems: []\n";
    automatos.file("less/workspace_plugins.yaml", none);
    insta::assert_snapshot!(automatos.run("seed apply --dir less --prune").shown(), @"workspace_plugins: 0 created, 0 updated, 0 unchanged, 2 kept");
}

#[test]
fn the_last_owner_of_a_workspace_is_not_removed() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.run("seed apply --dir fleet").ok();
    let none = "version: 1\nkind: workspace_members\nmode: sync\nitems: []\n";
    automatos.file("less/workspace_members.yaml", none);
    insta::assert_snapshot!(automatos.run("seed apply --dir less --prune").shown(), @"
            --- stderr ---
            error: the seed files have a problem; nothing was written
            less/workspace_members.yaml: the workspace `beta` has no member with the role `owner`
                hint: at least one owner remains: add one to workspace_members
            [exit 1]
            ");
    let members = "SELECT count(*) FROM workspace_members";
    assert_eq!(automatos.db.query(members), "8");
}

#[test]
fn a_deleted_workspace_keeps_its_slug() {
    let automatos = automatos();
    environment::write(&automatos);
    automatos.db.query(
        "INSERT INTO workspaces (slug, name, kind, deleted_at) VALUES ('acme', 'Old', 'organization', now())",
    );
    insta::assert_snapshot!(automatos.run("seed apply --dir fleet --only users,workspaces").shown(), @"
            --- stderr ---
            error: 1 of 3 new workspaces (`acme`, `beta`, `of-ann`…) cannot be created, since their keys are taken; nothing was written
            hint: a deleted workspace keeps its slug: restore it, purge it, or choose another slug
            [exit 5]
            ");
}
