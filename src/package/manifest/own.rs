//! `manifest.json`, the form of this marketplace.

use serde::Deserialize;
use serde_json::Value;

use super::author::Author;
use super::{Claims, Form, Manifest, name, version};
use crate::model::Slug;

/// The fields, all of them: a misspelt one is refused.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "an object with a slug, a name and a version"
)]
struct Fields {
    slug: Slug,
    name: String,
    version: String,
    description: Option<String>,
    long_description: Option<String>,
    author: Option<Author>,
    license: Option<String>,
    tags: Option<Vec<String>>,
    category: Option<String>,
    recommended_models: Option<Vec<String>>,
    token_estimate: Option<u64>,
    contents: Option<Parts>,
    tools: Option<Vec<Value>>,
}

/// The parts a manifest says there are.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    skills: Option<Claim>,
    commands: Option<Claim>,
    agents: Option<Claim>,
    hooks: Option<Claim>,
}

/// How many parts of a kind: their number, their list, or an object of one key each.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected a number, a list or an object")]
enum Claim {
    Number(u64),
    List(Vec<Value>),
    Named(serde_json::Map<String, Value>),
}

impl Claim {
    fn number(&self) -> u64 {
        match self {
            Self::Number(number) => *number,
            Self::List(list) => u64::try_from(list.len()).unwrap_or(u64::MAX),
            Self::Named(map) => u64::try_from(map.len()).unwrap_or(u64::MAX),
        }
    }
}

/// Reads the form. The error says why it is none.
pub fn read(raw: Value) -> Result<Manifest, String> {
    let fields = Fields::deserialize(&raw).map_err(|cause| cause.to_string())?;
    let parts = fields.contents.unwrap_or_default();
    let claim = |claim: Option<Claim>| claim.map(|claim| claim.number());
    Ok(Manifest {
        form: Form::Manifest,
        slug: fields.slug,
        name: name::checked(&fields.name)?,
        version: version::strict(&fields.version)?,
        description: fields.description,
        long_description: fields.long_description,
        author: fields.author.map(Author::name),
        license: fields.license,
        homepage: None,
        tags: fields.tags.unwrap_or_default(),
        category: fields.category,
        recommended_models: fields.recommended_models.unwrap_or_default(),
        token_estimate: fields.token_estimate,
        tools: fields.tools.unwrap_or_default(),
        claims: Claims {
            skills: claim(parts.skills),
            commands: claim(parts.commands),
            agents: claim(parts.agents),
            hooks: claim(parts.hooks),
        },
        raw,
    })
}
