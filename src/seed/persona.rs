//! A persona: how an agent speaks and behaves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::number::Temperature;
use super::record::{Record, Wrong, shared_and_owned};
use super::text::{Link, Prose, Text};
use crate::model::{PersonaScope, Slug};

shared_and_owned! {
    /// How an agent speaks and behaves.
    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Persona, WorkspacePersona {
        /// The name by which the persona is known for good.
        pub slug: Slug,
        /// What people see.
        pub name: Text<255>,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub description: Nullable<Prose>,
        /// The instructions that make the persona.
        pub system_prompt: Prose,
        /// How it sounds.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub voice_description: Nullable<Prose<500>>,
        /// The group it is listed in.
        pub category: Text<100>,
        /// Words to find it by.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub tags: Optional<Vec<Text<255>>>,
        /// The temperature at which it does best.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub suggested_temperature: Optional<Temperature>,
        /// Models that suit it, best first.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub suggested_models: Optional<Vec<Text<255>>>,
        /// Where it comes from.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub source: Optional<Text<100>>,
        /// Where to read about it.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub source_url: Nullable<Link>,
        /// Who may use it, as the kind of seed says already.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub scope: Optional<PersonaScope>,
        /// Whether it can be chosen.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub is_active: Optional<bool>,
    }
}

impl Record for Persona {
    const KEY: &[&str] = &["slug"];
    const VERBATIM: &[&str] = &["description", "system_prompt", "voice_description"];

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        if self.scope == Optional::Value(PersonaScope::Workspace) {
            let message = "a persona of one workspace is a seed of the kind workspace_personas";
            wrong
                .push(Wrong::at(["scope"], message).hint("write `scope: global`, or leave it out"));
        }
    }

    fn defaults() -> Value {
        json!({
            "tags": [],
            "suggested_temperature": 0.7,
            "suggested_models": [],
            "source": "custom",
            "scope": "global",
            "is_active": true,
        })
    }
}

impl Record for WorkspacePersona {
    const KEY: &[&str] = &["workspace", "slug"];
    const VERBATIM: &[&str] = Persona::VERBATIM;

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        if self.scope == Optional::Value(PersonaScope::Global) {
            let message = "a persona for everyone is a seed of the kind personas";
            wrong.push(
                Wrong::at(["scope"], message).hint("write `scope: workspace`, or leave it out"),
            );
        }
        // It follows from the workspace.
        self.scope = Optional::Absent;
    }

    fn defaults() -> Value {
        let mut defaults = Persona::defaults();
        if let Value::Object(fields) = &mut defaults {
            fields.remove("scope");
        }
        defaults
    }
}
