//! `.claude-plugin/plugin.json`, the form of Claude Code.

use std::collections::HashSet;

use semver::Version;
use serde::Deserialize;
use serde_json::Value;

use super::value::{name_of, text_of, words};
use super::{Claims, Form, Manifest, name, version};
use crate::package::remark::{Remark, Remarks};

/// The fields without which Claude Code does not load a plugin, or that say which one it is. The form
/// belongs to someone else, who adds to it: other fields are taken where they have the expected shape and
/// are kept as they are in any case.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with a name")]
struct Fields {
    name: String,
    version: Option<String>,
}

/// Reads the form. The error says why it is none.
pub fn read(raw: Value, remarks: &mut Remarks) -> Result<Manifest, String> {
    let fields = Fields::deserialize(&raw).map_err(|cause| cause.to_string())?;
    let text = |key| raw.get(key).and_then(text_of);
    let mut seen = HashSet::new();
    let mut tags = [words(raw.get("keywords")), words(raw.get("tags"))].concat();
    tags.retain(|tag| seen.insert(tag.clone()));
    Ok(Manifest {
        form: Form::ClaudePlugin,
        slug: name::slug(&fields.name)?,
        name: name::checked(&fields.name)?,
        version: version(fields.version.as_deref(), remarks)?,
        description: text("description"),
        long_description: None,
        author: raw.get("author").and_then(name_of),
        license: text("license"),
        homepage: text("homepage"),
        tags,
        category: text("category"),
        recommended_models: Vec::new(),
        token_estimate: None,
        tools: Vec::new(),
        claims: Claims::default(),
        raw,
    })
}

fn version(said: Option<&str>, remarks: &mut Remarks) -> Result<Version, String> {
    if let Some(said) = said {
        return version::strict(said);
    }
    remarks.push(Remark::NoVersion);
    Ok(version::ASSUMED)
}
