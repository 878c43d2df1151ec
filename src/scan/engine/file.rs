//! One text file: its views, each handed to the engines that can judge it.

use std::collections::{BTreeMap, BTreeSet};

use super::autorun::Outcome;
use super::prompt::Passage;
use super::{autorun, code, destination, hidden, layers, lure, manifest, prompt, secret};
use crate::scan::finding::{Setting, Signal};
use crate::scan::host::Class;
use crate::scan::lexicon::{self, Hit};
use crate::scan::role::{Language, Role};
use crate::scan::rules;
use crate::scan::scene::{Piece, Scene};
use crate::scan::shell::judge as shell;
use crate::scan::view::{markdown, values};

/// What one file showed.
#[derive(Debug, Default)]
pub struct Judged {
    /// What was found.
    pub signals: Vec<Signal>,
    /// What it can do.
    pub facts: BTreeSet<&'static str>,
    /// Hosts it names.
    pub hosts: BTreeMap<String, Class>,
    /// Files it runs.
    pub called: BTreeSet<String>,
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
const LONGEST: usize = 4 << 20;

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
        Language::Yaml | Language::Toml => lines_file(scene, part, &mut judged),
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

fn own_setting(part: Part) -> Setting {
    match (part.role, part.language.is_code()) {
        (Role::AutoRun, _) => Setting::AutoRun,
        (Role::Install, _) => Setting::Install,
        (Role::Pipeline, _) => Setting::Pipeline,
        (Role::Instruction | Role::Reference, _) => Setting::Prose,
        (Role::Script | Role::Data, true) => Setting::Script,
        (Role::Script | Role::Data, false) => Setting::Data,
    }
}

impl Judged {
    fn take(&mut self, outcome: Outcome) {
        self.signals.extend(outcome.signals);
        self.facts.extend(outcome.facts);
        self.hosts.extend(outcome.hosts);
        self.called.extend(outcome.called);
    }

    fn shell(&mut self, text: &str, piece: &Piece) {
        let judged = shell::judge(text, piece);
        self.signals.extend(judged.signals);
        self.facts.extend(judged.facts);
        self.hosts.extend(judged.hosts);
        self.called.extend(judged.called);
    }

