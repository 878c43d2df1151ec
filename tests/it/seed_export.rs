//! What is exported, what ships, and the schemas that both meet.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::seed_state::State;
use crate::support::Automatos;

const KINDS: [&str; 7] = [
    "credential_types",
    "system_settings",
    "llm_models",
    "skills",
    "patterns",
    "personas",
    "plugin_categories",
];

#[test]
fn what_is_exported_is_valid_and_seeding_it_changes_nothing() {
    let tool = Automatos::new();
    tool.db.query(
        "UPDATE personas SET name = 'It''s \"mine\"', tags = '{\"a b\",\"- x: {y}\"}', \
             system_prompt = E'two\\n\\nlines \\t# not a comment\\n', description = '${NOT_SET}' \
         WHERE slug = 'code-reviewer'; \
         UPDATE skills SET parameters = '{\"a\": [1, 2.5, null, {\"b\": \"${NOT_SET}\"}]}', \
             tools_schema = '[]' WHERE name = 'Encryption Management'; \
         INSERT INTO patterns (name, pattern_type) VALUES ('Own: \"${NOT_SET}\" $${x}', 'decision')",
    );
    tool.run("seed export --to out").ok();
    tool.run("seed validate --dir out").ok();
    let before = tool
        .db
        .query("SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM personas t");
    let plan = tool.run("seed plan --dir out -o json").ok().json();
    for kind in plan["data"]["kinds"].as_array().unwrap() {
        for count in [
            "created",
            "updated",
            "kept",
            "conflicts",
            "removed",
            "deactivated",
        ] {
            assert_eq!(kind[count], 0, "{kind}");
        }
    }
    tool.run("seed --dir out").ok();
    let after = tool
        .db
        .query("SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM personas t");
    assert_eq!(before, after);
    // It is the same text each time.
    tool.run("seed export --to again").ok();
    for kind in KINDS {
        let read = |folder| std::fs::read_to_string(tool.path(&format!("{folder}/{kind}.yaml")));
        assert_eq!(read("out").unwrap(), read("again").unwrap());
    }
}

#[test]
fn an_export_sets_up_an_empty_database_alike() {
    let tool = Automatos::new();
    tool.db
        .query("UPDATE personas SET name = 'Mine' WHERE slug = 'code-reviewer'");
    tool.run("seed export --to out").ok();
    let other = Automatos::new();
    let tables = KINDS.join(", ");
    other
        .db
        .query(&format!("TRUNCATE {tables}, seed_entries CASCADE"));
    let out = tool.path("out");
    other.run(&format!("seed --dir {}", out.display())).ok();
    let meaning = |tool: &Automatos| {
        let mut meaning = State::of(&tool.db).meaning(&KINDS);
        // Parents are named by their ids, which differ.
        meaning.remove("plugin_categories");
        meaning
    };
    assert_eq!(meaning(&tool), meaning(&other));
    let parents = "SELECT c.slug, p.slug FROM plugin_categories c \
                   LEFT JOIN plugin_categories p ON p.id = c.parent_id ORDER BY 1";
    assert_eq!(tool.db.query(parents), other.db.query(parents));
}

fn seed_data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seed-data")
}

#[test]
fn the_schema_of_each_kind_is_the_committed_one() {
    let tool = Automatos::new();
    for kind in KINDS {
        let printed = tool.run(&format!("seed schema {kind}")).ok().stdout();
        let path = seed_data().join("schema").join(format!("{kind}.json"));
        let committed = std::fs::read_to_string(&path).unwrap();
        assert_eq!(printed, committed, "{}", path.display());
    }
}

/// Every YAML file below a folder.
fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    found.extend(folders.iter().flat_map(|folder| yaml_files(folder)));
    found.sort();
    found
}

#[test]
fn shipped_files_name_their_schema_and_meet_it() {
    let mut kinds = BTreeSet::new();
    for path in yaml_files(&seed_data()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let named = text
            .lines()
            .next()
            .unwrap()
            .strip_prefix("# yaml-language-server: $schema=");
        let named = named.unwrap_or_else(|| panic!("{} names no schema", path.display()));
        let schema = path.parent().unwrap().join(named);
        let schema = std::fs::read_to_string(&schema).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let file: Value = serde_yaml::from_str(&text).unwrap();
        let problems: Vec<String> = validator
            .iter_errors(&file)
            .map(|e| e.to_string())
            .collect();
        assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
        kinds.insert(file["kind"].as_str().unwrap().to_owned());
        // It is a schema that says no.
        let mut wrong = file.clone();
        wrong["items"][0]["no_such_field"] = json!(1);
        assert!(!validator.is_valid(&wrong), "{}", path.display());
    }
    assert_eq!(kinds, KINDS.map(ToOwned::to_owned).into());
}

#[test]
fn an_export_meets_the_schema_too() {
    let tool = Automatos::new();
    tool.run("seed export --to out").ok();
    for kind in KINDS {
        let schema = tool.run(&format!("seed schema {kind}")).ok().stdout();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let text = std::fs::read_to_string(tool.path(&format!("out/{kind}.yaml"))).unwrap();
        let file: Value = serde_yaml::from_str(&text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let problems: Vec<String> = validator
            .iter_errors(&file)
            .map(|e| e.to_string())
            .collect();
        assert!(problems.is_empty(), "{kind}: {problems:#?}");
    }
}
