//! Two seed sets that name one row: each owns its fields.

use crate::seed_state::State;
use crate::support::Automatos;

fn with_sets() -> Automatos {
    let tool = Automatos::new();
    tool.file("base/personas.yaml", base("description: from base"));
    tool.file("team/personas.yaml", team("[team]"));
    tool
}

fn base(field: &str) -> String {
    format!(
        "version: 1\nkind: personas\nmode: sync\nset: base\nitems:\n  \
         - {{slug: shared, name: Shared, category: sets, system_prompt: p, {field}}}\n  \
         - {{slug: base-only, name: Base, category: sets, system_prompt: p}}\n"
    )
}

fn team(tags: &str) -> String {
    format!(
        "version: 1\nkind: personas\nmode: sync\nset: team\nitems:\n  \
         - {{slug: shared, name: Shared, category: sets, system_prompt: p, tags: {tags}}}\n  \
         - {{slug: team-only, name: Team, category: sets, system_prompt: p}}\n"
    )
}

fn shared(tool: &Automatos) -> String {
    tool.db
        .query("SELECT description, tags FROM personas WHERE slug = 'shared'")
}

#[test]
fn each_set_updates_its_own_fields_and_neither_disturbs_the_other() {
    let tool = with_sets();
    tool.run("seed --dir base").ok();
    // The row is there already: what the other set wants of it has to be said once.
    tool.run("seed --dir team --on-conflict seed").ok();
    assert_eq!(shared(&tool), "from base|{team}");

    tool.file("base/personas.yaml", base("description: newer"));
    insta::assert_snapshot!(tool.run("seed --dir base").shown(), @"personas: 0 created, 1 updated, 1 unchanged");
    tool.file("team/personas.yaml", team("[team, newer]"));
    insta::assert_snapshot!(tool.run("seed --dir team").shown(), @"personas: 0 created, 1 updated, 1 unchanged");
    assert_eq!(shared(&tool), "newer|{team,newer}");

    let settled = State::of(&tool.db).rows_only().without("seed_runs");
    tool.run("seed --dir base").ok();
    tool.run("seed --dir team").ok();
    settled.assert_same(&State::of(&tool.db).rows_only().without("seed_runs"));
}

#[test]
fn an_operators_edit_is_kept_from_both_sets() {
    let tool = with_sets();
    tool.run("seed --dir base").ok();
    tool.run("seed --dir team --on-conflict seed").ok();
    tool.db
        .query("UPDATE personas SET tags = '{mine}', description = 'mine' WHERE slug = 'shared'");
    tool.file("base/personas.yaml", base("description: newer"));
    tool.file("team/personas.yaml", team("[newer]"));
    insta::assert_snapshot!(tool.run("seed plan --dir base").shown(), @r#"
    conflict personas shared
        conflict description: "mine" -> "newer"
    personas: 0 created, 0 updated, 1 unchanged, 1 conflicts
    "#);
    insta::assert_snapshot!(tool.run("seed plan --dir team").shown(), @r#"
    conflict personas shared
        conflict tags: ["mine"] -> ["newer"]
    personas: 0 created, 0 updated, 1 unchanged, 1 conflicts
    "#);
    tool.run("seed --dir base").ok();
    tool.run("seed --dir team").ok();
    assert_eq!(shared(&tool), "mine|{mine}");
}

#[test]
fn a_set_prunes_only_what_is_its_own() {
    let tool = with_sets();
    tool.run("seed --dir base").ok();
    tool.run("seed --dir team --on-conflict seed").ok();
    tool.file(
        "team/personas.yaml",
        "version: 1\nkind: personas\nmode: sync\nset: team\nitems:\n  \
         - {slug: third, name: Third, category: sets, system_prompt: p}\n",
    );
    // It did not make the shared row, and knows nothing of the other set's.
    insta::assert_snapshot!(tool.run("seed --dir team --prune").shown(), @"personas: 1 created, 0 updated, 0 unchanged, 1 kept, 1 removed");
    let left = tool
        .db
        .query("SELECT slug FROM personas WHERE category = 'sets' ORDER BY 1");
    assert_eq!(left, "base-only\nshared\nthird");
}

#[test]
fn a_row_that_another_set_still_names_is_not_pruned() {
    let tool = with_sets();
    tool.run("seed --dir base").ok();
    tool.run("seed --dir team --on-conflict seed").ok();
    tool.file(
        "base/personas.yaml",
        "version: 1\nkind: personas\nmode: sync\nset: base\nitems:\n  \
         - {slug: base-only, name: Base, category: sets, system_prompt: p}\n",
    );
    tool.run("seed --dir base --prune").ok();
    assert_eq!(shared(&tool), "from base|{team}");
}
