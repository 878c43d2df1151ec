//! A setting of the platform.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::canonical;
use super::field::{Nullable, Optional};
use super::json::Scalar;
use super::record::{Record, Wrong};
use super::text::{AsItStands, Prose, Word};
use crate::model::{SettingRules, ValueType};

/// A setting, its type, its default and what a value must meet. Values are stored as text; a
/// number, a boolean or JSON may be written as such and becomes text.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SystemSetting {
    /// The group it belongs to.
    pub category: Word,
    /// Its name in the group.
    pub key: Word,
    /// What it holds.
    pub value_type: ValueType,
    /// What it is set to. Settings that ship have none, so that an operator's value stays theirs.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub value: Nullable<Scalar>,
    /// The environment variable that holds the value of a sensitive one. It is sealed with the master key; files,
    /// plans and the ledger never have it.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub value_from: Nullable<Word>,
    /// What holds while it has no value.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub default_value: Nullable<Scalar>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// Encrypted at rest and never shown.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_sensitive: Optional<bool>,
    /// It must have a value or a default.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_required: Optional<bool>,
    /// What a value must meet.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub validation_rules: Optional<AsItStands<SettingRules>>,
}

impl Record for SystemSetting {
    const KEY: &[&str] = &["category", "key"];
    const VERBATIM: &[&str] = &["description", "validation_rules"];

    fn defaults() -> Value {
        json!({ "is_sensitive": false, "is_required": false, "validation_rules": {} })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let rules = match &self.validation_rules {
            Optional::Absent => SettingRules::default(),
            Optional::Value(AsItStands(rules)) => rules.clone(),
        };
        if let Some((rule, reason)) = rules.fault() {
            wrong.push(Wrong::at(["validation_rules", rule], reason));
            return;
        }
        let sensitive = self.is_sensitive == Optional::Value(true);
        if self.value_from.value().is_some() && !sensitive {
            let message = "only a sensitive setting takes its value from a variable like that";
            let hint = "say `is_sensitive: true`, or write `value: ${NAME}`";
            wrong.push(Wrong::at(["value_from"], message).hint(hint));
        }
        let fields = [
            ("value", &mut self.value),
            ("default_value", &mut self.default_value),
        ];
        for (field, scalar) in fields {
            if let Nullable::Value(Scalar(value)) = scalar {
                let text = stored(value);
                if sensitive {
                    wrong.push(
                        Wrong::at(
                            [field],
                            format!("the {field} of a sensitive setting cannot stand in a file"),
                        )
                        .secret()
                        .hint("`value_from` names the environment variable that holds the value"),
                    );
                } else if let Err(reason) = rules.check(self.value_type, &text) {
                    wrong.push(Wrong::at([field], format!("`{field}` {reason}")));
                }
                *value = Value::String(text);
            }
        }
    }
}

/// A value as its column holds it.
fn stored(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            canonical::text(value)
        }
    }
}
