//! One field of a credential, as its type describes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::CredentialFieldType;

/// One field of a credential: how it is asked for, and what it may hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CredentialField {
    /// The key under which the value is stored.
    #[schemars(regex(pattern = "^[a-z][a-z0-9_]*$"))]
    pub name: String,
    /// What people see.
    pub display_name: String,
    /// What the field holds.
    pub r#type: CredentialFieldType,
    /// A value must be given or come from the default; holds only while the field is shown.
    pub required: bool,
    /// What an empty field counts as: text, a number or a boolean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// An example of a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// The choices of a field of type `options`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<CredentialOption>,
    /// The field is shown only while another has this value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_when: Option<ShowWhen>,
}

/// One choice of a field of type `options`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CredentialOption {
    /// What is stored.
    pub value: String,
    /// What people see.
    pub label: String,
}

/// When a field is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowWhen {
    /// The other field.
    pub field: String,
    /// The value it must have.
    pub equals: Value,
}
