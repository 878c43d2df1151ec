//! Files, rows, and what must hold of every run between them.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::seed_state::State;
use crate::support::Automatos;

use super::{FIELDS, NAMES, Step};

/// The fields of a skill, without its name.
type Fields = BTreeMap<String, Value>;

/// What the seed is known to have written to a row, or to have agreed with.
struct Written {
    /// The row was the seed's from the beginning.
    created: bool,
    fields: Fields,
}

/// Files, rows, and what is known of past runs.
pub struct World {
    tool: Automatos,
    files: BTreeMap<usize, Fields>,
    written: BTreeMap<usize, Written>,
}

fn value(field: usize, at: usize) -> (String, Value) {
    let (name, values) = FIELDS[field];
    (
        name.to_owned(),
        serde_json::from_str(values[at]).expect("it is JSON"),
    )
}

impl World {
    /// Nothing but what ships is there yet.
    pub fn new() -> Self {
        let world = Self {
            tool: Automatos::new(),
            files: BTreeMap::new(),
            written: BTreeMap::new(),
        };
        world.write_files();
        world
    }

    /// Does what the step says.
    pub fn take(&mut self, step: &Step) {
        match *step {
            Step::Name(name) => {
                self.files.entry(name).or_default();
            }
            Step::Drop(name) => {
                self.files.remove(&name);
            }
            Step::Write(name, field, to) => {
                let fields = self.files.entry(name).or_default();
                match to.map(|at| value(field, at)) {
                    Some((field, value)) => fields.insert(field, value),
                    None => fields.remove(FIELDS[field].0),
                };
            }
            Step::Edit(name, field, to) => {
                let (field, value) = (FIELDS[field].0, sql(field, to));
                let name = NAMES[name];
                self.sql(&format!(
                    "UPDATE skills SET {field} = {value} WHERE name = '{name}'"
                ));
            }
            Step::Delete(name) => {
                self.sql(&format!(
                    "DELETE FROM skills WHERE name = '{}'",
                    NAMES[name]
                ));
            }
            Step::Add(name, field, to) => {
                let (field, value) = (FIELDS[field].0, sql(field, to));
                let name = NAMES[name];
                self.sql(&format!(
                    "INSERT INTO skills (name, skill_type, {field}) \
                     VALUES ('{name}', 'technical', {value}) ON CONFLICT DO NOTHING"
                ));
            }
            Step::Run => self.run(),
        }
        self.write_files();
    }

    fn sql(&self, sql: &str) {
        use diesel::connection::SimpleConnection;
        self.tool.db.connect().batch_execute(sql).expect(sql);
    }

    fn write_files(&self) {
        let mut text = "version: 1\nkind: skills\nitems:".to_owned();
        if self.files.is_empty() {
            text.push_str(" []");
        }
        for (name, fields) in &self.files {
            write!(
                text,
                "\n  - name: {}\n    skill_type: technical",
                NAMES[*name]
            )
            .expect("a text takes more");
            for (field, value) in fields {
                write!(text, "\n    {field}: {value}").expect("a text takes more");
            }
        }
        self.tool.file("seeds/skills.yaml", text + "\n");
    }

    fn rows(&self) -> BTreeMap<usize, Fields> {
        let rows = self.tool.db.query(
            "SELECT jsonb_build_object('name', name, 'description', description, 'tags', tags, \
             'parameters', parameters, 'tools_schema', tools_schema, 'is_active', is_active) \
             FROM skills WHERE name LIKE 'p-%'",
        );
        rows.lines()
            .map(|line| {
                let mut row: Fields = serde_json::from_str(line).expect("a row is JSON");
                let name = row.remove("name").expect("it was asked for");
                let at = NAMES.iter().position(|known| name == *known);
                (at.expect("a known name"), row)
            })
            .collect()
    }

    /// Plans, tries and applies, and holds what came of it against all promises.
    fn run(&mut self) {
        let before = State::of(&self.tool.db).rows_only();
        let rows = self.rows();
        let planned = self.tool.run("seed plan --dir seeds -o json").ok().json();
        let tried = self
            .tool
            .run("seed --dir seeds --dry-run -o json")
            .ok()
            .json();
        before.assert_same(&State::of(&self.tool.db).rows_only());
        let applied = self.tool.run("seed --dir seeds -o json").ok().json();
        assert_eq!(
            planned["data"]["kinds"], applied["data"]["kinds"],
            "plan and apply"
        );
        assert_eq!(
            tried["data"]["kinds"], applied["data"]["kinds"],
            "dry run and apply"
        );

        let after = self.rows();
        assert_eq!(predicted(&rows, &planned), after, "the plan tells all");
        self.nothing_is_lost(&rows, &after);
        self.remember(&rows, &after);

        let settled = State::of(&self.tool.db).rows_only().without("seed_runs");
        self.tool.run("seed --dir seeds").ok();
        settled.assert_same(&State::of(&self.tool.db).rows_only().without("seed_runs"));
    }