    fn code(&mut self, text: &str, language: Language, piece: &Piece) {
        let outcome = code::judge(text, language, piece);
        self.signals.extend(outcome.signals);
        self.facts.extend(outcome.facts);
        self.hosts.extend(outcome.hosts);
    }
}

fn markdown_file(scene: &Scene, part: Part, judged: &mut Judged) {
    let document = markdown::read(scene.text);
    let hits = lexicon::hits(
        scene
            .text
            .get(..scene.text.len().min(LONGEST))
            .unwrap_or(scene.text),
    );
    let mut shells: Vec<(String, Class)> = Vec::new();
    for segment in &document.segments {
        let piece = Piece::at(scene, segment.start, segment.setting);
        let text = scene
            .text
            .get(segment.start..segment.end)
            .unwrap_or_default();
        let heading = document
            .headings
            .get(segment.heading)
            .map(String::as_str)
            .unwrap_or_default();
        if segment.setting == Setting::Fence {
            fence(text, &segment.tag, &piece, judged, &mut shells);
            if matches!(
                segment.tag.as_str(),
                "" | "text"
                    | "txt"
                    | "plaintext"
                    | "markdown"
                    | "md"
                    | "indented"
                    | "prompt"
                    | "xml"
                    | "html"
                    | "json"
                    | "yaml"
            ) {
                prose(
                    scene,
                    (segment.start, segment.end),
                    segment.setting,
                    (&hits, &[], heading),
                    judged,
                );
            }
        } else {
            prose(
                scene,
                (segment.start, segment.end),
                segment.setting,
                (&hits, &document.codes, heading),
                judged,
            );
        }
    }
    inline_codes(scene, &document, judged);
    prose_commands(scene, &document, judged);
    let whole = Piece::at(scene, 0, Setting::Prose);
    let passage = Passage {
        text: scene.text,
        start: 0,
        end: scene.text.len(),
        hits: &hits,
        codes: &document.codes,
        heading: "",
    };
    lure::judge(&passage, &whole, &mut judged.signals);
    let setting_at = |byte: usize| {
        let index = document
            .segments
            .partition_point(|segment| segment.end <= byte);
        document
            .segments
            .get(index)
            .filter(|segment| segment.start <= byte)
            .map_or(Setting::Prose, |segment| segment.setting)
    };
    destination::judge(
        scene.text,
        |byte| Piece::at(scene, 0, setting_at(byte)),
        &mut judged.hosts,
        &mut judged.signals,
    );
    if part.role == Role::Instruction {
        let mut outcome = Outcome::default();
        autorun::bang_commands(scene.text, &document.codes, &whole, &mut outcome);
        judged.take(outcome);
    }
}

fn prose(
    scene: &Scene,
    range: (usize, usize),
    setting: Setting,
    view: (&[Hit], &[(usize, usize)], &str),
    judged: &mut Judged,
) {
    let (all, codes, heading) = view;
    let hits = prompt::between(all, range);
    if hits.len() < 2 {
        return;
    }
    let first = codes.partition_point(|code| code.1 <= range.0);
    let last = codes.partition_point(|code| code.0 < range.1);
    let passage = Passage {
        text: scene.text,
        start: range.0,
        end: range.1,
        hits,
        codes: codes.get(first..last).unwrap_or_default(),
        heading,
    };
    prompt::judge(&passage, &Piece::at(scene, 0, setting), &mut judged.signals);
}

fn fence(
    text: &str,
    tag: &str,
    piece: &Piece,
    judged: &mut Judged,
    downloads: &mut Vec<(String, Class)>,
) {
    let language = Language::named(tag).or_else(|| {
        matches!(tag, "" | "text" | "txt" | "plaintext" | "indented")
            .then(|| guess(text))
            .flatten()
    });
    if text.len() > code::LONGEST {
        let block = Piece {
            setting: Setting::Whole,
            ..piece.clone()
        };
        judged
            .signals
            .push(block.signal(&rules::UNREAD, (0, 0), "code block"));
    }
    match language {
        Some(Language::Shell) => {
            let outcome = shell::after(text, piece, downloads);
            *downloads = outcome.downloads;
            judged.signals.extend(outcome.signals);
            judged.facts.extend(outcome.facts);
            judged.hosts.extend(outcome.hosts);
            judged.called.extend(outcome.called);
        }
        Some(language) if language.is_code() => {
            judged.code(text, language, piece);
            if matches!(
                language,
                Language::Python
                    | Language::JavaScript
                    | Language::TypeScript
                    | Language::OtherCode
            ) {
                stray_commands(text, piece, judged);
            }
        }
        Some(Language::Json) => {
            let outcome = autorun::judge(&values::json(text), piece);
            judged.take(outcome);
        }
        _ => {}
    }
}

/// Shell commands that stand among other code, as in notebooks and careless documents.
fn stray_commands(text: &str, piece: &Piece, judged: &mut Judged) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let command = line.trim_start().trim_start_matches(['!', '%']);
        if [
            "curl ", "wget ", "nc ", "bash ", "sh -c", "rm -rf ", "echo ",
        ]
        .iter()
        .any(|name| command.starts_with(name))
        {
            let inner = piece.made_from(start, start + line.trim_end().len());
            judged.shell(command, &inner);
        }
    }
}

/// The language of a fence that names none.
fn guess(text: &str) -> Option<Language> {
    let starts = [
        "curl ",
        "wget ",
        "bash ",
        "sh ",
        "sudo ",
        "npm ",
        "npx ",
        "pip ",
        "git ",
        "echo ",
        "export ",
        "cat ",
        "chmod ",
        "$ ",
        "python ",
        "python3 ",
        "rm ",
        "nc ",
        "./",
        "eval ",
        "base64 ",
        "(crontab",
        "crontab",
        "source ",
        "docker ",
        "brew ",
        "powershell",
        "env |",
        "env|",
        "printf ",
        "dig ",
        "nohup ",
        "openssl ",
    ];
    let shell = text.lines().any(|line| {
        starts
            .iter()
            .any(|start| line.trim_start().starts_with(start))
    });
    if shell {
        return Some(Language::Shell);
    }
    let python = text.lines().any(|line| {
        line.starts_with("import ") && !line.contains('{') && !line.contains(';')
            || line.starts_with("from ") && line.contains(" import ")
    });
    python.then_some(Language::Python)
}

