//! One item that stands alone: in a file of its own, or put together from flags.

use std::io;
use std::slice;

use serde_json::{Map, Value};

use super::guard::Seen;
use super::kind::Kind;
use super::lines;
use super::node::{Data, Node};
use super::problem::{Finding, Place, Problems};
use super::source::Source;
use super::variables::Variables;
use super::yaml;

/// Something wrong with a value that is in no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The way to it, such as `model_config.temperature`; empty for the whole.
    pub field: String,
    pub message: String,
    pub hint: Option<String>,
}

/// Reads a file that holds the fields of one item and nothing else. `given` are fields that may be
/// left out of the file, with what they then are.
pub fn read_alone(
    kind: Kind,
    source: &Source,
    given: &[(&str, &str)],
    variables: Variables<'_>,
) -> io::Result<Result<Map<String, Value>, Problems>> {
    let text = io::read_to_string(source.open()?)?;
    let wrong = |findings: Vec<Finding>| {
        let found = findings.into_iter().map(|finding| (0, finding)).collect();
        lines::shown(slice::from_ref(source), found)
    };
    let options = yaml::options(text.len() as u64);
    let mut node: Node = match serde_yaml::from_str_with_options(&text, options) {
        Ok(node) => node,
        Err(error) => {
            let finding = yaml::syntax(&error, &Seen::default())?;
            return Ok(Err(wrong(vec![finding])));
        }
    };
    if let Data::Map(entries) = &mut node.data {
        for (field, value) in given {
            let is_there = |(key, _): &(Node, Node)| key.data == text_of(field);
            if !entries.iter().any(is_there) {
                entries.push((leaf(text_of(field)), leaf(text_of(value))));
            }
        }
    }
    Ok(match kind.read(node, variables) {
        Ok(parts) => Ok(parts.fields),
        Err(broken) => Err(wrong(broken.findings)),
    })
}

/// Checks fields that came together elsewhere, and gives them in the form of their columns. `${` in
/// them is no variable.
pub fn check_alone(
    kind: Kind,
    fields: &Map<String, Value>,
) -> Result<Map<String, Value>, Vec<Fault>> {
    let mut tree = Tree {
        kind,
        paths: Vec::new(),
    };
    let node = tree.node(String::new(), &Value::Object(fields.clone()), false);
    let paths = tree.paths;
    kind.read(node, &|_| None)
        .map(|parts| parts.fields)
        .map_err(|broken| {
            let fault = |finding: Finding| Fault {
                field: usize::try_from(finding.place.column)
                    .ok()
                    .and_then(|at| paths.get(at).cloned())
                    .unwrap_or_default(),
                message: finding.message,
                hint: finding.hint,
            };
            broken.findings.into_iter().map(fault).collect()
        })
}

/// A value as a tree; the column of a place is a position in the list of paths.
struct Tree {
    kind: Kind,
    paths: Vec<String>,
}

impl Tree {
    fn node(&mut self, path: String, value: &Value, verbatim: bool) -> Node {
        let column = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        self.paths.push(path.clone());
        let data = match value {
            Value::Null => Data::Null,
            Value::Bool(value) => Data::Boolean(*value),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Data::Signed(number),
                (None, Some(number)) => Data::Unsigned(number),
                (None, None) => Data::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) if verbatim => Data::Text(text.clone()),
            Value::String(text) => Data::Text(text.replace("${", "$${")),
            Value::Array(items) => Data::List(
                items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| self.node(below(&path, &at.to_string()), item, verbatim))
                    .collect(),
            ),
            Value::Object(map) => Data::Map(
                map.iter()
                    .map(|(name, value)| {
                        let verbatim = verbatim || self.kind.verbatim().contains(&name.as_str());
                        let value = self.node(below(&path, name), value, verbatim);
                        let key = Node {
                            place: value.place,
                            data: Data::Text(name.clone()),
                        };
                        (key, value)
                    })
                    .collect(),
            ),
        };
        Node {
            place: Place::new(0, column),
            data,
        }
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn leaf(data: Data) -> Node {
    Node {
        place: Place::FILE,
        data,
    }
}

fn text_of(text: &str) -> Data {
    Data::Text(text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(value: Value) -> Result<Map<String, Value>, Vec<Fault>> {
        check_alone(Kind::Agents, value.as_object().unwrap())
    }

    #[test]
    fn a_fault_names_the_way_to_its_field() {
        let faults = check(json!({
            "workspace": "acme", "name": "a", "model_config": {"temperature": 3}, "status": "on"
        }))
        .unwrap_err();
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["status", "model_config.temperature"]);
    }

    #[test]
    fn what_looks_like_a_variable_stays_as_it_is() {
        let fields = check(json!({
            "workspace": "acme", "name": "${HOME}", "description": "${X}", "model_config": {"model": "m"}
        }))
        .unwrap();
        assert_eq!(fields["name"], "${HOME}");
        assert_eq!(fields["description"], "${X}");
        assert_eq!(fields["model_config"], json!({"model_id": "m"}));
    }
}
