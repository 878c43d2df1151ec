//! The data that ships: as much as promised, and in the database as it is in the files.

mod agents;
mod platform;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::Database;

/// The items of a kind, from its files.
fn items(kind: &str) -> Vec<Value> {
    let folder = Path::new("seed-data");
    let mut files = vec![folder.join(format!("{kind}.yaml"))];
    if let Ok(entries) = fs::read_dir(folder.join(kind)) {
        files = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
    }
    let mut items = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a seed file");
        let mut document: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(document["kind"], kind, "{}", file.display());
        items.append(document["items"].as_array_mut().expect("items"));
    }
    items
}

/// The rows of a table by `key`, as JSON.
fn rows(table: &str, key: &str) -> BTreeMap<String, Value> {
    let sql = format!("SELECT {key} AS key, to_jsonb(t) AS row FROM {table} t ORDER BY 1");
    let text = Database::shared().query(&sql);
    text.lines()
        .map(|line| {
            let (key, row) = line.split_once('|').expect("a key and a row");
            (key.to_owned(), serde_json::from_str(row).expect("JSON"))
        })
        .collect()
}

/// Every item is a row, every row is an item, and every field an item has is what the row has.
fn assert_read_back(kind: &str, table: &str, keys: &[&str]) -> Vec<Value> {
    let sql: Vec<String> = keys.iter().map(|key| format!("t.{key}")).collect();
    let mut rows = rows(table, &sql.join(" || '/' || "));
    let items = items(kind);
    for item in &items {
        let parts: Vec<&str> = keys
            .iter()
            .map(|key| item[*key].as_str().expect("a key"))
            .collect();
        let name = parts.join("/");
        let row = rows
            .remove(&name)
            .unwrap_or_else(|| panic!("{kind} {name} has no row"));
        for (field, wanted) in item.as_object().expect("fields") {
            if field == "parent" {
                continue;
            }
            let (wanted, found) = (number_as_float(wanted), number_as_float(&row[field]));
            assert_eq!(found, wanted, "{kind} {name}: {field}");
        }
    }
    assert!(
        rows.is_empty(),
        "{table} has rows that no file has: {:?}",
        rows.keys()
    );
    items
}

/// `1` and `1.0` are the same number.
fn number_as_float(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64().expect("a number")),
        Value::Array(items) => items.iter().map(number_as_float).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), number_as_float(value)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

/// How many items have each value of a field.
fn count_by(items: &[Value], field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts
            .entry(item[field].as_str().expect("a word").to_owned())
            .or_default() += 1;
    }
    counts
}

fn counts<const N: usize>(pairs: [(&str, usize); N]) -> BTreeMap<String, usize> {
    pairs
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

fn names(items: &[Value], field: &str) -> Vec<String> {
    let mut names: Vec<String> = items
        .iter()
        .map(|item| item[field].as_str().expect("a name").to_owned())
        .collect();
    names.sort();
    names
}

/// The names in a line, in order.
fn sorted(line: &str) -> Vec<String> {
    let mut names: Vec<String> = line.split(", ").map(ToOwned::to_owned).collect();
    names.sort();
    names
}