fn inline_codes(scene: &Scene, document: &markdown::Document, judged: &mut Judged) {
    for (start, end) in &document.codes {
        let text = scene
            .text
            .get(*start..*end)
            .unwrap_or_default()
            .trim_matches('`');
        let command = text.len() > 12
            && text.contains(' ')
            && (text.contains("curl")
                || text.contains("wget")
                || text.contains("base64")
                || text.contains("/dev/tcp")
                || text.contains("nc ")
                || text.contains("rm -rf")
                || text.contains("bash")
                || text.contains("| sh")
                || text.contains("iex")
                || text.contains("eval")
                || text.contains("dig ")
                || text.contains("crontab")
                || text.contains("python"));
        if command {
            let index = document
                .segments
                .partition_point(|segment| segment.end <= *start);
            let around = document
                .segments
                .get(index)
                .map_or(Setting::Prose, |segment| segment.setting);
            let setting = if around == Setting::Prose {
                Setting::InlineCode
            } else {
                around
            };
            let piece = Piece::at(scene, *start + 1, setting);
            let warned = scene
                .text
                .get(line_start(scene.text, *start)..*start)
                .unwrap_or_default()
                .to_lowercase();
            let told = [
                "never",
                "avoid",
                "don't",
                "do not",
                "not ",
                "dangerous",
                "block",
                "detect",
                "e.g.",
                "such as",
                "instead of",
                "warn",
                "flag",
                "bad",
                "❌",
                "malicious",
                "risk",
                "like ",
            ]
            .iter()
            .any(|word| warned.contains(word));
            let before = judged.signals.len();
            judged.shell(text, &piece);
            if told {
                for signal in judged.signals.iter_mut().skip(before) {
                    *signal = signal
                        .clone()
                        .doubted(0.15, "the text warns against it or describes it");
                }
            }
        }
    }
}

/// Commands that stand in running text without any marks, as in instructions to paste them somewhere.
fn prose_commands(scene: &Scene, document: &markdown::Document, judged: &mut Judged) {
    for segment in document
        .segments
        .iter()
        .filter(|segment| segment.setting == Setting::Prose)
    {
        let text = scene
            .text
            .get(segment.start..segment.end)
            .unwrap_or_default();
        let piped = [
            "| bash", "|bash", "| sh", "|sh", "| zsh", "|zsh", "| iex", "|iex", "$(curl", "$(wget",
        ]
        .iter()
        .any(|mark| text.contains(mark));
        if !piped {
            continue;
        }
        let mut at = segment.start;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let first = [
                "echo ",
                "curl ",
                "wget ",
                "bash -c",
                "sh -c",
                "/bin/bash -c",
                "/bin/sh -c",
                "printf ",
                "powershell",
                "iwr ",
                "irm ",
            ]
            .iter()
            .filter_map(|name| line.find(name))
            .min();
            let coded = document
                .codes
                .iter()
                .any(|(from, to)| *from >= start && *to <= at);
            if let Some(command) = first
                .filter(|_| !coded)
                .and_then(|offset| line.get(offset..))
            {
                let piece = Piece::at(scene, start, Setting::InlineCode);
                let inner = piece.made_from(0, line.trim_end().len());
                judged.shell(command, &inner);
            }
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |index| index + 1)
}

