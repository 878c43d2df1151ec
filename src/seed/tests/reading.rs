//! Where seeds are read from, and how often.

use std::convert::Infallible;
use std::fmt::Write;
use std::fs;

use serde_json::json;

use super::good::{keys, loaded};
use super::{broken_bytes, write};
use crate::seed::{Kind, Mode, Source, Unread, check, load, sources};

#[test]
fn a_later_folder_adds_and_overrides_by_key() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let category = |slug: &str, name: &str| format!("  - {{slug: {slug}, name: {name}}}\n");
    let head = "version: 1\nkind: plugin_categories\nitems:\n";
    let lower = format!(
        "{head}{}{}",
        category("a", "One"),
        "  - {slug: b, name: B, parent: a}\n"
    );
    let upper = format!("{head}{}{}", category("b", "Two"), category("c", "Three"));
    write(one.path(), &[("plugin_categories.yaml", lower.as_bytes())]);
    write(two.path(), &[("plugin_categories.yaml", upper.as_bytes())]);
    let folders = [one.path().to_owned(), two.path().to_owned()];
    let sources = sources(&folders).unwrap();
    let seeds = load(&sources, &|_| None).unwrap();
    assert_eq!(
        keys(&seeds.items),
        [
            "plugin_categories a",
            "plugin_categories b",
            "plugin_categories c"
        ]
    );
    assert_eq!(
        seeds.items[1].fields,
        *json!({"slug": "b", "name": "Two"}).as_object().unwrap()
    );

    let checked = check(&sources, &|_| None).unwrap();
    let mut again = Vec::new();
    checked
        .each(Kind::PluginCategories, &mut |item| {
            again.push(item);
            Ok::<_, Infallible>(())
        })
        .unwrap();
    assert_eq!(again, seeds.items);
    assert_eq!(
        (checked.count(), checked.kinds()),
        (3, vec![Kind::PluginCategories])
    );
}

#[test]
fn json_lines_and_yaml_come_to_the_same() {
    let yaml = loaded(&[(
        "llm_models.yaml",
        "
        version: 1
        kind: llm_models
        mode: sync
        items:
          - provider: a
            model_id: m
            display_name: M
            context_window: 1000
            max_output_tokens: 100
            input_cost_per_1k_tokens: 0.00015
            capabilities: {text: true, sizes: [1, 2.50]}
            release_date: 2026-01-31
        ",
    )]);
    let lines = loaded(&[(
        "llm_models.ndjson",
        r#"
        {"version": 1, "kind": "llm_models", "mode": "sync"}

        {"provider": "a", "model_id": "m", "display_name": "M", "context_window": 1000, "max_output_tokens": 100, "input_cost_per_1k_tokens": 1.5e-4, "capabilities": {"sizes": [1.0, 2.5], "text": true}, "release_date": "2026-01-31"}
        "#,
    )]);
    assert_eq!(yaml[0].fields, lines[0].fields);
    assert_eq!(yaml[0].hash(&[]), lines[0].hash(&[]));
    assert_eq!((yaml[0].mode, lines[0].mode), (Mode::Sync, Mode::Sync));
    assert_eq!(yaml[0].key, "a/m");
}

#[test]
fn standard_input_may_be_either() {
    let folder = tempfile::tempdir().unwrap();
    let spooled = folder.path().join("spooled");
    for text in [
        "# seeds\nversion: 1\nkind: skills\nitems: [{name: A, skill_type: technical}]\n",
        "{\"version\": 1, \"kind\": \"skills\"}\n{\"name\": \"A\", \"skill_type\": \"technical\"}\n",
    ] {
        fs::write(&spooled, text).unwrap();
        let sources = [Source::standard_input(spooled.clone()).unwrap()];
        let seeds = load(&sources, &|_| None).unwrap();
        assert_eq!(keys(&seeds.items), ["skills A"]);
        assert_eq!(seeds.files[0].name, "-");
    }
    fs::write(
        &spooled,
        "{\"name\": \"A\", \"skill_type\": \"technical\"}\n",
    )
    .unwrap();
    let problems = load(&[Source::standard_input(spooled).unwrap()], &|_| None).unwrap_err();
    assert_eq!(
        problems.list[0].message,
        "the first line must say what kind the items are"
    );
}

