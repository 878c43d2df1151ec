//! One text file: its views, each handed to the engines that can judge it.

use std::collections::{BTreeMap, BTreeSet};

use super::autorun::Outcome;
use super::document::{markdown_file, own_setting, prose};
use super::prompt::Passage;
use super::settings::{json_file, lines_file};
use super::{assets, code, destination, hidden, layers, lure, manifest, secret};
use crate::scan::finding::{Setting, Signal};
use crate::scan::host::Class;
use crate::scan::language::Language;
use crate::scan::role::Role;
use crate::scan::scene::{Piece, Scene};
use crate::scan::shell::judge as shell;
use crate::scan::{lexicon, rules};

/// What one file showed.
#[derive(Debug, Default)]
pub struct Judged {
    /// What was found.
    pub signals: Vec<Signal>,
    /// What it can do.
    pub facts: BTreeSet<&'static str>,
    /// Hosts it names.
    pub hosts: BTreeMap<String, Class>,
    /// Files it runs, each with the language of what runs it.
    pub called: BTreeMap<String, Language>,
}

/// What a file is.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The part it plays.
    pub role: Role,
    /// Its language.
    pub language: Language,
}

/// Prose and fences longer than this are cut for the engines that look at each word.
pub const LONGEST: usize = 4 << 20;

/// Judges a text file. Code that other files may import is judged elsewhere.
pub fn judge(raw: &str, scene: &Scene, part: Part) -> Judged {
    let mut judged = Judged::default();
    let whole = Piece::at(scene, 0, own_setting(part));
    judged
        .signals
        .extend(hidden::judge(raw, part.language.is_code(), &whole));
    secret::judge(scene.text, &whole, &mut judged.signals);
    let too_long =
        scene.text.len() > LONGEST || part.language.is_code() && scene.text.len() > code::LONGEST;
    if too_long {
        let file = Piece::at(scene, 0, Setting::Whole);
        judged
            .signals
            .push(file.signal(&rules::UNREAD, (0, 0), scene.file));
    }
    match part.language {
        Language::Markdown if too_long => plain_file(scene, part, &mut judged),
        Language::Markdown => markdown_file(scene, part, &mut judged),
        Language::Json => json_file(scene, part, &mut judged),
        Language::Yaml | Language::Toml => {
            lines_file(scene, part, &mut judged);
            comments(scene, part, &mut judged);
        }
        Language::Markup | Language::Plain => plain_file(scene, part, &mut judged),
        Language::Python
        | Language::JavaScript
        | Language::TypeScript
        | Language::Shell
        | Language::PowerShell
        | Language::Batch
        | Language::Ruby
        | Language::Go
        | Language::Php
        | Language::AppleScript
        | Language::OtherCode => code_file(scene, part, &mut judged),
    }
    if part.language != Language::Markdown {
        destination::judge(
            scene.text,
            |_| whole.clone(),
            &mut judged.hosts,
            &mut judged.signals,
        );
    }
    if scene.text.len() <= LONGEST {
        layers::judge(scene.text, &whole, &mut judged.signals);
    }
    judged
}

impl Judged {
    /// Takes over what was found.
    pub fn take(&mut self, outcome: Outcome) {
        self.signals.extend(outcome.signals);
        self.facts.extend(outcome.facts);
        self.hosts.extend(outcome.hosts);
        self.called.extend(outcome.called);
    }

    /// Judges a text as shell commands.
    pub fn shell(&mut self, text: &str, piece: &Piece) {
        let judged = shell::judge(text, piece);
        self.signals.extend(judged.signals);
        self.facts.extend(judged.facts);
        self.hosts.extend(judged.hosts);
        self.called.extend(judged.called);
    }

