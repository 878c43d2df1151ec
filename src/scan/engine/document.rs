//! Markdown: what is told, shown and quoted in it.

use super::autorun::{self, Outcome};
use super::file::Judged;
use super::file::{LONGEST, Part};
use super::mentioned::{COMMANDS, inline_codes, prose_commands, stray_commands};
use super::prompt::{self, Passage};
use super::{code, destination, guile, lure};
use crate::scan::finding::{Setting, Signal};
use crate::scan::host::Class;
use crate::scan::language::Language;
use crate::scan::lexicon::{self, Hit};
use crate::scan::role::Role;
use crate::scan::rules;
use crate::scan::scene::{Piece, Scene};
use crate::scan::search;
use crate::scan::view::{markdown, values};

/// The setting of a file as a whole.
pub fn own_setting(part: Part) -> Setting {
    match (part.role, part.language.is_code()) {
        (Role::AutoRun, _) => Setting::AutoRun,
        (Role::Install, _) => Setting::Install,
        (Role::Pipeline, _) => Setting::Pipeline,
        (Role::Instruction | Role::Reference, _) => Setting::Prose,
        (Role::Script | Role::Data, true) => Setting::Script,
        (Role::Script | Role::Data, false) => Setting::Data,
    }
}

/// Tags of code blocks that hold what is told rather than run.
static TOLD_TAGS: &[&str] = &[
    "",
    "text",
    "txt",
    "plaintext",
    "markdown",
    "md",
    "indented",
    "prompt",
    "xml",
    "html",
    "json",
    "yaml",
];

/// A file of Markdown.
pub fn markdown_file(scene: &Scene, part: Part, judged: &mut Judged) {
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
            if TOLD_TAGS.contains(&segment.tag.as_str()) {
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
    unseen_lines(scene, &hits, judged);
    inline_codes(scene, &document, judged);
    prose_commands(scene, &document, judged);
    whole_document(scene, part, &document, &hits, judged);
}

/// Comments written as definitions of links that nothing links to: `[//]: # (…)`.
fn unseen_lines(scene: &Scene, hits: &[Hit], judged: &mut Judged) {
    for mark in ["[//]:", "[comment]:", "[_]:", "[]:"] {
        for start in search::places(scene.text, mark).take(100) {
            let line = scene.text.get(start..).and_then(|rest| rest.lines().next());
            let end = start + line.map_or(0, str::len);
            let view = (hits, &[][..], "");
            prose(scene, (start, end), Setting::Comment, view, judged);
        }
    }
}

/// What spans the parts of a document.
fn whole_document(
    scene: &Scene,
    part: Part,
    document: &markdown::Document,
    hits: &[Hit],
    judged: &mut Judged,
) {
    let whole = Piece::at(scene, 0, Setting::Prose);
    let passage = Passage {
        text: scene.text,
        start: 0,
        end: scene.text.len(),
        hits,
        codes: &document.codes,
        heading: "",
    };
    lure::judge(&passage, &whole, &mut judged.signals);
    quoted_orders(scene, document, hits, judged);
    let is_known = |signal: &Signal| signal.rule.id == rules::AGAINST_USER.id;
    if !judged.signals.iter().any(is_known) {
        guile::judge(&passage, &whole, &mut judged.signals);
    }
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
    destination::carriers(
        scene.text,
        |byte| Piece::at(scene, 0, setting_at(byte)),
        &mut judged.signals,
    );
    if part.role == Role::Instruction {
        let mut outcome = Outcome::default();
        autorun::bang_commands(scene.text, &document.codes, &whole, &mut outcome);
        judged.take(outcome);
    }
}

/// What is told together with the quotation that follows it: text to be written somewhere often stands so.
fn quoted_orders(scene: &Scene, document: &markdown::Document, hits: &[Hit], judged: &mut Judged) {
    for pair in document.segments.windows(2) {
        let [told, quoted] = pair else { continue };
        let shown = matches!(quoted.setting, Setting::Quote | Setting::Fence)
            && (quoted.tag.is_empty() || TOLD_TAGS.contains(&quoted.tag.as_str()));
        if told.setting == Setting::Prose && shown && quoted.end - told.start < 2000 {
            let passage = Passage {
                text: scene.text,
                start: told.start,
                end: quoted.end,
                hits: prompt::between(hits, (told.start, quoted.end)),
                codes: &[],
                heading: "",
            };
            let piece = Piece::at(scene, 0, Setting::Prose);
            guile::planted(&passage, &piece, &mut judged.signals);
        }
    }
}

/// What is told.
pub fn prose(
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
            *downloads = judged.shell_after(text, piece, downloads);
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

/// The language of a fence that names none.
fn guess(text: &str) -> Option<Language> {
    let shell = text.lines().any(|line| {
        COMMANDS
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

/// The setting of the segment a byte stands in.
pub fn setting_at(document: &markdown::Document, byte: usize) -> Setting {
    let index = document
        .segments
        .partition_point(|segment| segment.end <= byte);
    document
        .segments
        .get(index)
        .map_or(Setting::Prose, |segment| segment.setting)
}
