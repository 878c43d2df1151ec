//! A scene of the merge: one item for each sort of field, its file, its operator and its runs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::support::{Automatos, Ran};

use super::fields::{FIELDS, FIRST, Field};

/// The command with a folder of seeds in which every field of [`FIELDS`] has an item.
pub struct Scene {
    pub tool: Automatos,
}

/// What the plan said of a row and its field, by the label of the field.
pub type Told = BTreeMap<&'static str, (String, Option<String>)>;

impl Scene {
    /// Seeded with these values of the fields; a field that may is left out for `None`.
    pub fn seeded_with(value: Option<usize>) -> Self {
        let scene = Self {
            tool: Automatos::new(),
        };
        scene.file(value);
        scene.tool.run("seed --dir seeds").ok();
        scene
    }

    /// Writes the files.
    pub fn file(&self, value: Option<usize>) {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for field in FIELDS {
            let value = value.or((!field.optional).then_some(FIRST));
            let head = || format!("version: 1\nkind: {}\nitems:\n", field.kind);
            let file = files.entry(field.kind).or_insert_with(head);
            file.push_str(&field.item(value));
        }
        let groups =
            "  - {slug: development, name: Development}\n  - {slug: devops, name: DevOps}\n";
        files
            .entry("plugin_categories")
            .and_modify(|file| file.push_str(groups));
        for (kind, text) in files {
            self.tool.file(&format!("seeds/{kind}.yaml"), text);
        }
    }

    /// An operator sets every field.
    pub fn operator_sets(&self, value: usize) {
        let mut sql = String::new();
        for field in FIELDS {
            let (table, row) = field.row.split_once(' ').expect("a table and a condition");
            write!(
                sql,
                "UPDATE {table} SET {} = {} {row}; ",
                field.column, field.sql[value]
            )
            .expect("a text takes more");
        }
        self.tool.db.query(&sql);
    }

    /// Every row has that value.
    #[track_caller]
    pub fn holds(&self, value: usize) {
        for field in FIELDS {
            self.field_holds(field, value);
        }
    }

    /// The row of a field has that value.
    #[track_caller]
    pub fn field_holds(&self, field: &Field, value: usize) {
        let Field { column, row, .. } = field;
        let sql = format!(
            "SELECT {column} IS NOT DISTINCT FROM {}, {column} FROM {row}",
            field.sql[value]
        );
        let found = self.tool.db.query(&sql);
        assert!(found.starts_with("t|"), "{}: {found}", field.label);
    }

    /// Plans and applies with these flags. The counts of both must agree; what the plan told of
    /// each field is answered.
    #[track_caller]
    pub fn run(&self, flags: &str) -> Told {
        let planned = self
            .tool
            .run(&format!("seed plan --dir seeds {flags} -o json"))
            .ok()
            .json();
        let applied = self
            .tool
            .run(&format!("seed --dir seeds {flags} -o json"))
            .ok()
            .json();
        assert_eq!(planned["data"]["kinds"], applied["data"]["kinds"]);
        told(&planned)
    }

    /// Applies with these flags, whatever comes of it.
    pub fn try_run(&self, flags: &str) -> Ran {
        self.tool.run(&format!("seed --dir seeds {flags}"))
    }
}

fn told(plan: &Value) -> Told {
    let changes = plan["data"]["changes"]
        .as_array()
        .expect("a plan has changes");
    let mut told = Told::new();
    for change in changes {
        let (kind, key) = (&change["kind"], &change["key"]);
        let field = FIELDS
            .iter()
            .find(|field| kind == field.kind && key == field.key);
        let Some(field) = field else {
            continue;
        };
        let states = change["fields"].as_array().expect("a change has fields");
        let state = states
            .iter()
            .find(|state| state["field"] == field.field)
            .map(|state| word(&state["state"]));
        told.insert(field.label, (word(&change["outcome"]), state));
    }
    told
}

fn word(value: &Value) -> String {
    value.as_str().expect("a word").to_owned()
}

/// Fails unless every field was told with that outcome and state.
#[track_caller]
pub fn all(told: &Told, outcome: &str, state: &str) {
    for field in FIELDS {
        let expected = (outcome.to_owned(), Some(state.to_owned()));
        assert_eq!(told.get(field.label), Some(&expected), "{}", field.label);
    }
}
