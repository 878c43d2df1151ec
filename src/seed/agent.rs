//! An agent, with what it is assigned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::agent_tool::AgentTool;
use super::field::{Nullable, Optional};
use super::json::Object;
use super::record::{Record, Wrong};
use super::text::{Prose, Text};
use super::twice::twice;
use crate::model::{AgentStatus, AgentType, OwnerType, Slug};

/// An agent of a workspace.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The slug of the workspace.
    pub workspace: Slug,
    /// The name by which the agent is known in its workspace.
    pub name: Text<255>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub description: Nullable<Prose>,
    /// What it is made for, such as `custom` or `data_analyst`.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub agent_type: Optional<AgentType>,
    /// Whether it works.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub status: Optional<AgentStatus>,
    /// Anything that is set for it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub configuration: Optional<Object>,
    /// Its model: `provider`, `model_id`, `temperature`, `max_tokens`, `top_p`,
    /// `frequency_penalty`, `presence_penalty`, `fallback_model_id`.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub model_config: Optional<Object>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub tags: Optional<Vec<Text<255>>>,
    /// The slug of its persona: the workspace's own, or one for all.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub persona: Nullable<Slug>,
    /// Instructions of its own instead of a persona's.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub custom_persona_prompt: Nullable<Prose>,
    /// Whether its own instructions hold.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub use_custom_persona: Optional<bool>,
    /// Whose it is. The marketplace's agents are in the workspace `platform`.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub owner_type: Optional<OwnerType>,
    /// Whether all members of the workspace see it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_shared: Optional<bool>,
    /// Whether it is shown first.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_featured: Optional<bool>,
    /// Whether the marketplace took it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_approved: Optional<bool>,
    /// The group of the marketplace it is listed in.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub marketplace_category: Nullable<Text<100>>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub version: Optional<Text<50>>,
    /// Its skills, by name, in any order: the workspace's own, or those for all.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub skills: Optional<Vec<Text<200>>>,
    /// Its plugins, by slug, the most important first. The workspace must have enabled them.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub plugins: Optional<Vec<Slug>>,
    /// Its apps, in any order.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub tools: Optional<Vec<AgentTool>>,
}

impl Record for Agent {
    const KEY: &[&str] = &["workspace", "name"];
    const VERBATIM: &[&str] = &[
        "description",
        "configuration",
        "model_config",
        "custom_persona_prompt",
        "config",
    ];
    const TOGETHER: &[&str] = &["use_custom_persona", "custom_persona_prompt"];

    fn defaults() -> Value {
        json!({
            "agent_type": "custom",
            "status": "active",
            "configuration": {},
            "model_config": {},
            "tags": [],
            "use_custom_persona": false,
            "owner_type": "workspace",
            "is_shared": true,
            "is_featured": false,
            "is_approved": false,
            "version": "1.0.0",
            "skills": [],
            "plugins": [],
            "tools": [],
        })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        if self.use_custom_persona == Optional::Value(true)
            && self
                .custom_persona_prompt
                .value()
                .is_none_or(|prompt| prompt.as_str().trim().is_empty())
        {
            wrong.push(
                Wrong::at(
                    ["use_custom_persona"],
                    "there is no persona of its own to use",
                )
                .hint("write it as `custom_persona_prompt`"),
            );
        }
        if self.owner_type == Optional::Value(OwnerType::Marketplace)
            && self.workspace.as_str() != "platform"
        {
            wrong.push(
                Wrong::at(
                    ["owner_type"],
                    "an agent of the marketplace is in the workspace `platform`",
                )
                .hint("write `workspace: platform`, or `owner_type: workspace`"),
            );
        }
        if let Optional::Value(Object(configuration)) = &self.configuration {
            wrong.extend(legacy(configuration));
        }
        if let Optional::Value(Object(model)) = &mut self.model_config {
            check_model(model, wrong);
        }
        self.check_assignments(wrong);
    }
}

impl Agent {
    /// Nothing is assigned twice; what has no order is put in one.
    fn check_assignments(&mut self, wrong: &mut Vec<Wrong>) {
        if let Optional::Value(skills) = &mut self.skills {
            twice("skills", skills.iter().map(Text::as_str), wrong);
            skills.sort();
        }
        if let Optional::Value(plugins) = &self.plugins {
            twice("plugins", plugins.iter().map(Slug::as_str), wrong);
        }
        if let Optional::Value(tools) = &mut self.tools {
            twice("tools", tools.iter().map(AgentTool::name), wrong);
            for (index, tool) in tools.iter_mut().enumerate() {
                tool.complete(index, wrong);
            }
            tools.sort_by(|a, b| a.name().cmp(b.name()));
        }
    }
}

/// Tools that stand in the configuration, as they did before there were assignments.
fn legacy(configuration: &Map<String, Value>) -> Option<Wrong> {
    let field = ["tools", "tool_ids"]
        .into_iter()
        .find(|field| configuration.get(*field).is_some_and(Value::is_array))?;
    let message = "tools are assigned, and are no part of the configuration any more";
    Some(
        Wrong::at(["configuration", field], message)
            .hint("list them as `tools:` of the agent, each with its `app_name`"),
    )
}

/// `model` is another word for `model_id`; the settings that are known must make sense.
fn check_model(model: &mut Map<String, Value>, wrong: &mut Vec<Wrong>) {
    if let Some(value) = model.remove("model") {
        let before = model.insert("model_id".to_owned(), value.clone());
        if before.is_some_and(|before| before != value) {
            let message = "`model` is another word for `model_id`, which is there as well";
            wrong.push(Wrong::at(["model_config", "model"], message));
        }
    }
    for field in ["provider", "model_id", "fallback_model_id"] {
        if model
            .get(field)
            .is_some_and(|value| !value.is_string() && !value.is_null())
        {
            let message = format!("`{field}` must be text");
            wrong.push(Wrong::at(["model_config", field], message));
        }
    }
    for (field, low, high) in [
        ("temperature", 0.0, 2.0),
        ("top_p", 0.0, 1.0),
        ("frequency_penalty", -2.0, 2.0),
        ("presence_penalty", -2.0, 2.0),
        ("max_tokens", 1.0, f64::from(i32::MAX)),
    ] {
        let Some(value) = model.get(field).filter(|value| !value.is_null()) else {
            continue;
        };
        let inside = |number: f64| (low..=high).contains(&number);
        if !value.as_f64().is_some_and(inside) {
            let message = format!("`{field}` must be a number from {low} to {high}");
            wrong.push(Wrong::at(["model_config", field], message));
        }
    }
}
