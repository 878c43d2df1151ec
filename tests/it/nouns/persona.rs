//! Personas, and whose they are.

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn personas_are_filtered_by_category_and_tag() {
    let automatos = Automatos::reading();
    assert_snapshot!(automatos.run("persona list --category support").ok().shown(), @"
    ┌───────────────────┬───────────────────┬──────────┬───────────────────────────────────────────────────────────────────┐
    │ SLUG              ┆ NAME              ┆ CATEGORY ┆ TAGS                                                              │
    ╞═══════════════════╪═══════════════════╪══════════╪═══════════════════════════════════════════════════════════════════╡
    │ community-manager ┆ Community Manager ┆ support  ┆ community, moderation, forums, events, feedback                   │
    │ support-engineer  ┆ Support Engineer  ┆ support  ┆ troubleshooting, tickets, debugging, customer-support, escalation │
    │ technical-writer  ┆ Technical Writer  ┆ support  ┆ documentation, tutorials, api-reference, editing, knowledge-base  │
    └───────────────────┴───────────────────┴──────────┴───────────────────────────────────────────────────────────────────┘
    ");
    let slugs = |flags: &str| {
        automatos
            .run(&format!("persona list {flags} -o json"))
            .ok()
            .column("slug")
    };
    assert_eq!(slugs("--category sales").len(), 4);
    assert_eq!(slugs("--tag code-review"), ["code-reviewer"]);
    assert!(slugs("--category sales --tag code-review").is_empty());
    assert_eq!(slugs("").len(), 15);
}

#[test]
fn a_persona_is_found_by_slug_name_or_id() {
    let automatos = Automatos::reading();
    let by_slug = automatos
        .run("persona show code-reviewer -o json")
        .ok()
        .data();
    let id = by_slug["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        automatos
            .run("persona show 'Code Reviewer' -o json")
            .ok()
            .data(),
        by_slug
    );
    assert_eq!(
        automatos
            .run(&format!("persona show {id} -o json"))
            .ok()
            .data(),
        by_slug
    );
    let shown = automatos.run("persona show code-reviewer").ok().stdout();
    let prompt = by_slug["system_prompt"]
        .as_str()
        .expect("a prompt")
        .trim_end();
    assert!(shown.ends_with(&format!("\n\n{prompt}\n")), "{shown}");
    automatos
        .run("persona show 00000000-0000-7000-8000-00000000ffff")
        .ends_with(5);
}

#[test]
fn a_workspace_sees_its_own_personas_and_the_global_ones() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.run("workspace create globex").ok();
    automatos.db.execute(
        "INSERT INTO personas (slug, name, system_prompt, category, source, scope, workspace_id) \
         SELECT 'house-' || slug, 'House Voice', 'Speak.', 'support', 'custom', 'workspace', id \
         FROM workspaces WHERE slug IN ('acme', 'globex')",
    );
    let slugs = |flags: &str| {
        automatos
            .run(&format!("persona list --category support {flags} -o json"))
            .ok()
            .column("slug")
    };
    assert_eq!(
        slugs("-w acme"),
        [
            "community-manager",
            "house-acme",
            "support-engineer",
            "technical-writer"
        ]
    );
    assert_eq!(slugs("").len(), 5);
    let mut by_variable = automatos.command("persona list --category support -o json");
    by_variable.env("AUTOMATOS_WORKSPACE", "globex");
    assert!(
        crate::support::Ran::of(by_variable)
            .ok()
            .column("slug")
            .contains(&"house-globex".to_owned())
    );
    assert_snapshot!(automatos.run("persona show 'House Voice'").ends_with(5).shown(), @"
    --- stderr ---
    error: more than one persona goes by `House Voice`
    hint: name it by its id; see `automatos persona list -o json`
    [exit 5]
    ");
}
