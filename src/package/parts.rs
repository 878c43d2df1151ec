//! Where skills, commands and agents are, and which there are.

use std::collections::BTreeSet;

use serde_json::Value;

use super::File;
use super::contents::Part;
use super::manifest::{self, Form, Manifest};
use super::remark::{Remark, Remarks};
use super::shown::Shown;

/// The files of a package and the places its manifest adds to the usual ones.
#[derive(Debug)]
pub struct Places<'a> {
    files: &'a [File],
    top: &'a str,
    skills: BTreeSet<&'a str>,
    commands: BTreeSet<&'a str>,
    agents: BTreeSet<&'a str>,
}

impl<'a> Places<'a> {
    /// The usual folders, and for a Claude Code plugin those its manifest names; it may give a path or a
    /// list of them, each a file or a folder. Paths with nothing behind them are remarked on.
    pub fn of(files: &'a [File], manifest: &'a Manifest, remarks: &mut Remarks) -> Self {
        let mut named = |key| match manifest.form {
            Form::ClaudePlugin => places(files, manifest.raw.get(key), remarks),
            Form::Manifest | Form::Skill => BTreeSet::new(),
        };
        Self {
            files,
            top: manifest.slug.as_str(),
            skills: named("skills"),
            commands: named("commands"),
            agents: named("agents"),
        }
    }

    /// `skills/*/SKILL.md`, and in each place that the manifest names, `SKILL.md` or `*/SKILL.md`. A
    /// package without any may be one skill itself.
    pub fn skills(&self) -> Vec<Part> {
        let mut skills = self.collect(|path| {
            let folder = path
                .rsplit_once('/')
                .filter(|(_, file)| manifest::is_skill(file));
            let (folder, _) = folder?;
            let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
            let named = [path, folder, above]
                .iter()
                .any(|place| self.skills.contains(place));
            (above == "skills" || named).then_some(name)
        });
        if skills.is_empty() {
            skills = self.collect(|path| manifest::is_skill(path).then_some(self.top));
        }
        skills
    }

    /// `commands/*.md`, and what the manifest names.
    pub fn commands(&self) -> Vec<Part> {
        self.collect(|path| markdown(path, "commands", &self.commands))
    }

    /// `agents/*.md`, and what the manifest names.
    pub fn agents(&self) -> Vec<Part> {
        self.collect(|path| markdown(path, "agents", &self.agents))
    }

    fn collect<'b>(&'b self, name: impl Fn(&'b str) -> Option<&'b str>) -> Vec<Part> {
        let part = |file: &'b File| {
            name(&file.path).map(|name| Part {
                path: file.path.clone(),
                name: name.to_owned(),
            })
        };
        self.files.iter().filter_map(part).collect()
    }
}

/// The name of a Markdown file that lies right in the usual folder or in one of `places`, or is one.
fn markdown<'a>(path: &'a str, usual: &str, places: &BTreeSet<&str>) -> Option<&'a str> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let here = folder == usual || places.contains(folder) || places.contains(path);
    let (name, extension) = file.rsplit_once('.')?;
    (here && extension.eq_ignore_ascii_case("md")).then_some(name)
}

/// The files and folders that a value means which is a path or a list with paths in it, each once. Those
/// that are not there are remarked on.
pub fn places<'a>(
    files: &[File],
    value: Option<&'a Value>,
    remarks: &mut Remarks,
) -> BTreeSet<&'a str> {
    let mut places = BTreeSet::new();
    for said in paths(value) {
        match place(files, said) {
            Some(place) => {
                places.insert(place);
            }
            None => remarks.push(Remark::Missing {
                path: Shown::of(said),
            }),
        }
    }
    places
}

fn paths(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(path)) => vec![path],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {
            Vec::new()
        }
    }
}

/// The file or folder that a manifest means, as files have it in their paths; none when it is not there.
/// The package itself is empty.
fn place<'a>(files: &[File], said: &'a str) -> Option<&'a str> {
    let place = said
        .strip_prefix("./")
        .unwrap_or(said)
        .trim_end_matches('/');
    if matches!(place, "" | ".") {
        return Some("");
    }
    let is_there = |file: &File| {
        let rest = file.path.strip_prefix(place);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    files.iter().any(is_there).then_some(place)
}
