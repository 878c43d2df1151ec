//! A workflow, as a file defines one. No kind of seed: a workspace makes its own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::definition;
use super::field::{Nullable, Optional};
use super::json::Object;
use super::record::{Record, Wrong};
use super::text::{Prose, Text};
use crate::model::WorkflowStatus;

/// Steps that agents of a workspace carry out together.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workflow {
    /// The name by which the workflow is known in its workspace.
    pub name: Text<255>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// What it is to reach.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub goal: Nullable<Prose>,
    /// What its agents should know beforehand.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub context: Nullable<Prose>,
    /// Its steps, limits and schedule.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub workflow_definition: Optional<Object>,
    /// Whether it is used.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub status: Optional<WorkflowStatus>,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub owner: Nullable<Text<255>>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub tags: Optional<Vec<Text<255>>>,
    /// How pressing it is, in one word.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub priority: Nullable<Text<50>>,
    /// The policy it runs under where a run names none.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub default_policy_id: Nullable<Text<255>>,
}

impl Record for Workflow {
    const KEY: &[&str] = &["name"];

    fn defaults() -> Value {
        json!({ "workflow_definition": {}, "status": "draft", "tags": [] })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        if let Optional::Value(Object(definition)) = &self.workflow_definition {
            let faults = crate::workflow::check(definition);
            let below = faults
                .into_iter()
                .map(|fault| fault.below("workflow_definition"));
            wrong.extend(below.map(definition::wrong));
        }
    }
}