    /// Every field that the seed may not write is as it was, and every one that it should is as the
    /// file says.
    fn nothing_is_lost(&self, before: &BTreeMap<usize, Fields>, after: &BTreeMap<usize, Fields>) {
        for name in 0..NAMES.len() {
            let (file, written) = (self.files.get(&name), self.written.get(&name));
            let Some(row) = before.get(&name) else {
                let made = file.is_some() && written.is_none();
                assert_eq!(after.contains_key(&name), made, "{}: made?", NAMES[name]);
                continue;
            };
            for (field, was) in row {
                let wanted = file.and_then(|file| file.get(field));
                let seeds = match written {
                    None => false,
                    Some(written) => match written.fields.get(field) {
                        Some(last) => last == was,
                        None => written.created && *was == column_default(field),
                    },
                };
                let expected = wanted.filter(|_| seeds).unwrap_or(was);
                assert_eq!(&after[&name][field], expected, "{} {field}", NAMES[name]);
            }
        }
    }

    fn remember(&mut self, before: &BTreeMap<usize, Fields>, after: &BTreeMap<usize, Fields>) {
        for (name, file) in &self.files {
            let Some(row) = after.get(name) else {
                continue;
            };
            let written = self.written.entry(*name).or_insert_with(|| Written {
                created: !before.contains_key(name),
                fields: Fields::new(),
            });
            for (field, value) in file {
                if row[field] == *value {
                    written.fields.insert(field.clone(), value.clone());
                } else if !written.fields.contains_key(field) {
                    // It is the operator's, whatever it is set to: no value of the row is equal to
                    // this.
                    written
                        .fields
                        .insert(field.clone(), json!({ "the": "operator's" }));
                }
            }
        }
    }
}

/// The rows after the changes that a plan tells.
fn predicted(before: &BTreeMap<usize, Fields>, plan: &Value) -> BTreeMap<usize, Fields> {
    let mut rows = before.clone();
    for change in plan["data"]["changes"]
        .as_array()
        .expect("a plan has changes")
    {
        let name = NAMES.iter().position(|name| change["key"] == *name);
        let name = name.expect("a known name");
        if change["outcome"] == "created" {
            let defaults = FIELDS.map(|(field, _)| (field.to_owned(), column_default(field)));
            rows.insert(name, Fields::from(defaults));
        }
        let fields = change["fields"].as_array().expect("a change has fields");
        for field in fields.iter().filter_map(Value::as_object) {
            predict(rows.get_mut(&name), field);
        }
    }
    rows
}

fn predict(row: Option<&mut Fields>, told: &Map<String, Value>) {
    let name = told["field"].as_str().expect("a field has a name");
    let (Some(row), true) = (row, FIELDS.iter().any(|(field, _)| *field == name)) else {
        return;
    };
    match told["state"].as_str().expect("a state is a word") {
        "created" | "updated" => {
            if told["state"] == "updated" {
                assert_eq!(row[name], told["from"], "what the plan says the row has");
            }
            row.insert(name.to_owned(), told["to"].clone());
        }
        state => {
            assert!(["kept", "conflict"].contains(&state), "{state}");
            assert_eq!(row[name], told["from"], "what the plan says the row has");
        }
    }
}

fn column_default(field: &str) -> Value {
    let at = FIELDS.iter().position(|(name, _)| *name == field);
    value(at.expect("a known field"), 0).1
}

/// A value as SQL has it.
fn sql(field: usize, at: usize) -> String {
    let (name, json) = value(field, at);
    match (name.as_str(), &json) {
        (_, Value::Null) => "NULL".to_owned(),
        ("tags", _) => format!("ARRAY(SELECT jsonb_array_elements_text('{json}'::jsonb))"),
        ("description", Value::String(text)) => format!("'{text}'"),
        _ => format!("'{json}'"),
    }
}
