//! An action of an app of Composio. A kind of its own and no list inside the app: an app has
//! hundreds, each with long schemas, and each is merged alone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::composio_app::not_upper;
use super::field::{Nullable, Optional};
use super::json::Object;
use super::record::{Record, Wrong};
use super::text::{Prose, Text, Word};

/// An action of an app.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComposioAction {
    /// The name of the app, in upper case.
    pub app_name: Word,
    /// The name by which the action is known in its app.
    pub action_name: Text<255>,
    /// The same for URLs.
    pub action_slug: Text<100>,
    /// What people see.
    pub display_name: Text<255>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// The JSON Schema of what it takes.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub parameters: Optional<Object>,
    /// The JSON Schema of what it gives.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub response_schema: Optional<Object>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub tags: Optional<Vec<Text<255>>>,
    /// The group it is listed in.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub category: Nullable<Text<100>>,
    /// Whether it costs extra.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_premium: Optional<bool>,
    /// Anything else about it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub metadata: Optional<Object>,
}

impl Record for ComposioAction {
    const KEY: &[&str] = &["app_name", "action_name"];
    const VERBATIM: &[&str] = &["description", "parameters", "response_schema", "metadata"];

    fn defaults() -> Value {
        json!({
            "parameters": {},
            "response_schema": {},
            "tags": [],
            "is_premium": false,
            "metadata": {},
        })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        wrong.extend(not_upper(self.app_name.as_str()));
    }
}
