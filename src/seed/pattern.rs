//! A pattern: how agents work together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::json::Object;
use super::number::Share;
use super::record::{Record, shared_and_owned};
use super::text::{Prose, Text};
use crate::model::PatternType;

shared_and_owned! {
    /// How agents work together.
    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Pattern, WorkspacePattern {
        /// The name by which the pattern is known.
        pub name: Text<255>,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub description: Nullable<Prose>,
        /// What it is about.
        pub pattern_type: PatternType,
        /// Its steps, roles and limits.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub pattern_data: Optional<Object>,
        /// How well it works, until the platform has measured it: 0 to 1.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub effectiveness_score: Optional<Share>,
        /// Whether it can be used.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub is_active: Optional<bool>,
    }
}

impl Record for Pattern {
    const KEY: &[&str] = &["name"];
    const VERBATIM: &[&str] = &["description", "pattern_data"];

    fn defaults() -> Value {
        json!({ "pattern_data": {}, "effectiveness_score": 0, "is_active": true })
    }
}

impl Record for WorkspacePattern {
    const KEY: &[&str] = &["workspace", "name"];
    const VERBATIM: &[&str] = Pattern::VERBATIM;

    fn defaults() -> Value {
        Pattern::defaults()
    }
}
