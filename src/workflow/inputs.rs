//! The inputs of a recipe: a JSON Schema of its parameters, or the short form of one.
//!
//! The short form is a mapping from each name to its schema, in which `required: true` may stand;
//! the long one has `type: object`, `properties` and `required`. No other parameters are taken.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::Fault;

/// Where the long form has the parameters.
const PROPERTIES: &str = "properties";

/// What parameters there are, and what they may be.
#[derive(Debug)]
pub struct Inputs {
    properties: Map<String, Value>,
    validator: Validator,
}

impl Inputs {
    /// Reads either form; paths of faults begin below `inputs`.
    pub fn of(inputs: &Map<String, Value>) -> Result<Self, Vec<Fault>> {
        let is_long =
            inputs.contains_key(PROPERTIES) || inputs.get("type") == Some(&json!("object"));
        if is_long {
            return Self::of_long(inputs.clone());
        }
        Self::of_long(long_form(inputs)?).map_err(|mut faults| {
            // In the short form the parameters stand right below.
            for fault in &mut faults {
                if fault.path.first().is_some_and(|first| first == PROPERTIES) {
                    fault.path.remove(0);
                }
            }
            faults
        })
    }

    fn of_long(mut schema: Map<String, Value>) -> Result<Self, Vec<Fault>> {
        let properties = match schema.get(PROPERTIES) {
            None => Map::new(),
            Some(Value::Object(properties)) => properties.clone(),
            Some(_) => {
                return Err(vec![Fault::at(
                    [PROPERTIES],
                    "this must be a mapping of parameters",
                )]);
            }
        };
        let faults = names(&properties, schema.get("required"));
        if !faults.is_empty() {
            return Err(faults);
        }
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
        let validator = jsonschema::draft202012::new(&Value::Object(schema)).map_err(|error| {
            let path = steps(error.instance_path().as_str());
            let is_type = path.last().is_some_and(|last| last == "type");
            let message = if is_type {
                no_type(error.instance())
            } else {
                error.to_string()
            };
            vec![Fault::at(path, message)]
        })?;
        let inputs = Self {
            properties,
            validator,
        };
        inputs.check_defaults()?;
        Ok(inputs)
    }

    /// Whether there is a parameter of that name.
    pub fn has(&self, name: &str) -> bool {
        self.properties.contains_key(name)
    }

    /// A value that was given as text, in the type that its schema says: what should be a number, a
    /// list and so on is read as JSON. What cannot be read so stays text, and the check will tell.
    pub fn typed(&self, name: &str, text: &str) -> Value {
        let schema = self.properties.get(name);
        let said = schema
            .and_then(|schema| schema.get("type"))
            .and_then(Value::as_str);
        match said {
            Some("integer" | "number" | "boolean" | "array" | "object" | "null") => {
                serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
            }
            Some(_) | None => Value::from(text),
        }
    }

    /// Adds defaults and checks the whole. Every problem is told at once.
    pub fn complete(
        &self,
        mut given: Map<String, Value>,
    ) -> Result<Map<String, Value>, Vec<Fault>> {
        for (name, schema) in &self.properties {
            if let Some(default) = schema.get("default") {
                given.entry(name.clone()).or_insert_with(|| default.clone());
            }
        }
        let mut faults: Vec<Fault> = Vec::new();
        let names: Vec<&str> = self.properties.keys().map(String::as_str).collect();
        given.retain(|name, _| {
            let is_known = self.has(name);
            if !is_known {
                let fault = Fault::at([name], "the recipe has no such input");
                faults.push(fault.hint(format!("there is: {}", names.join(", "))));
            }
            is_known
        });
        let whole = Value::Object(given);
        let wrong = self.validator.iter_errors(&whole);
        faults.extend(
            wrong.map(|error| Fault::at(steps(error.instance_path().as_str()), error.to_string())),
        );
        match whole {
            Value::Object(given) if faults.is_empty() => Ok(given),
            _ => Err(faults),
        }
    }