#[test]
fn embedded_files_are_known_by_their_names() {
    let text = "version: 1\nkind: skills\nitems: [{name: A, skill_type: technical}]\n";
    let source = Source::embedded("seed-data/skills/a.yaml", text);
    assert_eq!(source.kind(), Some(Kind::Skills));
    let seeds = load(&[source], &|_| None).unwrap();
    assert_eq!(seeds.files[0].name, "seed-data/skills/a.yaml");
    assert_eq!(seeds.files[0].sha256.len(), 64);
}

#[test]
fn a_file_that_changes_between_the_passes_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("skills.yaml");
    let head = "version: 1\nkind: skills\nitems:\n";
    fs::write(
        &path,
        format!("{head}  - {{name: A, skill_type: technical}}\n"),
    )
    .unwrap();
    let sources = sources(&[folder.path().to_owned()]).unwrap();
    let checked = check(&sources, &|_| None).unwrap();
    fs::write(
        &path,
        format!("{head}  - {{name: B, skill_type: technical}}\n"),
    )
    .unwrap();
    let result = checked.each(Kind::Skills, &mut |_| Ok::<_, Infallible>(()));
    assert!(matches!(result, Err(Unread::Changed(_))));
}

#[test]
fn whoever_takes_items_may_stop() {
    let text = "version: 1\nkind: skills\nitems: [{name: A, skill_type: technical}, {name: B, skill_type: technical}]\n";
    let sources = [Source::embedded("skills.yaml", text)];
    let checked = check(&sources, &|_| None).unwrap();
    let result = checked.each(Kind::Skills, &mut |item| Err(item.key));
    assert!(matches!(result, Err(Unread::Taker(key)) if key == "A"));
}

#[test]
fn an_item_may_be_large_but_not_larger_than_16_mib() {
    let said = |megabytes: usize| {
        let folder = tempfile::tempdir().unwrap();
        let item = |name: &str, text: &str| {
            format!(
                "{{\"name\": \"{name}\", \"skill_type\": \"technical\", \"description\": \"{text}\"}}\n"
            )
        };
        let text = item("A", "small") + &item("B", &"x".repeat(megabytes * 1024 * 1024));
        write(folder.path(), &[("skills.ndjson", text.as_bytes())]);
        let sources = sources(&[folder.path().to_owned()]).unwrap();
        check(&sources, &|_| None)
            .err()
            .map(|problems| problems.list)
    };
    assert_eq!(said(15), None);
    let problems = said(17).unwrap();
    assert_eq!(problems[0].message, "an item is larger than 16 MiB");
    assert_eq!((problems[0].line, problems[0].column), (2, 1));
}

#[test]
fn aliases_cannot_multiply_a_long_text() {
    let mut text = "version: 1\nkind: patterns\nitems:\n  - name: P\n    pattern_type: decision\n    pattern_data:\n      a: &a ".to_owned();
    text.push_str(&"x".repeat(900_000));
    text.push_str("\n      b: [");
    text.push_str(&"*a, ".repeat(10_000));
    text.push_str("]\n");
    let said = broken_bytes(&[("patterns.yaml", text.as_bytes())]);
    assert!(
        said.contains("aliases make this file grow too far"),
        "{}",
        said.len()
    );
}

#[test]
fn one_anchor_may_be_used_by_many_items() {
    let mut text = "version: 1\nkind: skills\nitems:\n".to_owned();
    text.push_str("  - {name: A, skill_type: technical, tags: &tags [x, y]}\n");
    for number in 0..5000 {
        writeln!(
            text,
            "  - {{name: B{number}, skill_type: technical, tags: *tags}}"
        )
        .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("skills.yaml", text.as_bytes())]);
    let sources = sources(&[folder.path().to_owned()]).unwrap();
    let seeds = load(&sources, &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(seeds.items.len(), 5001);
}

#[test]
fn nesting_has_an_end() {
    for (name, open, close) in [
        (
            "patterns.yaml",
            "version: 1\nkind: patterns\nitems: [{name: P, pattern_type: decision, pattern_data: {a: ",
            "}}]",
        ),
        (
            "patterns.ndjson",
            "{\"name\": \"P\", \"pattern_type\": \"decision\", \"pattern_data\": {\"a\": ",
            "}}",
        ),
    ] {
        let text = format!(
            "{open}{}{}{close}\n",
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        let said = broken_bytes(&[(name, text.as_bytes())]);
        assert!(said.contains("nested too deeply"), "{said}");
    }
}
