//! `--prune`: what it removes, and what guards the rest.

use crate::seed_state::State;
use crate::support::Automatos;

/// A file of personas in sync mode with these slugs.
fn personas(slugs: &[String]) -> String {
    let items: String = slugs
        .iter()
        .map(|slug| format!("  - {{slug: {slug}, name: N, category: pruning, system_prompt: p}}\n"))
        .collect();
    let items = if items.is_empty() {
        " []\n".to_owned()
    } else {
        format!("\n{items}")
    };
    format!("version: 1\nkind: personas\nmode: sync\nset: pruning\nitems:{items}")
}

fn slugs(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("p-{at:02}")).collect()
}

/// So many personas are seeded, then the file names only the first.
fn shrunk(count: usize) -> Automatos {
    let tool = Automatos::new();
    tool.file("seeds/personas.yaml", personas(&slugs(count)));
    tool.run("seed --dir seeds").ok();
    tool.file("seeds/personas.yaml", personas(&slugs(1)));
    tool
}

fn left(tool: &Automatos) -> String {
    tool.db.query(
        "SELECT string_agg(slug || CASE WHEN is_active THEN '' ELSE ' (inactive)' END, ', ' ORDER BY slug) \
         FROM personas WHERE category = 'pruning'",
    )
}

#[test]
fn rows_that_the_set_no_longer_names_are_removed() {
    let tool = shrunk(3);
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --prune --exit-code").shown(), @"
    removed personas p-01
    removed personas p-02
    personas: 0 created, 0 updated, 1 unchanged, 2 removed
    [exit 3]
    ");
    assert_eq!(left(&tool), "p-00, p-01, p-02");
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 1 unchanged, 2 removed");
    assert_eq!(left(&tool), "p-00");
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 1 unchanged");
    // It is forgotten: were it named again, it would be made again.
    tool.file("seeds/personas.yaml", personas(&slugs(2)));
    tool.run("seed --dir seeds").ok();
    assert_eq!(left(&tool), "p-00, p-01");
}

#[test]
fn edited_rows_stay() {
    let tool = shrunk(3);
    tool.db
        .query("UPDATE personas SET name = 'Mine' WHERE slug = 'p-01'");
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 1 unchanged, 1 kept, 1 removed");
    assert_eq!(left(&tool), "p-00, p-01");
}

#[test]
fn adopted_rows_stay() {
    let tool = Automatos::new();
    tool.db.query(
        "INSERT INTO personas (slug, name, category, system_prompt) VALUES ('p-01', 'N', 'pruning', 'p')",
    );
    tool.file("seeds/personas.yaml", personas(&slugs(3)));
    tool.run("seed --dir seeds").ok();
    tool.file("seeds/personas.yaml", personas(&slugs(1)));
    tool.run("seed --dir seeds --prune").ok();
    assert_eq!(left(&tool), "p-00, p-01");
}

#[test]
fn a_row_that_something_depends_on_is_deactivated() {
    let tool = shrunk(3);
    tool.db.query(
        "INSERT INTO agents (workspace_id, name, persona_id) \
         SELECT '00000000-0000-7000-8000-000000000001', 'agent', id FROM personas WHERE slug = 'p-02'",
    );
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 1 unchanged, 1 removed, 1 deactivated");
    assert_eq!(left(&tool), "p-00, p-02 (inactive)");
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 1 unchanged");
}

#[test]
fn more_than_allowed_is_an_error_that_writes_nothing() {
    let tool = shrunk(12);
    tool.file(
        "seeds/personas.yaml",
        personas(&[slugs(1), vec!["new".to_owned()]].concat()),
    );
    let before = State::of(&tool.db).rows_only();
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"
    --- stderr ---
    error: 11 rows would be removed, more than 10; nothing was written
    hint: look at `seed plan --prune`; allow it with `--max-delete 11`
    [exit 5]
    ");
    insta::assert_snapshot!(tool.run("seed plan --dir seeds --prune --max-delete 0").shown(), @"
    --- stderr ---
    error: 11 rows would be removed, more than 0; nothing was written
    hint: look at `seed plan --prune`; allow it with `--max-delete 11`
    [exit 5]
    ");
    before.assert_same(&State::of(&tool.db).rows_only());
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune --max-delete 11").shown(), @"personas: 1 created, 0 updated, 1 unchanged, 11 removed");
    assert_eq!(left(&tool), "new, p-00");
}

#[test]
fn a_file_in_another_mode_prunes_nothing() {
    let tool = shrunk(2);
    let text = personas(&slugs(1)).replace("mode: sync", "mode: upsert");
    tool.file("seeds/personas.yaml", text);
    tool.run("seed --dir seeds --prune").ok();
    assert_eq!(left(&tool), "p-00, p-01");
}

#[test]
fn a_file_that_names_nothing_any_more_prunes_all_of_its_set() {
    let tool = shrunk(2);
    tool.file("seeds/personas.yaml", personas(&[]));
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 0 unchanged, 2 removed");
    assert_eq!(left(&tool), "");
}

#[test]
fn a_group_goes_with_its_categories() {
    let tool = Automatos::new();
    let file = |items: &str| {
        format!("version: 1\nkind: plugin_categories\nmode: sync\nset: own\nitems:\n{items}")
    };
    let both =
        "  - {slug: g, name: G}\n  - {slug: g-a, name: A, parent: g}\n  - {slug: h, name: H}\n";
    tool.file("seeds/plugin_categories.yaml", file(both));
    tool.run("seed --dir seeds").ok();
    tool.file(
        "seeds/plugin_categories.yaml",
        file("  - {slug: h, name: H}\n"),
    );
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"plugin_categories: 0 created, 0 updated, 1 unchanged, 2 removed");
    let found = tool
        .db
        .query("SELECT slug, is_active FROM plugin_categories WHERE slug IN ('g', 'g-a')");
    assert_eq!(found, "");
}

#[test]
fn only_the_kinds_that_were_asked_for_are_pruned() {
    let tool = shrunk(2);
    tool.run("seed --dir seeds --prune --only skills").ok();
    assert_eq!(left(&tool), "p-00, p-01");
}

#[test]
fn what_ships_stays_whatever_folder_is_pruned() {
    let tool = Automatos::new();
    tool.run("seed").ok();
    let personas = |slugs: &[String]| personas(slugs).replace("set: pruning\n", "");
    tool.file("seeds/personas.yaml", personas(&slugs(2)));
    tool.run("seed --dir seeds").ok();
    tool.file("seeds/personas.yaml", personas(&slugs(1)));
    insta::assert_snapshot!(tool.run("seed --dir seeds --prune").shown(), @"personas: 0 created, 0 updated, 1 unchanged, 1 removed");
    assert_eq!(tool.db.query("SELECT count(*) FROM personas"), "16");
}
