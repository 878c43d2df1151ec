//! The fields of a type of credential as a form: which of them are shown, and what is wrong with the
//! values that were given.

use std::fmt;

use serde_json::{Number, Value, json};

use super::{CredentialField, CredentialFieldType, CredentialValues, FieldValue, Secret};

/// No value of a credential is longer, in bytes; a service account's key file has 2,400.
pub const LONGEST_VALUE: usize = 64 * 1024;

/// Something wrong with one field; the value is not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field, where it is one of the type's.
    pub field: Option<String>,
    /// What is wrong, as a phrase that follows the name of the field.
    pub message: String,
}

impl fmt::Display for FieldProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "`{field}` {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// The form of a type of credential.
#[derive(Debug, Clone)]
pub struct CredentialForm(Vec<CredentialField>);

impl CredentialForm {
    /// Reads the definition that a type stores.
    pub fn of(definition: &Value) -> serde_json::Result<Self> {
        serde::Deserialize::deserialize(definition).map(Self)
    }

    /// Its fields, in order.
    pub fn fields(&self) -> &[CredentialField] {
        &self.0
    }

    /// The values to store: of the right types, defaults filled in, nothing in fields that are not
    /// shown. Otherwise all that is wrong.
    pub fn check(&self, given: &CredentialValues) -> Result<CredentialValues, Vec<FieldProblem>> {
        let mut problems = self.unknown(given);
        let mut typed = CredentialValues::default();
        for field in &self.0 {
            let Some(value) = given.get(&field.name) else {
                continue;
            };
            match fitted(field, value) {
                Ok(value) => drop(typed.set(field.name.clone(), value)),
                Err(message) => problems.push(problem(field, message)),
            }
        }
        let mut whole = CredentialValues::default();
        for field in &self.0 {
            let is_given = given.get(&field.name).is_some();
            if !self.is_shown(field, &typed) {
                if let (true, Some(when)) = (is_given, &field.show_when) {
                    let message = format!("is only for `{}` = {}", when.field, when.equals);
                    problems.push(problem(field, message));
                }
                continue;
            }
            match effective(field, &typed) {
                Some(value) => drop(whole.set(field.name.clone(), value)),
                // Where a value was given, what is wrong with it was said above.
                None if field.required && !is_given => {
                    problems.push(problem(field, "is required".to_owned()));
                }
                None => {}
            }
        }
        if problems.is_empty() {
            Ok(whole)
        } else {
            Err(problems)
        }
    }

    /// The values without those of fields that are no longer shown, or are not the type's any more.
    pub fn pruned(&self, mut values: CredentialValues) -> CredentialValues {
        let names: Vec<String> = values.names().map(ToOwned::to_owned).collect();
        for name in names {
            let field = self.0.iter().find(|field| field.name == name);
            if field.is_none_or(|field| !self.is_shown(field, &values)) {
                values.remove(&name);
            }
        }
        values
    }

    /// Whether a field is shown, given what the others hold.
    pub fn is_shown(&self, field: &CredentialField, values: &CredentialValues) -> bool {
        let mut at = field;
        // Conditions are chains; one that goes round shows nothing.
        for _ in 0..=self.0.len() {
            let Some(when) = &at.show_when else {
                return true;
            };
            let Some(other) = self.0.iter().find(|other| other.name == when.field) else {
                return false;
            };
            if !effective(other, values).is_some_and(|value| value.is(&when.equals)) {
                return false;
            }
            at = other;
        }
        false
    }

