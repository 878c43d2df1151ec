//! Files that make up one program are judged together.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::engine::file::Judged;
use super::engine::worth;
use super::finding::Setting;
use super::judge::Text;
use super::language::Language;
use super::policy::Policy;
use super::role::{self, Role};
use super::scene::{Piece, Scene};
use super::search;
use super::{code, context, engine, rules};

/// How much code of one skill is judged together, in bytes.
const PROGRAM: usize = 3 << 20;

/// Code that may import other files of the package is judged together, skill by skill.
pub fn programs<'a>(texts: &'a [Text<'a>], policy: &Policy) -> Vec<Judged> {
    let mut groups: BTreeMap<(String, bool), Vec<&Text>> = BTreeMap::new();
    let mut halves: BTreeMap<(String, bool), Vec<&Text>> = BTreeMap::new();
    for text in texts {
        let python = text.part.language == Language::Python;
        let script = matches!(
            text.part.language,
            Language::JavaScript | Language::TypeScript
        );
        let code = (python || script) && text.text().len() <= engine::code::LONGEST;
        if code && worth::is_worth_parsing(text.text()) {
            groups
                .entry((skill_of(text.path, texts), python))
                .or_default()
                .push(text);
        } else if code
            && text.text().len() < 100_000
            && (worth::is_source(text.text()) || is_carrier(text.text()))
        {
            halves
                .entry((skill_of(text.path, texts), python))
                .or_default()
                .push(text);
        }
    }
    // A module that only reads and one that only sends matter when both are there.
    for (key, list) in halves {
        let reads = list.iter().any(|text| worth::is_source(text.text()));
        let sends = list.iter().any(|text| is_carrier(text.text()));
        let group = groups.get(&key).cloned().unwrap_or_default();
        if group.is_empty() && !(reads && sends) {
            continue;
        }
        let code = texts.iter().filter(|text| text.part.language.is_code());
        let joined: Vec<&Text> = list
            .into_iter()
            .filter(|half| code.clone().any(|other| are_joined(half, other)))
            .collect();
        groups.entry(key).or_default().extend(joined);
    }
    groups.retain(|_, group| !group.is_empty());
    joining(texts, &mut groups);
    groups
        .into_values()
        .collect::<Vec<_>>()
        .par_iter()
        .map(|group| program(group, policy))
        .collect()
}

/// Whether one of two modules may import the other, or start it.
fn are_joined(one: &Text, other: &Text) -> bool {
    let names = |text: &Text, module: &Text| match stem(module) {
        Some("__init__" | "index" | "__main__") | None => true,
        Some(name) => search::find(text.text(), name).is_some(),
    };
    !std::ptr::eq(one, other) && (names(one, other) || names(other, one))
}

/// Adds modules that only pass on what their siblings gather: they still join source and sink.
fn joining<'a>(texts: &'a [Text<'a>], groups: &mut BTreeMap<(String, bool), Vec<&'a Text<'a>>>) {
    if groups.is_empty() {
        return;
    }
    let stems: BTreeSet<&str> = texts.iter().filter_map(stem).collect();
    let Ok(automaton) = AhoCorasick::new(&stems) else {
        return;
    };
    let stems: Vec<&str> = stems.into_iter().collect();
    for text in texts.iter().filter(|text| text.text().len() < 100_000) {
        let python = match text.part.language {
            Language::Python => true,
            Language::JavaScript | Language::TypeScript => false,
            _ => continue,
        };
        let Some(group) = groups.get_mut(&(skill_of(text.path, texts), python)) else {
            continue;
        };
        let imports = text.text().contains("import") || text.text().contains("require(");
        if !imports || group.iter().any(|other| std::ptr::eq(*other, text)) {
            continue;
        }
        let named: BTreeSet<&str> = automaton
            .find_overlapping_iter(text.text())
            .filter_map(|hit| stems.get(hit.pattern().as_usize()).copied())
            .collect();
        let siblings = group
            .iter()
            .filter(|other| stem(other).is_some_and(|name| named.contains(name)));
        let does_both = |other: &&Text| worth::is_source(other.text()) && is_carrier(other.text());
        if siblings.clone().any(does_both) || siblings.count() > 1 {
            group.push(text);
        }
    }
}

/// The name others import a module by, if it is long enough to mean anything.
fn stem<'a>(text: &Text<'a>) -> Option<&'a str> {
    let endings: &[&str] = match text.part.language {
        Language::Python => &[".py"],
        Language::JavaScript | Language::TypeScript => &[".js", ".mjs", ".cjs", ".ts"],
        _ => return None,
    };
    let name = role::file_name(text.path);
    endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|name| name.len() > 2)
}

/// Whether a module without sources of its own may still send what it is given.
fn is_carrier(text: &str) -> bool {
    text.len() < 200_000
        && [
            "requests.",
            "urllib",
            "httpx",
            "aiohttp",
            "http.client",
            "smtplib",
            "fetch(",
            "axios",
            "https.request",
        ]
        .iter()
        .any(|mark| text.contains(mark))
}

fn skill_of(path: &str, texts: &[Text]) -> String {
    let mut folder = context::folder(path);
    loop {
        let head = if folder.is_empty() {
            "SKILL.md".to_owned()
        } else {
            format!("{folder}/SKILL.md")
        };
        if folder.is_empty() || texts.binary_search_by(|text| text.path.cmp(&head)).is_ok() {
            return folder.to_owned();
        }
        folder = context::folder(folder);
    }
}

fn program(group: &[&Text], policy: &Policy) -> Judged {
    let mut left = PROGRAM;
    let mut unread = Vec::new();
    let mut fitting: Vec<&Text> = Vec::new();
    for text in group {
        if text.text().len() <= left {
            fitting.push(text);
        } else {
            unread.push(*text);
        }
        left = left.saturating_sub(text.text().len());
    }
    let group = fitting;
    let scenes: Vec<Scene> = group
        .iter()
        .map(|text| Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        })
        .collect();
    let sources: Vec<code::Source> = group
        .iter()
        .zip(&scenes)
        .map(|(text, scene)| code::Source {
            text: scene.text,
            language: text.part.language,
            piece: Piece::at(
                scene,
                0,
                if text.part.role == Role::Install {
                    Setting::Install
                } else {
                    Setting::Script
                },
            ),
        })
        .collect();
    let outcome = code::judge(&sources);
    let mut facts = outcome.facts;
    if facts.contains("uses the network") {
        facts.insert("code uses the network");
    }
    let mut signals = outcome.signals;
    for text in unread {
        let scene = Scene {
            file: text.path,
            text: text.text(),
            lines: &text.lines,
            allowed: &policy.allowed_destinations,
        };
        let piece = Piece::at(&scene, 0, Setting::Whole);
        signals.push(piece.signal(&rules::UNREAD, (0, 0), text.path));
    }
    Judged {
        signals,
        facts,
        hosts: outcome.hosts,
        called: BTreeMap::new(),
    }
}
