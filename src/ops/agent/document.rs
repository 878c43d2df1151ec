//! An agent as one document, in the form of seed files: what creates it, and what a patch changes.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Chosen, Tool};
use crate::db::agent::{Fields, Row};
use crate::error::{Advice, Code};
use crate::model::{AgentStatus, AgentType, AppType, OwnerType};
use crate::seed::{self, Fault, Kind};

/// A checked agent with every field.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
#[derive(Debug, Serialize, Deserialize)]
pub struct Document {
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    pub agent_type: AgentType,
    pub status: AgentStatus,
    pub configuration: Value,
    pub model_config: Value,
    pub tags: Vec<String>,
    #[serde(default)]
    pub persona: Option<String>,
    #[serde(default)]
    pub custom_persona_prompt: Option<String>,
    pub use_custom_persona: bool,
    pub owner_type: OwnerType,
    pub is_shared: bool,
    pub is_featured: bool,
    pub is_approved: bool,
    #[serde(default)]
    pub marketplace_category: Option<String>,
    pub version: String,
    #[serde(skip_serializing)]
    skills: Vec<String>,
    #[serde(skip_serializing)]
    plugins: Vec<String>,
    #[serde(skip_serializing)]
    tools: Vec<App>,
}

/// An app as seed files have it.
#[derive(Debug, Deserialize)]
struct App {
    app_name: String,
    app_type: AppType,
    priority: i32,
    config: Value,
}

impl Document {
    /// Checks the fields by the rules of seed files; what is absent has its default.
    pub fn of(workspace: &str, fields: &Map<String, Value>) -> anyhow::Result<Self> {
        let mut fields = fields.clone();
        fields.insert("workspace".to_owned(), json!(workspace));
        let checked = seed::check_alone(Kind::Agents, &fields).map_err(|faults| {
            let name = fields.get("name").and_then(Value::as_str);
            refused(name.unwrap_or("NAME"), faults)
        })?;
        let mut whole = Kind::Agents.defaults();
        whole.extend(checked);
        serde_json::from_value(Value::Object(whole)).context("the agent is no document")
    }

    /// Its columns.
    pub fn columns(&self, persona_id: Option<Uuid>) -> Fields {
        Fields {
            name: self.name.clone(),
            description: self.description.clone(),
            agent_type: self.agent_type.to_string(),
            status: self.status,
            configuration: self.configuration.clone(),
            model_config: self.model_config.clone(),
            tags: self.tags.clone(),
            persona_id,
            custom_persona_prompt: self.custom_persona_prompt.clone(),
            use_custom_persona: self.use_custom_persona,
            owner_type: self.owner_type,
            is_shared: self.is_shared,
            is_featured: self.is_featured,
            is_approved: self.is_approved,
            marketplace_category: self.marketplace_category.clone(),
            version: self.version.clone(),
        }
    }

    /// What it is assigned beside its persona.
    pub fn chosen(&self) -> Chosen {
        let tool = |app: &App| Tool {
            app_name: app.app_name.clone(),
            app_type: Some(app.app_type),
            priority: Some(app.priority),
            config: Some(app.config.clone()),
        };
        Chosen {
            persona: None,
            plugins: self.plugins.clone(),
            skills: self.skills.clone(),
            tools: self.tools.iter().map(tool).collect(),
        }
    }
}

/// The fields of a row that people set; `persona` is the slug of its persona.
pub fn of_row(row: &Row, persona: Option<&str>) -> Map<String, Value> {
    let fields = json!({
        "name": row.name, "description": row.description, "agent_type": row.agent_type,
        "status": row.status, "configuration": row.configuration,
        "model_config": row.model_config, "tags": row.tags, "persona": persona,
        "custom_persona_prompt": row.custom_persona_prompt,
        "use_custom_persona": row.use_custom_persona, "owner_type": row.owner_type,
        "is_shared": row.is_shared, "is_featured": row.is_featured,
        "is_approved": row.is_approved, "marketplace_category": row.marketplace_category,
        "version": row.version,
    });
    fields.as_object().cloned().unwrap_or_default()
}

/// Merges a JSON merge patch (RFC 7396) into fields. `model` of a model configuration is another word
/// for `model_id`, and so takes the place of what is there.
pub fn merge(fields: &mut Map<String, Value>, patch: &Map<String, Value>) {
    for (name, value) in patch {
        if name == "model" && fields.contains_key("model_id") {
            fields.remove("model_id");
        }
        match value {
            Value::Null => {
                fields.remove(name);
            }
            Value::Object(inner) => {
                let entry = fields.entry(name.clone()).or_insert_with(|| json!({}));
                if !entry.is_object() {
                    *entry = json!({});
                }
                if let Some(map) = entry.as_object_mut() {
                    merge(map, inner);
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                fields.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Everything that is wrong with the fields of an agent.
fn refused(name: &str, faults: Vec<Fault>) -> anyhow::Error {
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| match fault.field.as_str() {
            "" => fault.message.clone(),
            field => format!("{field}: {}", fault.message),
        })
        .collect();
    let is_legacy = |fault: &&Fault| {
        ["configuration.tools", "configuration.tool_ids"].contains(&fault.field.as_str())
    };
    let hint = match faults.iter().find(is_legacy) {
        Some(_) => Some(format!(
            "take it out, and `automatos agent assign '{name}' --tool APP`"
        )),
        None => faults.into_iter().find_map(|fault| fault.hint),
    };
    let advice = Advice::new(
        Code::Usage,
        format!("the agent `{name}` cannot be so: {}", lines.join("; ")),
    );
    match hint {
        Some(hint) => advice.hint(hint).into(),
        None => advice.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(fields: Value, patch: Value) -> Value {
        let mut fields = fields.as_object().unwrap().clone();
        merge(&mut fields, patch.as_object().unwrap());
        Value::Object(fields)
    }

    #[test]
    fn a_patch_changes_what_it_names_and_null_takes_away() {
        assert_eq!(
            merged(
                json!({"a": {"b": 1, "c": 2}, "d": 3}),
                json!({"a": {"b": null, "e": [1]}, "d": 4})
            ),
            json!({"a": {"c": 2, "e": [1]}, "d": 4})
        );
    }

    #[test]
    fn the_other_word_for_a_model_takes_its_place() {
        assert_eq!(
            merged(
                json!({"model_config": {"model_id": "old"}}),
                json!({"model_config": {"model": "new"}})
            ),
            json!({"model_config": {"model": "new"}})
        );
    }
}