#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "these are names of calls, keys and lower-case paths"
)]
fn json_file(scene: &Scene, part: Part, judged: &mut Judged) {
    let list = values::json(scene.text);
    let name = crate::scan::role::file_name(scene.file).to_ascii_lowercase();
    if part.role == Role::AutoRun
        || list
            .iter()
            .any(|value| value.path.starts_with("mcpServers."))
    {
        let tasks = name == "tasks.json" && !manifest::opens_with_folder(scene.text);
        let setting = if tasks || name == "launch.json" {
            Setting::Data
        } else {
            Setting::AutoRun
        };
        let outcome = autorun::judge(&list, &Piece::at(scene, 0, setting));
        judged.take(outcome);
    }
    if name == "package.json" || name == "composer.json" {
        let outcome = manifest::node(&list, &Piece::at(scene, 0, Setting::Install));
        judged.take(outcome);
    }
    if name.ends_with(".ipynb") {
        let cells: String = list
            .iter()
            .filter(|value| value.path.ends_with("source"))
            .map(|value| value.text.as_str())
            .collect();
        let piece = Piece {
            fixed: Some((0, 1)),
            ..Piece::at(scene, 0, Setting::Script)
        };
        judged.code(&cells, Language::Python, &piece);
    }
    told_values(scene, part, &list, judged);
}

/// Values that are sentences may speak to the model; values that are commands may be run.
fn told_values(scene: &Scene, part: Part, list: &[values::Value], judged: &mut Judged) {
    let mut budget: usize = 4 << 20;
    for value in list {
        if value.text.len() < 24
            || value.text.len() > 100_000
            || value.text.len() > budget
            || !value.text.contains([' ', '。', '、']) && value.text.is_ascii()
        {
            continue;
        }
        budget -= value.text.len();
        let hits = lexicon::hits(&value.text);
        if hits.len() < 2 {
            continue;
        }
        let described = value.path.to_ascii_lowercase().ends_with("description");
        let setting = if described || part.role == Role::AutoRun {
            Setting::Metadata
        } else {
            Setting::Data
        };
        let piece = Piece {
            fixed: Some((value.start, value.end)),
            ..Piece::at(scene, 0, setting)
        };
        let passage = Passage {
            text: &value.text,
            start: 0,
            end: value.text.len(),
            hits: &hits,
            codes: &[],
            heading: "",
        };
        prompt::judge(&passage, &piece, &mut judged.signals);
    }
}

fn lines_file(scene: &Scene, part: Part, judged: &mut Judged) {
    let list = values::lines(scene.text);
    let name = crate::scan::role::file_name(scene.file).to_ascii_lowercase();
    if part.role == Role::Pipeline {
        let outcome =
            manifest::workflow(scene.text, &list, &Piece::at(scene, 0, Setting::Pipeline));
        judged.take(outcome);
    }
    if part.role == Role::AutoRun {
        let outcome = autorun::judge(&list, &Piece::at(scene, 0, Setting::AutoRun));
        judged.take(outcome);
    }
    if matches!(
        name.as_str(),
        "pyproject.toml" | "pip.conf" | "setup.cfg" | "pipfile"
    ) {
        judged.signals.extend(manifest::requirements(
            scene.text,
            &Piece::at(scene, 0, Setting::Install),
        ));
    }
    told_values(scene, part, &list, judged);
    for value in &list {
        let command = value.path.to_ascii_lowercase().ends_with("command")
            || value.path.ends_with("run")
            || value.path.ends_with("script");
        if command && part.role == Role::Data {
            judged.shell(
                &value.text,
                &Piece {
                    fixed: Some((value.start, value.end)),
                    ..Piece::at(scene, 0, Setting::Data)
                },
            );
        }
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
    ];
    if scene.text.len() > LONGEST || !lower.iter().any(|mark| scene.text.contains(mark)) {
        return;
    }
    let hits = lexicon::hits(scene.text);
    let mark = if matches!(
        part.language,
        Language::Python | Language::Shell | Language::Ruby | Language::PowerShell
    ) {
        "#"
    } else {
        "//"
    };
    let mut at = 0;
    for line in scene.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim_start();
        if trimmed.starts_with(mark)
            || trimmed.starts_with('*')
            || trimmed.starts_with("/*")
            || trimmed.starts_with("\"\"\"")
            || part.language == Language::Python
                && !trimmed.contains('(')
                && trimmed.len() > 30
                && trimmed.starts_with(|letter: char| letter.is_uppercase())
        {
            prose(
                scene,
                (start, at),
                Setting::Script,
                (&hits, &[], ""),
                judged,
            );
        }
    }
}
