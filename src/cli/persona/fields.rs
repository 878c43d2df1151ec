//! The fields of a persona as flags.

use std::io;
use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Map, Value, json};

use crate::cli::agent::read;
use crate::error::{Advice, Code};

/// Fields of a persona.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Fields")]
pub struct Fields {
    /// What people see
    #[arg(long)]
    name: Option<String>,

    /// The group it is listed in
    #[arg(long)]
    category: Option<String>,

    /// A file with the instructions that make the persona; `-` is standard input
    #[arg(long, value_name = "FILE")]
    prompt_file: Option<PathBuf>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// How it sounds
    #[arg(long, value_name = "TEXT")]
    voice: Option<String>,

    /// A word to find it by, instead of those it has; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,

    /// The temperature at which it does best, 0 to 2
    #[arg(long, value_name = "NUMBER")]
    temperature: Option<f64>,

    /// A model that suits it, the best first, instead of those it has; may be repeated
    #[arg(long = "model", value_name = "MODEL")]
    models: Vec<String>,

    /// Whether it can be chosen
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    active: Option<bool>,
}

impl Fields {
    /// Those that were given, in the form of seed files.
    pub fn given(&self) -> anyhow::Result<Map<String, Value>> {
        let mut given = Map::new();
        let mut put = |field: &str, value: Option<Value>| {
            if let Some(value) = value {
                given.insert(field.to_owned(), value);
            }
        };
        let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
        put("name", text(&self.name));
        put("category", text(&self.category));
        put("description", text(&self.description));
        put("voice_description", text(&self.voice));
        put("tags", (!self.tags.is_empty()).then(|| json!(self.tags)));
        put(
            "suggested_temperature",
            self.temperature.map(|number| json!(number)),
        );
        put(
            "suggested_models",
            (!self.models.is_empty()).then(|| json!(self.models)),
        );
        put("is_active", self.active.map(Value::Bool));
        if let Some(path) = &self.prompt_file {
            let prompt = if path.as_os_str() == "-" {
                io::read_to_string(io::stdin().lock())
                    .context(Advice::new(Code::FileRead, "cannot read standard input"))?
            } else {
                read(path)?
            };
            put("system_prompt", Some(json!(prompt)));
        }
        Ok(given)
    }
}
