//! A type of credential: which fields it has, and how to find out whether one works.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::record::{Record, Wrong};
use super::text::{AsItStands, Link, Prose, Text, Word};
use super::words::meant;
use crate::model::{CredentialField, CredentialFieldType, TestEndpoint, TestMethod};

/// A type of credential.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CredentialType {
    /// The name by which the type is known for good, such as `openai_api`.
    pub name: Word,
    /// What people see.
    pub display_name: Text<255>,
    /// The group it is listed in.
    pub category: Text<100>,
    /// Name of its icon.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub icon: Nullable<Text<100>>,
    /// Name or address of its logo.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub logo: Nullable<Text<500>>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// The fields, in the order of a form.
    pub schema_definition: AsItStands<Vec<CredentialField>>,
    /// How to find out whether a credential works.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub test_endpoint: Nullable<AsItStands<TestEndpoint>>,
    /// Where the provider explains it.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub documentation_url: Nullable<Link>,
    /// Part of the platform.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_system: Optional<bool>,
    /// Whether credentials of this type can be made.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_active: Optional<bool>,
}

impl Record for CredentialType {
    const KEY: &[&str] = &["name"];
    const VERBATIM: &[&str] = &["description", "schema_definition", "test_endpoint"];

    fn defaults() -> Value {
        json!({ "is_system": false, "is_active": true })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let AsItStands(fields) = &self.schema_definition;
        let mut names = HashSet::new();
        for (index, field) in fields.iter().enumerate() {
            let index = index.to_string();
            if !names.insert(field.name.as_str()) {
                let message = format!("a field named `{}` is there already", field.name);
                wrong.push(Wrong::at(["schema_definition", &index, "name"], message));
            }
            if let Some((part, message)) = fault(field, fields) {
                wrong.push(Wrong::at(["schema_definition", &index, part], message));
            }
        }
        if let Some(AsItStands(test)) = self.test_endpoint.value() {
            check_test(test, &names, wrong);
        }
    }
}

/// What is wrong with one field of a credential, and in which part of it.
fn fault(field: &CredentialField, all: &[CredentialField]) -> Option<(&'static str, String)> {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !field.name.starts_with(|c: char| c.is_ascii_lowercase()) || !field.name.chars().all(word) {
        let message = format!(
            "`{}` is no name of a field: a-z, 0-9 and _, a letter first",
            field.name
        );
        return Some(("name", message));
    }
    let choices = field.r#type == CredentialFieldType::Options;
    if choices == field.options.is_empty() {
        let message = if choices {
            "a field of type `options` needs options"
        } else {
            "only a field of type `options` has options"
        };
        return Some(("options", message.to_owned()));
    }
    if let Some(default) = &field.default
        && let Some(message) = bad_default(field, default)
    {
        return Some(("default", message));
    }
    if field.r#type == CredentialFieldType::Hidden && field.default.is_none() {
        return Some((
            "type",
            "a hidden field is always its default, and needs one".to_owned(),
        ));
    }
    let shown = field.show_when.as_ref()?;
    let known = all
        .iter()
        .any(|other| other.name == shown.field && other.name != field.name);
    (!known).then(|| {
        (
            "show_when",
            format!("there is no other field `{}`", shown.field),
        )
    })
}

fn bad_default(field: &CredentialField, default: &Value) -> Option<String> {
    let (good, wanted) = match field.r#type {
        CredentialFieldType::String | CredentialFieldType::Hidden => (default.is_string(), "text"),
        CredentialFieldType::Number => (default.is_number(), "a number"),
        CredentialFieldType::Boolean => (default.is_boolean(), "true or false"),
        CredentialFieldType::Options => {
            let chosen = |option| Some(option) == default.as_str();
            (
                field
                    .options
                    .iter()
                    .any(|option| chosen(option.value.as_str())),
                "one of its options",
            )
        }
        CredentialFieldType::Password => return Some("a secret has no default".to_owned()),
    };
    (!good).then(|| format!("the default must be {wanted}"))
}

fn check_test(test: &TestEndpoint, names: &HashSet<&str>, wrong: &mut Vec<Wrong>) {
    let problem = match test.method {
        TestMethod::ApiCall if test.request.is_none() => {
            Some("an `api_call` needs `request`: GET or POST")
        }
        TestMethod::ApiCall if test.url.is_none() => Some("an `api_call` needs `url`"),
        TestMethod::ApiCall if test.expected_status.is_empty() => {
            Some("an `api_call` needs `expected_status`")
        }
        TestMethod::ApiCall if test.protocol.is_some() => Some("an `api_call` has no `protocol`"),
        TestMethod::Connect if test.protocol.is_none() => Some("a `connect` needs `protocol`"),
        TestMethod::Connect if test.url.is_some() => Some("a `connect` has no `url`"),
        TestMethod::ApiCall | TestMethod::Connect => None,
    };
    if let Some(problem) = problem {
        wrong.push(Wrong::at(["test_endpoint", "method"], problem));
    }
    let whole = serde_json::to_value(test).unwrap_or_default();
    let mut path = vec!["test_endpoint".to_owned()];
    check_names(&whole, names, &mut path, wrong);
}

/// Every `{name}` must be the name of a field.
fn check_names(
    value: &Value,
    names: &HashSet<&str>,
    path: &mut Vec<String>,
    wrong: &mut Vec<Wrong>,
) {
    match value {
        Value::String(text) => {
            for name in placeholders(text).filter(|name| !names.contains(name)) {
                let known: Vec<&str> = names.iter().copied().collect();
                wrong.push(Wrong {
                    path: path.clone(),
                    is_secret: false,
                    message: format!("`{{{name}}}` is no field of this credential"),
                    hint: meant(name, &known),
                });
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                path.push(key.clone());
                check_names(value, names, path, wrong);
                path.pop();
            }
        }
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split('{').skip(1);
    pieces
        .filter_map(|piece| piece.split_once('}'))
        .map(|(name, _)| name)
}
