//! The values of a credential as its type understands them: defaults filled in, fields not shown left out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{CredentialField, CredentialFieldType, Secret};

/// The values of a credential by the names of its fields. Empty ones are not there.
pub struct Values {
    shown: BTreeMap<String, Secret>,
    secrets: Vec<Secret>,
}

impl Values {
    /// What was given, together with the defaults of the type.
    pub fn of(fields: &[CredentialField], given: &BTreeMap<String, Secret>) -> Self {
        let mut shown = BTreeMap::new();
        for field in fields {
            if let Some(value) = effective(field, fields, given, fields.len()) {
                shown.insert(field.name.clone(), value);
            }
        }
        let plain = |name: &str| {
            fields.iter().any(|field| {
                field.name == name
                    && match field.r#type {
                        CredentialFieldType::Password => false,
                        CredentialFieldType::String
                        | CredentialFieldType::Number
                        | CredentialFieldType::Boolean
                        | CredentialFieldType::Options
                        | CredentialFieldType::Hidden => true,
                    }
            })
        };
        // One that is not shown, or that the type no longer knows, is as secret as it was.
        let secrets = given.iter().filter(|(name, _)| !plain(name));
        Self {
            secrets: secrets.map(|(_, value)| value.clone()).collect(),
            shown,
        }
    }

    /// The value of a field, if it has one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.shown.get(name).map(Secret::expose)
    }

    /// What must never be shown.
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

/// The value that counts; `depth` ends the way along fields that depend on each other in a circle.
fn effective(
    field: &CredentialField,
    fields: &[CredentialField],
    given: &BTreeMap<String, Secret>,
    depth: usize,
) -> Option<Secret> {
    if let Some(condition) = &field.show_when {
        let other = fields.iter().find(|other| other.name == condition.field)?;
        let value = effective(other, fields, given, depth.checked_sub(1)?)?;
        if value.expose() != text(&condition.equals) {
            return None;
        }
    }
    let default = || field.default.as_ref().and_then(|value| Secret::new(text(value)));
    match field.r#type {
        CredentialFieldType::Hidden => default(),
        CredentialFieldType::String
        | CredentialFieldType::Password
        | CredentialFieldType::Number
        | CredentialFieldType::Boolean
        | CredentialFieldType::Options => given.get(&field.name).cloned().or_else(default),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
