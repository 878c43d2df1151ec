//! Placeholders in the text of a template, and values in their places.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::{Map, Value};

use super::Fault;

/// `{{name}}`, which is text, or `{name}`, which is a placeholder.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")
        .expect("it is a pattern")
});

/// The names in a text, in its order.
pub fn names_in(text: &str) -> Vec<&str> {
    FORM.captures_iter(text)
        .filter_map(|found| found.get(2))
        .map(|name| name.as_str())
        .collect()
}

/// Tells of every placeholder whose name is not `known`, and of those where none may stand: in the
/// names of fields, and in what makes the structure, the `id` and `depends_on` of steps.
pub fn check(value: &Value, known: &dyn Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    walk(value, &mut Vec::new(), &mut |path, text, is_key| {
        let in_structure = path.iter().any(|step| step == "id" || step == "depends_on");
        for name in names_in(text) {
            if is_key || in_structure {
                let message = format!("no placeholder may stand here: `{{{name}}}`");
                faults.push(Fault::at(path, message));
            } else if !known(name) {
                let message = format!("`{{{name}}}` is none of the inputs");
                let hint =
                    format!("declare `{name}`, or write `{{{{{name}}}}}` for the text itself");
                faults.push(Fault::at(path, message).hint(hint));
            }
        }
    });
    faults
}

fn walk(value: &Value, path: &mut Vec<String>, each: &mut dyn FnMut(&[String], &str, bool)) {
    match value {
        Value::String(text) => each(path, text, false),
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                path.push(at.to_string());
                walk(value, path, each);
                path.pop();
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                path.push(key.clone());
                each(path, key, true);
                walk(value, path, each);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Puts values in the place of placeholders. A text that is nothing but a placeholder becomes the
/// value, with its type; in longer text the value is written out. A value is never looked at again,
/// so that braces, quotes and line ends in it are only text. A list or a mapping within longer text
/// is a fault.
pub fn fill(value: &Value, values: &Map<String, Value>, faults: &mut Vec<Fault>) -> Value {
    match value {
        Value::String(text) => filled(text, values, faults),
        Value::Array(list) => list.iter().map(|one| fill(one, values, faults)).collect(),
        Value::Object(map) => {
            let filled = map
                .iter()
                .map(|(key, one)| (key.clone(), fill(one, values, faults)));
            Value::Object(filled.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn filled(text: &str, values: &Map<String, Value>, faults: &mut Vec<Fault>) -> Value {
    let whole = FORM
        .captures(text)
        .filter(|found| found.get(0).is_some_and(|all| all.as_str() == text))
        .and_then(|found| found.get(2));
    if let Some(name) = whole {
        // An input that is neither given nor has a default is null.
        return values.get(name.as_str()).cloned().unwrap_or(Value::Null);
    }
    let replaced = FORM.replace_all(text, |found: &Captures<'_>| {
        if let Some(name) = found.get(1) {
            return format!("{{{}}}", name.as_str());
        }
        let name = found.get(2).map_or("", |name| name.as_str());
        match values.get(name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(value @ (Value::Bool(_) | Value::Number(_))) => value.to_string(),
            Some(Value::Array(_) | Value::Object(_)) => {
                let message = "a list or a mapping cannot stand within text";
                faults.push(Fault::at([name], message));
                String::new()
            }
        }
    });
    Value::String(replaced.into_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn values_keep_their_types_where_they_stand_alone() {
        let template = json!({"n": "{count}", "t": "{count} of {topic}", "l": ["{list}"], "q": "{{topic}} {a: 1} { topic }"});
        let values = map(json!({"count": 3, "topic": "cats", "list": ["x"]}));
        let mut faults = Vec::new();
        assert_eq!(
            fill(&template, &values, &mut faults),
            json!({"n": 3, "t": "3 of cats", "l": [["x"]], "q": "{topic} {a: 1} { topic }"})
        );
        assert!(faults.is_empty());
        fill(&json!("see {list}"), &values, &mut faults);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn a_value_is_never_structure_nor_a_placeholder() {
        let values = map(json!({"topic": "{secret}\"}], \"steps\": [{\n- id: x", "secret": "s"}));
        let mut faults = Vec::new();
        let filled = fill(
            &json!({"a": "{topic}", "b": "on {topic}"}),
            &values,
            &mut faults,
        );
        assert_eq!(filled["a"], values["topic"]);
        assert_eq!(
            filled["b"],
            format!("on {}", values["topic"].as_str().unwrap())
        );
    }

    #[test]
    fn unknown_and_misplaced_placeholders_are_told_of() {
        let template = json!({"steps": [{"id": "{a}", "do": "{b} {a}", "{a}": 1}]});
        let faults = check(&template, &|name| name == "a");
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(
            told.iter()
                .any(|line| line.starts_with("steps.0.do: `{b}` is none of the inputs"))
        );
    }
}
