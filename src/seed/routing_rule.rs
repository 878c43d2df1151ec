//! A rule that sends requests to an agent, to a workflow or to the orchestrator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::record::{Record, Wrong};
use super::text::Text;
use crate::model::{Channel, Slug};

/// A rule of a workspace, with exactly one target.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoutingRule {
    /// The slug of the workspace.
    pub workspace: Slug,
    /// The name by which the rule is known in its workspace.
    pub name: Text<255>,
    /// What the source of a request must match.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub source_pattern: Nullable<Text<1000>>,
    /// Where a request must come from.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub source_channel: Nullable<Channel>,
    /// Words one of which a request must have.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub intent_keywords: Optional<Vec<Text<255>>>,
    /// The agent of the workspace that answers, by name.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub target_agent: Nullable<Text<255>>,
    /// The workflow of the workspace that runs, by name.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub target_workflow: Nullable<Text<255>>,
    /// Let the orchestrator choose.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub target_orchestrate: Optional<bool>,
    /// Which rule is tried first: the highest.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub priority: Optional<i32>,
    /// Whether it is in use.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_active: Optional<bool>,
}

impl Record for RoutingRule {
    const KEY: &[&str] = &["workspace", "name"];
    const TOGETHER: &[&str] = &["target_agent", "target_workflow", "target_orchestrate"];

    fn defaults() -> Value {
        json!({
            "intent_keywords": [],
            "target_orchestrate": false,
            "priority": 0,
            "is_active": true,
        })
    }

    /// The targets that are not meant are written as such, so that a rule that gets another target
    /// loses the one it had.
    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let orchestrate = self.target_orchestrate == Optional::Value(true);
        let targets = [
            ("target_agent", self.target_agent.value().is_some()),
            ("target_workflow", self.target_workflow.value().is_some()),
            ("target_orchestrate", orchestrate),
        ];
        let named: Vec<&str> = targets
            .iter()
            .filter(|(_, given)| *given)
            .map(|(field, _)| *field)
            .collect();
        let hint = "write exactly one of `target_agent`, `target_workflow` and \
                    `target_orchestrate: true`";
        match named.as_slice() {
            [_] => {}
            [] => wrong.push(Wrong::at(["name"], "the rule has no target").hint(hint)),
            [.., last] => {
                let message = format!("the rule has {} targets", named.len());
                wrong.push(Wrong::at([*last], message).hint(hint));
            }
        }
        if self.target_agent.is_absent() {
            self.target_agent = Nullable::Null;
        }
        if self.target_workflow.is_absent() {
            self.target_workflow = Nullable::Null;
        }
        self.target_orchestrate = Optional::Value(orchestrate);
    }
}
