//! What a language model is told of a tool.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{name, soundness};
use crate::model::ToolFormat;

/// An action that an agent may call.
#[derive(Debug, Clone)]
pub struct Offer {
    pub app_name: String,
    pub action_name: String,
    /// What people see of it.
    pub display_name: String,
    pub description: Option<String>,
    /// The JSON Schema of what it takes; `{}` takes nothing.
    pub parameters: Value,
}

/// A tool with a name and a schema that providers take.
#[derive(Debug, Clone, Serialize)]
pub struct Definition {
    pub name: String,
    pub app_name: String,
    pub action_name: String,
    pub description: String,
    pub schema: Value,
}

/// An assignment or an action that gives no tool, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub app_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_name: Option<String>,
    pub reason: String,
}

/// Makes tools of the offers, in their order. One whose schema is none is left out.
pub fn define(offers: &[Offer]) -> (Vec<Definition>, Vec<LeftOut>) {
    let mut sound = Vec::new();
    let mut left_out = Vec::new();
    for offer in offers {
        let schema = completed(&offer.parameters);
        match of_object(&schema).and_then(|()| soundness::check(&schema)) {
            Ok(()) => sound.push((offer, schema)),
            Err(why) => left_out.push(LeftOut {
                app_name: offer.app_name.clone(),
                action_name: Some(offer.action_name.clone()),
                reason: format!("its parameters are no JSON schema: {why}"),
            }),
        }
    }
    let pairs: Vec<(&str, &str)> = sound
        .iter()
        .map(|(offer, _)| (offer.app_name.as_str(), offer.action_name.as_str()))
        .collect();
    let names = name::names(&pairs);
    let definitions = sound
        .into_iter()
        .zip(names)
        .map(|((offer, schema), name)| Definition {
            name,
            app_name: offer.app_name.clone(),
            action_name: offer.action_name.clone(),
            description: offer
                .description
                .clone()
                .unwrap_or_else(|| offer.display_name.clone()),
            schema,
        })
        .collect();
    (definitions, left_out)
}

impl Definition {
    /// As that provider takes it.
    pub fn rendered(&self, format: ToolFormat) -> Value {
        let Self {
            name,
            description,
            schema,
            ..
        } = self;
        match format {
            ToolFormat::Openai => json!({
                "type": "function",
                "function": {"name": name, "description": description, "parameters": schema},
            }),
            ToolFormat::Anthropic => json!({
                "name": name, "description": description, "input_schema": schema,
            }),
        }
    }
}

/// Providers want `type` and `properties` even of what takes nothing.
fn completed(parameters: &Value) -> Value {
    let Value::Object(keywords) = parameters else {
        return parameters.clone();
    };
    let mut schema: Map<String, Value> = keywords.clone();
    schema.entry("type").or_insert_with(|| json!("object"));
    schema.entry("properties").or_insert_with(|| json!({}));
    Value::Object(schema)
}

fn of_object(schema: &Value) -> Result<(), String> {
    match schema.get("type") {
        Some(Value::String(word)) if word == "object" => Ok(()),
        Some(_) => Err("type: it is not `object`".to_owned()),
        None => Err("it is no object".to_owned()),
    }
}