    /// Judges shell commands that go on after others, whose downloads are known; gives all downloads.
    pub fn shell_after(
        &mut self,
        text: &str,
        piece: &Piece,
        downloads: &[(String, Class)],
    ) -> Vec<(String, Class)> {
        let judged = shell::after(text, piece, downloads);
        self.signals.extend(judged.signals);
        self.facts.extend(judged.facts);
        self.hosts.extend(judged.hosts);
        self.called.extend(judged.called);
        judged.downloads
    }

    /// Judges a text as code.
    pub fn code(&mut self, text: &str, language: Language, piece: &Piece) {
        let outcome = code::judge(text, language, piece);
        self.signals.extend(outcome.signals);
        self.facts.extend(outcome.facts);
        self.hosts.extend(outcome.hosts);
    }
}

fn plain_file(scene: &Scene, part: Part, judged: &mut Judged) {
    if part.role == Role::Install {
        judged.signals.extend(manifest::requirements(
            scene.text,
            &Piece::at(scene, 0, Setting::Install),
        ));
    }
    if part.role == Role::Pipeline {
        judged.shell(scene.text, &Piece::at(scene, 0, Setting::Pipeline));
    }
    let text = scene
        .text
        .get(..scene.text.len().min(LONGEST))
        .unwrap_or(scene.text);
    let hits = lexicon::hits(text);
    prose(
        scene,
        (0, text.len()),
        Setting::Data,
        (&hits, &[], ""),
        judged,
    );
    let passage = Passage {
        text,
        start: 0,
        end: text.len(),
        hits: &hits,
        codes: &[],
        heading: "",
    };
    lure::judge(
        &passage,
        &Piece::at(scene, 0, Setting::Data),
        &mut judged.signals,
    );
}

fn code_file(scene: &Scene, part: Part, judged: &mut Judged) {
    let setting = own_setting(part);
    let piece = Piece::at(scene, 0, setting);
    let parsed = matches!(
        part.language,
        Language::Python | Language::JavaScript | Language::TypeScript
    ) && scene.text.len() <= code::LONGEST;
    if !parsed {
        if part.language == Language::Shell && scene.text.len() <= code::LONGEST {
            judged.shell(scene.text, &piece);
        } else {
            judged.code(scene.text, part.language, &piece);
        }
    }
    assets::judge(scene.text, &piece, &mut judged.signals);
    comments(scene, part, judged);
}

/// Comments and texts of code may speak to the model as well as prose does.
fn comments(scene: &Scene, part: Part, judged: &mut Judged) {
    let lower = [
        "gnore ",
        "the user",
        "assistant",
        " AI ",
        "system prompt",
        "disregard",
        "SYSTEM",
        "instructions",
        " tool ",
        " tools ",
    ];
    let may_speak = !scene.text.is_ascii() || lower.iter().any(|mark| scene.text.contains(mark));
    if scene.text.len() > LONGEST || !may_speak {
        return;
    }
    let hits = lexicon::hits(scene.text);
    let mark = if matches!(
        part.language,
        Language::Python
            | Language::Shell
            | Language::Ruby
            | Language::PowerShell
            | Language::Yaml
            | Language::Toml
    ) {
        "#"
    } else {
        "//"
    };
    // Lines of comments that follow each other are one text.
    let mut block: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in scene.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim_start();
        let speaks = trimmed.starts_with(mark)
            || trimmed.starts_with('*')
            || trimmed.starts_with("/*")
            || trimmed.starts_with("\"\"\"")
            || part.language == Language::Python
                && !trimmed.contains('(')
                && trimmed.len() > 30
                && trimmed.starts_with(|letter: char| letter.is_uppercase());
        if speaks {
            block = Some((block.map_or(start, |(first, _)| first), at));
        } else if let Some(range) = block.take() {
            let view = (hits.as_slice(), &[][..], "");
            prose(scene, range, Setting::Script, view, judged);
        }
    }
    if let Some(range) = block {
        let view = (hits.as_slice(), &[][..], "");
        prose(scene, range, Setting::Script, view, judged);
    }
}
