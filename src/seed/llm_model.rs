//! A language model of a provider.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::date::Day;
use super::field::{Nullable, Optional};
use super::json::Object;
use super::number::{Price, Temperature, Tokens};
use super::record::{Record, Wrong, shared_and_owned};
use super::text::{Text, Word};
use crate::model::ModelStatus;

shared_and_owned! {
    /// A language model, with its limits and prices.
    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct LlmModel, WorkspaceLlmModel {
        /// Who offers it.
        pub provider: Word,
        /// The provider's name for it.
        pub model_id: Text<255>,
        /// What people see.
        pub display_name: Text<255>,
        /// The family it belongs to.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub model_family: Nullable<Text<100>>,
        /// What it can do.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub capabilities: Optional<Object>,
        /// How many tokens it takes in all.
        pub context_window: Tokens,
        /// How many tokens it gives at most.
        pub max_output_tokens: Tokens,
        /// Whether it calls functions.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub supports_functions: Optional<bool>,
        /// Whether it sees images.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub supports_vision: Optional<bool>,
        /// Whether it answers piece by piece.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub supports_streaming: Optional<bool>,
        /// US dollars for 1,000 tokens that it reads.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub input_cost_per_1k_tokens: Nullable<Price>,
        /// US dollars for 1,000 tokens that it writes.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub output_cost_per_1k_tokens: Nullable<Price>,
        /// What it is good at.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub recommended_for: Optional<Vec<Text<255>>>,
        /// The temperature it runs at unless told otherwise.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub default_temperature: Optional<Temperature>,
        /// Whether it can be used.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub status: Optional<ModelStatus>,
        /// The day it came out.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub release_date: Nullable<Day>,
        /// The day from which it is no longer answered.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub deprecation_date: Nullable<Day>,
    }
}

impl Record for LlmModel {
    const KEY: &[&str] = &["provider", "model_id"];
    const VERBATIM: &[&str] = &["capabilities"];

    fn defaults() -> Value {
        json!({
            "capabilities": {},
            "supports_functions": false,
            "supports_vision": false,
            "supports_streaming": true,
            "recommended_for": [],
            "default_temperature": 0.7,
            "status": "active",
        })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let life = (self.release_date.value(), self.deprecation_date.value());
        check(self.context_window, life, wrong);
    }
}

impl Record for WorkspaceLlmModel {
    const KEY: &[&str] = &["workspace", "provider", "model_id"];
    const VERBATIM: &[&str] = LlmModel::VERBATIM;

    fn defaults() -> Value {
        LlmModel::defaults()
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let life = (self.release_date.value(), self.deprecation_date.value());
        check(self.context_window, life, wrong);
    }
}

/// What the types cannot tell of a model's window and of the days it came out and goes.
fn check(context_window: Tokens, life: (Option<&Day>, Option<&Day>), wrong: &mut Vec<Wrong>) {
    if context_window.get() == 0 {
        wrong.push(Wrong::at(
            ["context_window"],
            "a context window has at least one token",
        ));
    }
    if let (Some(release), Some(end)) = life
        && end < release
    {
        wrong.push(Wrong::at(
            ["deprecation_date"],
            format!("{end} is before the release on {release}"),
        ));
    }
}
