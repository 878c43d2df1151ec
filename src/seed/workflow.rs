//! A workflow: steps that agents carry out, in a file of its own or as a workspace has it.

use schemars::JsonSchema;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::definition;
use super::field::{Nullable, Optional};
use super::json::Object;
use super::record::{Record, Wrong, shared_and_owned};
use super::text::{Prose, Text};
use super::twice::twice;
use crate::model::WorkflowStatus;

shared_and_owned! {
    /// Steps that agents of a workspace carry out together.
    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Workflow, WorkspaceWorkflow [
        /// The agents that take part, by name; where left out, those that its steps name.
        #[serde(default, skip_serializing_if = "Optional::is_absent")]
        pub agents: Optional<Vec<Text<255>>>,
    ] {
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

impl Record for WorkspaceWorkflow {
    const KEY: &[&str] = &["workspace", "name"];
    const VERBATIM: &[&str] = &["description", "goal", "context", "workflow_definition"];
    const TOGETHER: &[&str] = &["workflow_definition", "agents"];

    fn defaults() -> Value {
        json!({ "workflow_definition": {}, "status": "draft", "tags": [], "agents": [] })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        if let (Optional::Absent, Optional::Value(Object(definition))) =
            (&self.agents, &self.workflow_definition)
        {
            let definition = Value::Object(definition.clone());
            match named(&definition) {
                Ok(agents) => self.agents = Optional::Value(agents),
                Err(error) => wrong.push(Wrong::at(["workflow_definition"], error.to_string())),
            }
        }
        if let Optional::Value(agents) = &mut self.agents {
            twice("agents", agents.iter().map(Text::as_str), wrong);
            agents.sort();
        }
    }
}

/// The agents that the steps of a definition name.
fn named(definition: &Value) -> Result<Vec<Text<255>>, Error> {
    let names = crate::workflow::agents(definition).into_iter();
    names
        .map(|name| Text::deserialize(name.into_deserializer()))
        .collect()
}
