//! What ships.

use std::path::PathBuf;

use crate::seed::{Kind, load, schema, sources};

fn folder() -> PathBuf {
    PathBuf::from("/work/main/seed-data")
}

#[test]
fn what_ships_has_no_problem() {
    let sources = sources(&[folder()]).unwrap();
    let seeds = load(&sources, &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    for kind in Kind::ALL {
        let count = seeds.items.iter().filter(|item| item.kind == *kind).count();
        println!("{kind}: {count}");
    }
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
