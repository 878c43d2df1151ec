//! Seeds without a problem: what comes of them, and in which order.

use serde_json::{Value, json};

use super::{outdented, write};
use crate::seed::{Item, Mode, load, sources};

pub fn loaded(files: &[(&str, &str)]) -> Vec<Item> {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<_> = files
        .iter()
        .map(|(name, text)| (*name, outdented(text)))
        .collect();
    let bytes: Vec<_> = texts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    write(folder.path(), &bytes);
    let variables = |name: &str| (name == "HOST").then(|| "db.example".to_owned());
    let sources = sources(&[folder.path().to_owned()]).unwrap();
    load(&sources, &variables)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .items
}

pub fn keys(items: &[Item]) -> Vec<String> {
    items
        .iter()
        .map(|item| format!("{} {}", item.kind, item.key))
        .collect()
}

#[test]
fn an_item_has_the_fields_of_its_file_and_no_others() {
    let items = loaded(&[(
        "personas.yaml",
        "
        version: 1
        kind: personas
        mode: create
        set: my-own
        items:
          - slug: a
            name: A
            system_prompt: |
              Be kind.
            category: Support
            description: null
            tags: []
            suggested_temperature: 1.0
        ",
    )]);
    let item = &items[0];
    let expected = json!({
        "slug": "a", "name": "A", "system_prompt": "Be kind.\n", "category": "Support",
        "description": null, "tags": [], "suggested_temperature": 1,
    });
    assert_eq!(Value::Object(item.fields.clone()), expected);
    assert_eq!(
        (item.mode, item.set.as_str(), item.key.as_str()),
        (Mode::Create, "my-own", "a")
    );
    assert_eq!((item.place.line, item.place.column), (6, 5));
}

#[test]
fn kinds_come_in_the_order_of_loading_and_parents_before_children() {
    let items = loaded(&[
        (
            "plugin_categories.yaml",
            "
            version: 1
            kind: plugin_categories
            items:
              - {slug: testing, name: Testing, parent: development}
              - {slug: development, name: Development}
            ",
        ),
        (
            "patterns.yaml",
            "
            version: 1
            kind: patterns
            items:
              - {name: P, pattern_type: decision_making}
            ",
        ),
        (
            "skills/b.yaml",
            "{version: 1, kind: skills, items: [{name: B, skill_type: technical}]}",
        ),
        (
            "skills/a.yaml",
            "{version: 1, kind: skills, items: [{name: A, skill_type: technical}]}",
        ),
        (
            "skills.ndjson",
            r#"{"name": "C", "skill_type": "technical"}"#,
        ),
    ]);
    assert_eq!(
        keys(&items),
        [
            "skills A",
            "skills B",
            "skills C",
            "patterns P",
            "plugin_categories development",
            "plugin_categories testing",
        ]
    );
    assert_eq!(items[3].fields["pattern_type"], "decision");
}

#[test]
fn variables_are_replaced_in_short_texts_and_stay_in_long_ones() {
    let items = loaded(&[
        (
            "personas.yaml",
            "
            version: 1
            kind: personas
            items:
              - slug: a
                name: On ${HOST} at ${PORT:-5432}, not $${HOST}
                system_prompt: Say ${HOST}.
                category: Support
                description: On ${HOST}
            ",
        ),
        (
            "system_settings.yaml",
            r#"
            version: 1
            kind: system_settings
            items:
              - category: a
                key: b
                value_type: string
                default_value: http://${HOST}
              - category: a
                key: n
                value_type: number
                value: ${PORT:-80}
                validation_rules: {pattern: "\\S|${1}"}
            "#,
        ),
        (
            "patterns.ndjson",
            r#"{"name": "${HOST}", "pattern_type": "decision", "pattern_data": {"a": "${HOST}"}}"#,
        ),
    ]);
    assert_eq!(items[0].fields["default_value"], "http://db.example");
    assert_eq!(items[1].fields["value"], "80");
    assert_eq!(items[1].fields["validation_rules"]["pattern"], r"\S|${1}");
    assert_eq!(items[2].key, "db.example");
    assert_eq!(items[2].fields["pattern_data"], json!({"a": "${HOST}"}));
    assert_eq!(
        items[3].fields["name"],
        "On db.example at 5432, not ${HOST}"
    );
    assert_eq!(items[3].fields["system_prompt"], "Say ${HOST}.");
    assert_eq!(items[3].fields["description"], "On ${HOST}");
}

#[test]
fn a_setting_is_given_as_the_text_of_its_column() {
    let items = loaded(&[(
        "system_settings.yaml",
        "
        version: 1
        kind: system_settings
        items:
          - {category: a, key: n, value_type: number, default_value: 1.50}
          - {category: a, key: t, value_type: number, default_value: '1.50'}
          - {category: a, key: b, value_type: boolean, default_value: true}
          - {category: a, key: j, value_type: json, default_value: {b: [1.0], a: null}}
          - {category: a, key: z, value_type: string, default_value: null}
        ",
    )]);
    let values: Vec<_> = items
        .iter()
        .map(|item| item.fields["default_value"].clone())
        .collect();
    assert_eq!(
        Value::Array(values),
        json!(["1.5", "1.50", "true", r#"{"a":null,"b":[1]}"#, null])
    );
}

#[test]
fn aliases_stand_for_what_they_name() {
    let items = loaded(&[(
        "skills.yaml",
        "
        version: 1
        kind: skills
        items:
          - {name: A, skill_type: technical, tags: &tags [x, y]}
          - {name: B, skill_type: technical, tags: *tags}
        ",
    )]);
    assert_eq!(items[0].fields["tags"], items[1].fields["tags"]);
}