    /// The form as a JSON Schema of the values, for other programs.
    pub fn schema(&self) -> Value {
        let properties = self.0.iter().map(|field| {
            let mut schema = match field.r#type {
                CredentialFieldType::String | CredentialFieldType::Password => {
                    json!({"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE})
                }
                CredentialFieldType::Number => json!({"type": "number"}),
                CredentialFieldType::Boolean => json!({"type": "boolean"}),
                CredentialFieldType::Options => {
                    let values: Vec<&str> =
                        field.options.iter().map(|it| it.value.as_str()).collect();
                    json!({"enum": values})
                }
                CredentialFieldType::Hidden => json!({"const": field.default}),
            };
            if let (Value::Object(schema), Some(default)) = (&mut schema, &field.default) {
                schema.insert("default".to_owned(), default.clone());
            }
            (field.name.clone(), schema)
        });
        let needed = |field: &&CredentialField| field.required && field.default.is_none();
        let required: Vec<&str> = self
            .0
            .iter()
            .filter(needed)
            .filter(|field| field.show_when.is_none())
            .map(|field| field.name.as_str())
            .collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "additionalProperties": false,
            "properties": properties.collect::<serde_json::Map<_, _>>(),
            "required": required,
            "allOf": self.0.iter().filter_map(|field| self.condition(field)).collect::<Vec<_>>(),
        })
    }

    /// What a condition adds to the schema: where it does not hold, the field is absent; where it
    /// does, one that is required is there.
    fn condition(&self, field: &CredentialField) -> Option<Value> {
        let when = field.show_when.as_ref()?;
        let other = self.0.iter().find(|other| other.name == when.field);
        let holds_by_default =
            other.is_some_and(|other| other.default.as_ref() == Some(&when.equals));
        let mut holds = json!({"properties": {&when.field: {"const": when.equals}}});
        if !holds_by_default {
            holds = json!({"properties": {&when.field: {"const": when.equals}}, "required": [when.field]});
        }
        let then = if field.required && field.default.is_none() {
            json!({"required": [field.name]})
        } else {
            json!({})
        };
        Some(json!({"if": holds, "then": then, "else": {"properties": {&field.name: false}}}))
    }

    fn unknown(&self, given: &CredentialValues) -> Vec<FieldProblem> {
        let count = given
            .names()
            .chain(given.emptied())
            .filter(|name| self.0.iter().all(|field| field.name != *name))
            .count();
        if count == 0 {
            return Vec::new();
        }
        let names: Vec<&str> = self.0.iter().map(|field| field.name.as_str()).collect();
        // The unknown name itself is not said: it may be a secret in the wrong place.
        let message = format!(
            "names that are no fields of this type: {count}; its fields are {}",
            names.join(", ")
        );
        vec![FieldProblem {
            field: None,
            message,
        }]
    }
}

fn problem(field: &CredentialField, message: String) -> FieldProblem {
    FieldProblem {
        field: Some(field.name.clone()),
        message,
    }
}

/// The value of a field, else its default.
fn effective(field: &CredentialField, values: &CredentialValues) -> Option<FieldValue> {
    let given = values.get(&field.name).cloned();
    given.or_else(|| field.default.as_ref().and_then(FieldValue::of))
}

/// The value in the type of its field. Texts are read as numbers and booleans where those are
/// wanted, since an environment variable has nothing else.
fn fitted(field: &CredentialField, value: &FieldValue) -> Result<FieldValue, String> {
    match field.r#type {
        CredentialFieldType::String | CredentialFieldType::Password => match value {
            FieldValue::Text(text) if text.expose().len() > LONGEST_VALUE => {
                Err(format!("is longer than {LONGEST_VALUE} bytes"))
            }
            FieldValue::Text(_) => Ok(value.clone()),
            FieldValue::Number(_) | FieldValue::Boolean(_) => {
                Err("must be text; put it in quotation marks".to_owned())
            }
        },
        CredentialFieldType::Number => match value {
            FieldValue::Number(_) => Ok(value.clone()),
            FieldValue::Text(text) => number(text).map(FieldValue::Number),
            FieldValue::Boolean(_) => Err("must be a number".to_owned()),
        },
        CredentialFieldType::Boolean => match value {
            FieldValue::Boolean(_) => Ok(value.clone()),
            FieldValue::Text(text) if text.expose() == "true" => Ok(FieldValue::Boolean(true)),
            FieldValue::Text(text) if text.expose() == "false" => Ok(FieldValue::Boolean(false)),
            FieldValue::Text(_) | FieldValue::Number(_) => Err("must be true or false".to_owned()),
        },
        CredentialFieldType::Options => {
            let mut options = field.options.iter().map(|option| option.value.as_str());
            let FieldValue::Text(text) = value else {
                return Err("must be text".to_owned());
            };
            if options.clone().any(|option| option == text.expose()) {
                return Ok(value.clone());
            }
            let first = options.next().unwrap_or_default().to_owned();
            let list = options.fold(first, |list, option| list + ", " + option);
            Err(format!("must be one of {list}"))
        }
        CredentialFieldType::Hidden => match &field.default {
            Some(default) if value.is(default) => Ok(value.clone()),
            Some(_) | None => Err("is fixed and cannot be given".to_owned()),
        },
    }
}

fn number(text: &Secret) -> Result<Number, String> {
    text.expose()
        .parse()
        .map_err(|_| "must be a number".to_owned())
}

#[cfg(test)]
mod tests;
