//! A skill: what an agent can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::json::{Json, Object};
use super::record::{Record, shared_and_owned};
use super::text::{Prose, Text};
use crate::model::SkillType;

shared_and_owned! {
    /// What an agent can do, in three levels: what is listed, what is loaded, what is looked up.
    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Skill, WorkspaceSkill {
        /// The name by which the skill is known.
        pub name: Text<200>,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub description: Nullable<Prose>,
        /// What kind of ability it is.
        pub skill_type: SkillType,
        /// The group it is listed in.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub category: Nullable<Text<100>>,
        /// The instructions and examples of level 2.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub prompt_template: Nullable<Prose>,
        /// Function definitions that come with it.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub tools_schema: Nullable<Json>,
        /// Parameters and their defaults.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub parameters: Optional<Object>,
        /// Code that carries it out.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub implementation: Nullable<Prose>,
        /// Its version.
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        pub skill_version: Nullable<Text<50>>,
        /// Words to find it by.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub tags: Optional<Vec<Text<255>>>,
        /// Anything else about it.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub skill_metadata: Optional<Object>,
        /// Whether it can be used.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub is_active: Optional<bool>,
    }
}

impl Record for Skill {
    const KEY: &[&str] = &["name"];
    const VERBATIM: &[&str] = &[
        "description",
        "prompt_template",
        "tools_schema",
        "parameters",
        "implementation",
        "skill_metadata",
    ];

    fn defaults() -> Value {
        json!({
            "parameters": {},
            "tags": [],
            "skill_metadata": {},
            "is_active": true,
        })
    }
}

impl Record for WorkspaceSkill {
    const KEY: &[&str] = &["workspace", "name"];
    const VERBATIM: &[&str] = Skill::VERBATIM;

    fn defaults() -> Value {
        Skill::defaults()
    }
}
