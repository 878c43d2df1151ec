//! The fields of an agent as flags: all become one JSON merge patch.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Map, Value, json};

use crate::error::{Advice, Code};
use crate::model::AgentStatus;

/// Fields of an agent.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Fields")]
pub struct Fields {
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// What it is made for, such as `custom` or `data_analyst`
    #[arg(long = "type", value_name = "TYPE")]
    agent_type: Option<String>,

    /// Whether it works
    #[arg(long, value_enum)]
    status: Option<AgentStatus>,

    /// A word to find it by, instead of those it has; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,

    /// The id of its language model
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,

    /// A field by its way, such as `model_config.temperature=0.3`: a JSON value, or else text; null
    /// takes it away. May be repeated
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = assignment)]
    set: Vec<(String, Value)>,

    /// A file with the instructions of its own that take the place of its persona's, once
    /// `--use-custom-persona` says so
    #[arg(long, value_name = "FILE")]
    custom_prompt_file: Option<PathBuf>,

    /// Let its own instructions take the place of its persona's
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    use_custom_persona: Option<bool>,
}

impl Fields {
    /// Whether none was given.
    pub fn is_empty(&self) -> bool {
        self.description.is_none()
            && self.agent_type.is_none()
            && self.status.is_none()
            && self.tags.is_empty()
            && self.model.is_none()
            && self.set.is_empty()
            && self.custom_prompt_file.is_none()
            && self.use_custom_persona.is_none()
    }

    /// Adds them to a merge patch.
    pub fn add_to(&self, patch: &mut Map<String, Value>) -> anyhow::Result<()> {
        let mut put = |field: &str, value: Option<Value>| {
            if let Some(value) = value {
                patch.insert(field.to_owned(), value);
            }
        };
        put(
            "description",
            self.description.as_ref().map(|text| json!(text)),
        );
        put(
            "agent_type",
            self.agent_type.as_ref().map(|text| json!(text)),
        );
        put("status", self.status.map(|status| json!(status)));
        put("tags", (!self.tags.is_empty()).then(|| json!(self.tags)));
        put(
            "use_custom_persona",
            self.use_custom_persona.map(Value::Bool),
        );
        if let Some(path) = &self.custom_prompt_file {
            put("custom_persona_prompt", Some(json!(read(path)?)));
        }
        if let Some(model) = &self.model {
            place(patch, "model_config.model", json!(model));
        }
        for (way, value) in &self.set {
            place(patch, way, value.clone());
        }
        Ok(())
    }
}

/// The text of a file that was named.
pub fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path)
        .with_context(|| Advice::new(Code::FileRead, format!("cannot read {}", path.display())))
}

/// A file that holds a JSON object.
pub fn read_patch(path: &Path) -> anyhow::Result<Map<String, Value>> {
    serde_json::from_str(&read(path)?).map_err(|error| {
        let message = format!("{} is no JSON object: {error}", path.display());
        Advice::new(Code::Usage, message)
            .hint("a merge patch is an object of the fields that change; null takes one away")
            .into()
    })
}

/// Puts a value at the end of a way through objects.
fn place(patch: &mut Map<String, Value>, way: &str, value: Value) {
    let Some((first, rest)) = way.split_once('.') else {
        patch.insert(way.to_owned(), value);
        return;
    };
    let inner = patch.entry(first.to_owned()).or_insert_with(|| json!({}));
    if !inner.is_object() {
        *inner = json!({});
    }
    if let Some(map) = inner.as_object_mut() {
        place(map, rest, value);
    }
}

fn assignment(text: &str) -> Result<(String, Value), String> {
    let (way, value) = text
        .split_once('=')
        .filter(|(way, _)| !way.is_empty() && way.split('.').all(|step| !step.is_empty()))
        .ok_or("write FIELD=VALUE, such as model_config.temperature=0.3")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    Ok((way.to_owned(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_json_or_else_text() {
        assert_eq!(assignment("a.b=0.3"), Ok(("a.b".to_owned(), json!(0.3))));
        assert_eq!(assignment("a=b=c"), Ok(("a".to_owned(), json!("b=c"))));
        assert!(assignment("a").is_err());
        assert!(assignment("a..b=1").is_err());
    }

    #[test]
    fn ways_lead_through_the_same_objects() {
        let mut patch = Map::new();
        place(&mut patch, "a.b", json!(1));
        place(&mut patch, "a.c", json!(2));
        assert_eq!(Value::Object(patch), json!({"a": {"b": 1, "c": 2}}));
    }
}
