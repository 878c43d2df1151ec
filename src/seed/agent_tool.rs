//! An app that an agent uses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Map;

use super::field::Optional;
use super::json::Object;
use super::record::Wrong;
use super::text::Text;
use crate::model::AppType;

/// An app that an agent uses.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentTool {
    /// The name of the app, in upper case where it is external.
    pub app_name: Text<255>,
    /// Whether the app cache must have it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub app_type: Optional<AppType>,
    /// Which app is preferred: the highest.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub priority: Optional<i32>,
    /// What is set for it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub config: Optional<Object>,
    /// Whether the agent can use it now.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_active: Optional<bool>,
}

impl AgentTool {
    /// The name of the app.
    pub fn name(&self) -> &str {
        self.app_name.as_str()
    }

    /// Fills in what is left out: a list is compared as a whole, and so must say all. `index` is the
    /// tool's place in the list.
    pub fn complete(&mut self, index: usize, wrong: &mut Vec<Wrong>) {
        fill(&mut self.app_type, AppType::External);
        fill(&mut self.priority, 0);
        fill(&mut self.config, Object(Map::new()));
        fill(&mut self.is_active, true);
        let external = self.app_type == Optional::Value(AppType::External);
        if external && self.name().chars().any(char::is_lowercase) {
            let message = "the name of an external app is in upper case";
            wrong.push(
                Wrong::at(["tools", &index.to_string(), "app_name"], message)
                    .hint(format!("write `{}`", self.name().to_uppercase())),
            );
        }
    }
}

fn fill<T>(field: &mut Optional<T>, value: T) {
    if field.is_absent() {
        *field = Optional::Value(value);
    }
}
