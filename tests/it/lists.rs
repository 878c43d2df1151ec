//! Lists: pages by key, orders, searching, filters.

use crate::support::Automatos;

/// Every `list` with the column that names its rows and how many there are.
const LISTS: &[(&str, &str, usize)] = &[
    ("persona list", "slug", 15),
    ("skill list", "name", 32),
    ("pattern list", "name", 5),
    ("category list", "slug", 27),
    ("credential type list", "name", 17),
    ("setting list", "name", 0),
    ("model list", "model_id", 0),
    ("workspace list", "slug", 1),
    ("agent list", "name", 0),
    ("user list", "username", 0),
];

const SORTS: &[&str] = &["name", "-name", "created", "-created"];

#[test]
fn walking_the_pages_loses_and_repeats_nothing_in_every_order() {
    let automatos = Automatos::reading();
    for (list, column, _) in LISTS {
        for sort in SORTS {
            let whole = automatos
                .run(&format!("{list} --limit 0 --sort {sort} -o json"))
                .ok();
            let (names, whole) = (whole.column(column), whole.column("id"));
            let size = whole.len() / 3 + 1;
            let mut walked = Vec::new();
            let mut after = String::new();
            loop {
                let page = automatos
                    .run(&format!(
                        "{list} --limit {size} --sort {sort} -o json{after}"
                    ))
                    .ok();
                walked.extend(page.column("id"));
                match &page.json()["next"] {
                    serde_json::Value::String(cursor) => after = format!(" --after '{cursor}'"),
                    _ => break,
                }
                assert!(
                    walked.len() <= whole.len(),
                    "{list} --sort {sort} does not end"
                );
            }
            assert_eq!(walked, whole, "{list} --sort {sort}");
            assert_eq!(names.len(), whole.len());
        }
    }
}

#[test]
fn an_order_can_be_turned_round() {
    let automatos = Automatos::reading();
    for (list, _, count) in LISTS {
        for sort in ["name", "created"] {
            let forward = automatos
                .run(&format!("{list} --limit 0 --sort {sort} -o json"))
                .ok()
                .column("id");
            let mut back = automatos
                .run(&format!("{list} --limit 0 --sort=-{sort} -o json"))
                .ok()
                .column("id");
            back.reverse();
            assert_eq!(forward, back, "{list} --sort {sort}");
            assert!(
                *count == 0 || forward.len() == *count,
                "{list}: {}",
                forward.len()
            );
        }
    }
}

#[test]
fn rows_that_come_and_go_between_pages_shift_nothing() {
    let automatos = Automatos::new();
    for slug in ["alpha", "bravo", "charlie", "delta"] {
        automatos.run(&format!("workspace create {slug}")).ok();
    }
    let first = automatos.run("workspace list --limit 2 -o json").ok();
    assert_eq!(first.column("slug"), ["alpha", "bravo"]);
    let next = first.json()["next"]
        .as_str()
        .expect("there is more")
        .to_owned();
    automatos.run("workspace create aaron").ok();
    automatos
        .db
        .execute("UPDATE workspaces SET deleted_at = now() WHERE slug = 'bravo'");
    let second = automatos
        .run(&format!(
            "workspace list --limit 2 -o json --after '{next}'"
        ))
        .ok();
    assert_eq!(second.column("slug"), ["charlie", "delta"]);
}

#[test]
fn the_end_of_a_list_has_no_cursor_and_a_full_page_before_it_has() {
    let automatos = Automatos::reading();
    let page = |limit: u32| {
        automatos
            .run(&format!("pattern list --limit {limit} -o json"))
            .ok()
    };
    assert!(page(5).json()["next"].is_null());
    assert!(page(6).json()["next"].is_null());
    assert!(page(4).json()["next"].is_string());
    assert!(page(0).json()["next"].is_null());
    assert_eq!(page(4).stderr().lines().count(), 1);
}

#[test]
fn a_search_takes_its_text_literally() {
    let automatos = Automatos::new();
    for (slug, name) in [
        ("plain", "100 percent"),
        ("percent", "100%"),
        ("under", "a_b"),
        ("letter", "axb"),
        ("slash", "a\\b"),
    ] {
        automatos
            .run(&format!("workspace create {slug} --name '{name}'"))
            .ok();
    }
    let found = |text: &str| {
        automatos
            .run(&format!("workspace list --search '{text}' -o json"))
            .ok()
            .column("slug")
    };
    assert_eq!(found("%"), ["percent"]);
    assert_eq!(found("_"), ["under"]);
    assert_eq!(found("a_b"), ["under"]);
    assert_eq!(found("\\"), ["slash"]);
    assert_eq!(found("PERCENT"), ["percent", "plain"]);
    assert_eq!(found("100"), ["percent", "plain"]);
    assert!(found("'' OR true").is_empty());
}

#[test]
fn a_search_finds_text_in_every_list() {
    let automatos = Automatos::reading();
    for (list, text, column, found) in [
        ("persona list", "REVIEWER", "slug", "code-reviewer"),
        ("skill list", "threat mod", "name", "Threat Modeling"),
        ("pattern list", "consensus", "name", "Consensus Decision"),
        ("category list", "vulnerab", "slug", "security-scanning"),
        ("credential type list", "telegram", "name", "telegram_api"),
        ("setting list", "logging.level", "name", "logging.level"),
        ("model list", "haiku-4-5", "model_id", "claude-haiku-4-5"),
    ] {
        let names = automatos
            .run(&format!("{list} --search '{text}' --limit 0 -o json"))
            .ok()
            .column(column);
        assert!(
            names.iter().any(|name| name == found),
            "{list} --search '{text}': {names:?}"
        );
        let none = automatos
            .run(&format!("{list} --search zzzzzz -o json"))
            .ok();
        assert!(none.column(column).is_empty());
        assert!(none.json()["next"].is_null());
    }
}

#[test]
fn nothing_found_is_an_empty_list_and_no_error() {
    let automatos = Automatos::reading();
    let run = |format: &str| {
        automatos
            .run(&format!("persona list --category none -o {format}"))
            .ok()
            .shown()
    };
    insta::assert_snapshot!(run("table"), @"
    ┌──────┬──────┬──────────┬──────┐
    │ SLUG ┆ NAME ┆ CATEGORY ┆ TAGS │
    ╞══════╪══════╪══════════╪══════╡
    └──────┴──────┴──────────┴──────┘
    ");
    insta::assert_snapshot!(run("json"), @r#"
    {
      "schema_version": 1,
      "ok": true,
      "data": [],
      "next": null
    }
    "#);
    insta::assert_snapshot!(run("yaml"), @"[]");
    insta::assert_snapshot!(run("csv"), @"slug,name,category,tags");
    insta::assert_snapshot!(run("ndjson"), @"");
    insta::assert_snapshot!(run("table --no-header"), @"");
}

#[test]
fn a_cursor_of_another_order_or_list_is_refused() {
    let automatos = Automatos::reading();
    let next = automatos.run("persona list --limit 1 -o json").ok().json()["next"]
        .as_str()
        .expect("more")
        .to_owned();
    automatos
        .run(&format!("persona list --sort created --after '{next}'"))
        .ends_with(2);
    automatos
        .run(&format!("skill list --after '{next}'"))
        .ends_with(2);
}
