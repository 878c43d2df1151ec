//! What a skill holds, as one digest: two skills are the same exactly where it is.

use std::collections::HashMap;

use serde_json::json;

use super::found::Found;
use super::plan::Known;
use crate::db::skill_import::Live;
use crate::model::Digest;

/// The digest of what a skill holds at its source.
pub fn of(found: &Found) -> String {
    let files: Vec<(&str, &str)> = found
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.sha256.as_str()))
        .collect();
    digest(&json!({
        "name": found.name, "description": found.description, "category": found.category, "tags": found.tags,
        "instructions": found.instructions, "document": found.document_sha256, "path": found.path, "files": files,
    }))
}

/// The same of what it holds here.
pub fn here(live: &Live, known: &Known) -> String {
    let files = known.files.get(&live.id);
    let files: Vec<(&str, &str)> = files
        .into_iter()
        .flatten()
        .map(|file| (file.file_path.as_str(), file.content_sha256.as_str()))
        .collect();
    digest(&json!({
        "name": live.name, "description": live.description, "category": live.category, "tags": live.tags,
        "instructions": live.prompt_template, "document": live.document_sha256, "path": live.filesystem_path,
        "files": files,
    }))
}

/// Keys are sorted, so that equal content has one digest; files are sorted by their paths.
fn digest(content: &serde_json::Value) -> String {
    Digest::of(content.to_string().as_bytes()).to_string()
}

/// What of a skill is other than here, in a few words.
pub fn differences(found: &Found, live: &Live, known: &Known) -> String {
    let here: HashMap<&str, &str> = known
        .files
        .get(&live.id)
        .into_iter()
        .flatten()
        .map(|file| (file.file_path.as_str(), file.content_sha256.as_str()))
        .collect();
    let changed = found
        .files
        .iter()
        .filter(|file| here.get(file.path.as_str()) != Some(&file.sha256.as_str()))
        .count();
    let gone = here
        .keys()
        .filter(|path| found.files.iter().all(|file| file.path != **path))
        .count();
    let parts = [
        (found.description != live.description, "description"),
        (found.category != live.category, "category"),
        (found.tags != live.tags, "tags"),
        (
            Some(&found.instructions) != live.prompt_template.as_ref(),
            "instructions",
        ),
        (Some(&found.path) != live.filesystem_path.as_ref(), "folder"),
    ];
    let mut words: Vec<String> = parts
        .iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, word)| (*word).to_owned())
        .collect();
    if changed > 0 {
        words.push(format!("{changed} files"));
    }
    if gone > 0 {
        words.push(format!("{gone} files gone"));
    }
    if words.is_empty() {
        words.push("frontmatter".to_owned());
    }
    words.join(", ")
}
