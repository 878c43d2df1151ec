//! What a package says of itself and what is in it, as a version keeps it and the marketplace shows it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::db::marketplace_plugin::Shown;
use crate::db::plugin_version::PluginVersion;
use crate::model::SecurityStatus;
use crate::package::Package;

/// Longer tags are left out: they are keys of an index.
const LONGEST_TAG: usize = 100;

/// What the marketplace shows of a version, kept in its `contents`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Summary {
    name: String,
    description: Option<String>,
    long_description: Option<String>,
    author: Option<String>,
    license: Option<String>,
    tags: Vec<String>,
    recommended_models: Vec<String>,
    token_estimate: i32,
    skills: i32,
    commands: i32,
    agents: i32,
    hooks: i32,
}

impl Summary {
    /// Counts come from what is there, whatever the manifest claims.
    pub fn of(package: &Package) -> Self {
        let manifest = package.manifest();
        let contents = package.contents();
        let fits = |tag: &&String| tag.chars().count() <= LONGEST_TAG;
        Self {
            name: manifest.name.clone(),
            description: manifest.description.clone(),
            long_description: manifest.long_description.clone(),
            author: manifest.author.clone(),
            license: manifest.license.clone(),
            tags: manifest.tags.iter().filter(fits).cloned().collect(),
            recommended_models: manifest.recommended_models.clone(),
            token_estimate: count(contents.token_estimate),
            skills: count(contents.skills.len()),
            commands: count(contents.commands.len()),
            agents: count(contents.agents.len()),
            hooks: count(contents.hooks),
        }
    }

    /// The summary that a version keeps.
    pub fn kept(version: &PluginVersion) -> anyhow::Result<Self> {
        let kept = version.contents.get("summary").unwrap_or(&Value::Null);
        Ok(Self::deserialize(kept)?)
    }

    /// What is shown before the version is there.
    pub fn undecided(&self, version: &str) -> Shown {
        Shown {
            name: self.name.clone(),
            version: version.to_owned(),
            storage_uri: None,
            package_sha256: None,
            description: self.description.clone(),
            long_description: self.long_description.clone(),
            tags: self.tags.clone(),
            skills_count: self.skills,
            commands_count: self.commands,
            agents_count: self.agents,
            hooks_count: self.hooks,
            original_author: self.author.clone(),
            license: self.license.clone(),
            token_estimate: self.token_estimate,
            recommended_models: self.recommended_models.clone(),
            security_scan_id: None,
            security_status: SecurityStatus::Pending,
        }
    }

    /// What the marketplace shows of that version.
    pub fn shown(&self, version: &PluginVersion) -> Shown {
        Shown {
            storage_uri: Some(version.storage_uri.clone()),
            package_sha256: Some(version.package_sha256.clone()),
            security_scan_id: version.security_scan_id,
            security_status: version.security_status,
            ..self.undecided(&version.version)
        }
    }
}

/// What a version keeps of the package: the summary, the parts, every file with its digest, and what
/// reading it noticed.
pub fn contents(package: &Package) -> anyhow::Result<Value> {
    let mut contents = serde_json::to_value(package.contents())?;
    if let Some(map) = contents.as_object_mut() {
        map.insert(
            "summary".to_owned(),
            serde_json::to_value(Summary::of(package))?,
        );
        let remarks = package.remarks().iter().map(ToString::to_string);
        map.insert("remarks".to_owned(), json!(remarks.collect::<Vec<_>>()));
        map.insert(
            "form".to_owned(),
            serde_json::to_value(package.manifest().form)?,
        );
    }
    Ok(contents)
}

fn count(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}