    /// A default that its own schema refuses would refuse everybody who leaves it.
    fn check_defaults(&self) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        for (name, schema) in &self.properties {
            let Some(default) = schema.get("default") else {
                continue;
            };
            let own = jsonschema::draft202012::new(schema)
                .map_err(|error| vec![Fault::at([name], error.to_string())])?;
            let wrong = own.iter_errors(default).map(|error| {
                Fault::at(
                    [name, "default"],
                    format!("the default is refused: {error}"),
                )
            });
            faults.extend(wrong);
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

fn no_type(said: &Value) -> String {
    format!("{said} is no type: use string, integer, number, boolean, array or object")
}

/// The parts of a JSON pointer.
fn steps(pointer: &str) -> Vec<String> {
    let parts = pointer.split('/').skip(1);
    parts
        .map(|part| part.replace("~1", "/").replace("~0", "~"))
        .collect()
}

fn long_form(inputs: &Map<String, Value>) -> Result<Map<String, Value>, Vec<Fault>> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut faults = Vec::new();
    for (name, schema) in inputs {
        let Value::Object(schema) = schema else {
            faults.push(Fault::at([name], "a parameter is a mapping with its type"));
            continue;
        };
        let mut schema = schema.clone();
        match schema.remove("required") {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => required.push(Value::from(name.as_str())),
            // A list is that of an object's own fields.
            Some(list @ Value::Array(_)) => {
                schema.insert("required".to_owned(), list);
            }
            Some(_) => faults.push(Fault::at([name, "required"], "this must be true or false")),
        }
        properties.insert(name.clone(), Value::Object(schema));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let long = json!({"type": "object", "properties": properties, "required": required});
    Ok(long.as_object().cloned().unwrap_or_default())
}

/// Names must be such that placeholders can have them, and what is required must be there.
fn names(properties: &Map<String, Value>, required: Option<&Value>) -> Vec<Fault> {
    let good = |name: &str| {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        name.chars().all(word) && name.starts_with(|c: char| !c.is_ascii_digit())
    };
    let mut faults: Vec<Fault> = properties
        .keys()
        .filter(|name| !good(name))
        .map(|name| {
            Fault::at(
                ["properties", name],
                "a name has letters, digits and `_`, no digit first",
            )
        })
        .collect();
    let required = required.and_then(Value::as_array).into_iter().flatten();
    for name in required.filter_map(Value::as_str) {
        if !properties.contains_key(name) {
            let message = format!("`{name}` is required and not among the parameters");
            faults.push(Fault::at(["required"], message));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    fn inputs() -> Inputs {
        Inputs::of(&map(json!({
            "topic": {"type": "string", "required": true, "minLength": 2},
            "count": {"type": "integer", "minimum": 1, "maximum": 9, "default": 3},
            "tone": {"enum": ["dry", "warm"], "default": "dry"},
            "urgent": {"type": "boolean"},
        })))
        .unwrap()
    }

    #[test]
    fn defaults_fill_what_is_not_given_and_text_becomes_its_type() {
        let inputs = inputs();
        let given = map(
            json!({"topic": inputs.typed("topic", "42"), "urgent": inputs.typed("urgent", "true")}),
        );
        assert_eq!(
            Value::Object(inputs.complete(given).unwrap()),
            json!({"topic": "42", "count": 3, "tone": "dry", "urgent": true})
        );
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let inputs = inputs();
        let given = map(json!({
            "count": inputs.typed("count", "ten"), "tone": "loud", "colour": "red", "urgent": inputs.typed("urgent", "1"),
        }));
        let faults = inputs.complete(given).unwrap_err();
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 5, "{told:?}");
    }

    #[test]
    fn a_schema_that_cannot_be_is_refused() {
        for bad in [
            json!({"a b": {"type": "string"}}),
            json!({"a": "string"}),
            json!({"a": {"type": "text"}}),
            json!({"a": {"type": "integer", "default": "x"}}),
            json!({"type": "object", "properties": {}, "required": ["a"]}),
            json!({"type": "object", "properties": []}),
        ] {
            assert!(Inputs::of(&map(bad.clone())).is_err(), "{bad}");
        }
    }
}
