//! A recipe: a workflow with parameters.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::field::{Nullable, Optional};
use super::json::{Json, Object};
use super::record::{Record, Wrong};
use super::text::{Prose, Text};
use crate::model::{OwnerType, Slug};

/// A workflow with parameters, from which workflows are made.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The name by which the recipe is known for good.
    pub template_id: Text<255>,
    /// What people see.
    pub name: Text<255>,
    /// What it is for.
    pub description: Prose,
    /// The slug of the workspace it belongs to; none for all.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub workspace: Nullable<Slug>,
    /// Whose it is. What belongs to a workspace names it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub owner_type: Optional<OwnerType>,
    /// The workflow it becomes.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub template_definition: Optional<Object>,
    /// Its steps, in order.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub steps: Optional<Vec<Json>>,
    /// The JSON Schema of its parameters.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub inputs: Optional<Object>,
    /// What it gives.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub outputs: Optional<Object>,
    /// How it is carried out.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub execution_config: Optional<Object>,
    /// When it is carried out.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub schedule_config: Optional<Object>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub tags: Optional<Vec<Text<255>>>,
    /// Agents that suit it, by name.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub recommended_agents: Optional<Vec<Text<255>>>,
    /// Apps that it needs, by name.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub required_tools: Optional<Vec<Text<255>>>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub version: Optional<Text<50>>,
    /// What changed from version to version.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub changelog: Optional<Vec<Json>>,
    /// Whether others see it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_public: Optional<bool>,
    /// Whether it is shown first.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_featured: Optional<bool>,
    /// Part of the platform.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_system: Optional<bool>,
    /// Whether the marketplace took it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub is_approved: Optional<bool>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Optional::is_absent")]
    pub created_by: Optional<Text<255>>,
}

impl Record for Recipe {
    const KEY: &[&str] = &["template_id"];
    const VERBATIM: &[&str] = &[
        "description",
        "template_definition",
        "steps",
        "inputs",
        "outputs",
        "execution_config",
        "schedule_config",
        "changelog",
    ];
    const TOGETHER: &[&str] = &["workspace", "owner_type"];

    fn defaults() -> Value {
        json!({
            "owner_type": "workspace",
            "template_definition": {},
            "steps": [],
            "inputs": {},
            "outputs": {},
            "execution_config": {},
            "schedule_config": {},
            "tags": [],
            "recommended_agents": [],
            "required_tools": [],
            "version": "1.0.0",
            "changelog": [],
            "is_public": false,
            "is_featured": false,
            "is_system": false,
            "is_approved": false,
            "created_by": "seed",
        })
    }

    fn check(&mut self, wrong: &mut Vec<Wrong>) {
        let for_all = self.owner_type == Optional::Value(OwnerType::Marketplace);
        if !for_all && self.workspace.value().is_none() {
            wrong.push(
                Wrong::at(
                    ["workspace"],
                    "a recipe belongs to a workspace or the marketplace",
                )
                .hint("add `workspace:` with a slug, or `owner_type: marketplace`"),
            );
        }
    }
}
