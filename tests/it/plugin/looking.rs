//! Lists, searches and single plugins.

use insta::assert_snapshot;

use super::{agent, approved, uploaded};
use crate::support::Automatos;

#[test]
fn the_category_tree_counts_what_the_marketplace_shows() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    approved(&automatos, "probe", "1.0.0");
    uploaded(&automatos, "pending", "1.0.0", &[]);
    automatos
        .run("plugin update probe --category development")
        .ok();
    let tree = automatos.run("category tree").ok();
    assert_snapshot!(tree.stdout().lines().take(4).collect::<Vec<_>>().join("\n"), @"
    Development (development): 2 plugins
    ├── Code Review (development-code-review)
    ├── Testing (development-testing): 1 plugin
    └── Documentation (development-documentation)
    ");
}

#[test]
fn pages_of_every_order_lose_and_repeat_nothing() {
    let automatos = Automatos::new();
    for slug in ["delta", "alpha", "echo", "bravo", "charlie"] {
        uploaded(&automatos, slug, "1.0.0", &[]);
    }
    automatos.db.execute(
        "UPDATE marketplace_plugins SET enable_count = CASE slug WHEN 'echo' THEN 9 WHEN 'alpha' THEN 9 \
         WHEN 'bravo' THEN 3 ELSE 0 END",
    );
    for sort in ["name", "newest", "popular"] {
        let list = |rest: &str| {
            automatos
                .run(&format!("plugin list --sort {sort} -o json {rest}"))
                .ok()
        };
        let whole = list("").column("slug");
        let mut walked = Vec::new();
        let mut after = String::new();
        loop {
            let page = list(&format!("--limit 2 {after}"));
            walked.extend(page.column("slug"));
            match &page.json()["next"] {
                serde_json::Value::String(cursor) => after = format!("--after '{cursor}'"),
                _ => break,
            }
            assert!(walked.len() <= 5, "{sort} does not end");
        }
        assert_eq!(walked, whole, "{sort}");
        match sort {
            "name" => assert_eq!(whole, ["alpha", "bravo", "charlie", "delta", "echo"]),
            "newest" => assert_eq!(whole, ["charlie", "bravo", "echo", "alpha", "delta"]),
            _ => assert_eq!(whole[2], "bravo"),
        }
        if sort != "name" {
            automatos
                .run(&format!("plugin list --sort {sort} --after nonsense"))
                .ends_with(2);
        }
    }
}

#[test]
fn the_marketplace_is_what_is_approved_and_active_in_a_category_or_its_group() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    approved(&automatos, "hidden", "1.0.0");
    uploaded(&automatos, "draft", "1.0.0", &[]);
    automatos.run("plugin deactivate hidden").ok();
    let slugs = |line: &str| {
        automatos
            .run(&format!("{line} -o json"))
            .ok()
            .column("slug")
    };
    assert_eq!(slugs("plugin list"), ["check", "draft", "hidden"]);
    assert_eq!(slugs("plugin list --marketplace"), ["check"]);
    assert_eq!(slugs("plugin list --approval pending"), ["draft"]);
    assert_eq!(
        slugs("plugin list --security safe --active"),
        ["check", "draft"]
    );
    // Their tag says so.
    assert_eq!(
        slugs("plugin list --marketplace --category development"),
        ["check"]
    );
    assert_eq!(
        slugs("plugin list --category development-testing --tag testing").len(),
        3
    );
    assert!(slugs("plugin list --category data").is_empty());
    assert!(slugs("plugin list --tag nothing").is_empty());
    assert_eq!(slugs("plugin search check"), ["check"]);
    assert_eq!(slugs("plugin search TESTING"), ["check"]);
    assert_eq!(slugs("plugin search draft --all"), ["draft"]);
    assert!(slugs("plugin search %").is_empty());
    automatos.run("plugin list --category nowhere").ends_with(5);
    automatos
        .run("plugin list --marketplace --inactive")
        .ends_with(2);
}

#[test]
fn a_plugin_is_shown_with_its_skills_its_digest_and_who_enabled_it() {
    let automatos = Automatos::new();
    agent(&automatos, &["check"]);
    let data = automatos.run("plugin show check -o json").ok().data();
    assert_eq!(data["skills"][0], "check-skill");
    assert_eq!(data["workspaces"][0]["workspace"], "acme");
    assert_eq!(data["enable_count"], 1);
    assert_eq!(
        data["selected"]["contents"]["files"]
            .as_array()
            .expect("a list")
            .len(),
        2
    );
    let id = data["id"].as_str().expect("an id");
    assert_eq!(
        automatos
            .run(&format!("plugin show {id} -o json"))
            .ok()
            .data(),
        data
    );
    assert_eq!(
        automatos
            .run("plugin show 'check plugin' -o json")
            .ok()
            .data(),
        data
    );
    let text = automatos.run("plugin show check@1.0.0").ok().stdout();
    assert!(text.contains("  skills     check-skill\n"), "{text}");
    assert!(text.contains("enabled in acme by tester"), "{text}");
    assert_snapshot!(automatos.run("plugin show check@2.0.0").ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` has no version 2.0.0
    hint: there is: 1.0.0
    [exit 5]
    ");
    assert_snapshot!(automatos.run("plugin show chek").ends_with(5).shown(), @"
    --- stderr ---
    error: there is no plugin `chek`
    hint: did you mean `check`?
    [exit 5]
    ");
}

#[test]
fn history_is_paged_from_the_newest() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    automatos.run("plugin deactivate check").ok();
    let first = automatos.run("plugin history check --limit 2 -o json").ok();
    assert_eq!(first.column("action"), ["deactivate", "approve"]);
    let next = first.json()["next"]
        .as_str()
        .expect("there is more")
        .to_owned();
    let rest = automatos
        .run(&format!("plugin history check -o json --after '{next}'"))
        .ok();
    assert_eq!(rest.column("action"), ["scan", "upload"]);
    automatos.run("plugin history nobody").ends_with(5);
}
