//! What ships.

use std::path::{Path, PathBuf};

use crate::seed::{Kind, load, schema, sources};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seed-data")
}

#[test]
fn what_ships_is_whole_and_has_no_problem() {
    let sources = sources(&[folder()]).unwrap();
    let seeds = load(&sources, &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    let count = |kind| seeds.items.iter().filter(|item| item.kind == kind).count();
    let fixed = [
        (Kind::CredentialTypes, 17),
        (Kind::Skills, 32),
        (Kind::Patterns, 5),
        (Kind::Personas, 15),
        (Kind::PluginCategories, 27),
    ];
    for (kind, expected) in fixed {
        assert_eq!(count(kind), expected, "{kind}");
    }
    assert!((35..=50).contains(&count(Kind::SystemSettings)));
    assert!((18..=25).contains(&count(Kind::LlmModels)));
}

#[test]
fn what_ships_meets_the_published_schemas() {
    for source in sources(&[folder()]).unwrap() {
        let kind = source.kind().unwrap();
        let text = std::io::read_to_string(source.open().unwrap()).unwrap();
        let value: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let validator = jsonschema::draft202012::new(&schema(kind)).unwrap();
        let problems: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{}: {problems:#?}", source.name());
    }
}

#[test]
fn a_schema_refuses_what_the_tool_refuses() {
    let validator = jsonschema::draft202012::new(&schema(Kind::Personas)).unwrap();
    let persona =
        serde_json::json!({"slug": "a", "name": "A", "system_prompt": "x", "category": "c"});
    let file = |item: &serde_json::Value| serde_json::json!({"version": 1, "kind": "personas", "items": [item]});
    assert!(validator.is_valid(&file(&persona)));
    for (field, bad) in [
        ("slug", serde_json::json!("Not A Slug")),
        ("name", serde_json::json!("")),
        ("nickname", serde_json::json!("x")),
        ("tags", serde_json::Value::Null),
        ("suggested_temperature", serde_json::json!(3)),
        ("voice_description", serde_json::json!("v".repeat(501))),
        ("scope", serde_json::json!("all")),
    ] {
        let mut wrong = persona.clone();
        wrong[field] = bad;
        assert!(!validator.is_valid(&file(&wrong)), "{field}");
    }
    let mut null = persona.clone();
    null["description"] = serde_json::Value::Null;
    assert!(validator.is_valid(&file(&null)));
}
