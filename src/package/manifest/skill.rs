//! A bare skill: `SKILL.md`, whose frontmatter is the manifest.

use serde_json::Value;

use super::frontmatter::{self, Fault};
use super::value::{name_of, text_of, words};
use super::{Claims, Form, Manifest, name, version};
use crate::package::remark::{Remark, Remarks};
use crate::package::shown::Shown;

/// Reads the form out of the frontmatter `block` of the file at `path`. The error says why it is none.
pub fn read(path: &str, block: &str, remarks: &mut Remarks) -> Result<Manifest, Fault> {
    let front = frontmatter::parse(block)?;
    if let Some(cause) = &front.loose {
        remarks.push(Remark::LooseFrontmatter {
            path: Shown::of(path),
            cause: Shown::of(cause),
        });
    }
    let raw = front.value;
    let field = |key| raw.get(key).and_then(text_of);
    let inner = |key| {
        raw.get("metadata")
            .and_then(|inner| inner.get(key))
            .and_then(text_of)
    };
    let at = |key, cause| Fault::new(frontmatter::line_of(block, key), cause);
    let said = field("name").ok_or_else(|| at("name", "its frontmatter has no name".to_owned()))?;
    Ok(Manifest {
        form: Form::Skill,
        slug: name::slug(&said).map_err(|cause| at("name", cause))?,
        name: name::checked(&said).map_err(|cause| at("name", cause))?,
        version: version(front.version, remarks).map_err(|cause| at("version", cause))?,
        description: field("description"),
        long_description: None,
        author: raw
            .get("author")
            .and_then(name_of)
            .or_else(|| inner("author")),
        license: field("license").or_else(|| inner("license")),
        homepage: field("homepage").or_else(|| inner("homepage")),
        tags: words(raw.get("tags").or(raw.get("keywords"))),
        category: field("category").or_else(|| inner("category")),
        recommended_models: Vec::new(),
        token_estimate: None,
        tools: words(raw.get("allowed-tools"))
            .into_iter()
            .map(Value::from)
            .collect(),
        claims: Claims::default(),
        raw,
    })
}

fn version(said: Option<String>, remarks: &mut Remarks) -> Result<semver::Version, String> {
    let Some(said) = said else {
        return Ok(version::ASSUMED);
    };
    let taken = version::loose(&said)?;
    if taken.to_string() != said {
        remarks.push(Remark::LooseVersion {
            said: Shown::of(&said),
            taken: taken.clone(),
        });
    }
    Ok(taken)
}
