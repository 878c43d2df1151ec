//! Commands that prose mentions.

use super::document::setting_at;
use super::file::Judged;
use crate::scan::finding::Setting;
use crate::scan::lexicon::{self, Meaning};
use crate::scan::scene::{Piece, Scene};
use crate::scan::view::markdown;

/// Shell commands that stand among other code, as in notebooks and careless documents.
pub fn stray_commands(text: &str, piece: &Piece, judged: &mut Judged) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let command = line.trim_start().trim_start_matches(['!', '%']);
        if [
            "curl ", "wget ", "nc ", "bash ", "sh -c", "rm -rf ", "echo ", "env |", "env|", "cat ",
        ]
        .iter()
        .any(|name| command.starts_with(name))
        {
            let inner = piece.made_from(start, start + line.trim_end().len());
            judged.shell(command, &inner);
        }
    }
}

/// How lines of shell begin.
pub static COMMANDS: &[&str] = &[
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
    "/bin/bash ",
    "/bin/sh ",
    "/usr/bin/env ",
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

/// What commands in running text that matter hold.
static LOUD: &[&str] = &[
    "curl",
    "wget",
    "base64",
    "/dev/tcp",
    "nc ",
    "rm -rf",
    "bash",
    "| sh",
    "iex",
    "eval",
    "dig ",
    "crontab",
    "python",
    "chmod",
    "sudo",
    "mshta",
    "://",
    "xattr",
    "spctl",
    "csrutil",
    "powershell",
    "launchctl",
    "schtasks",
];
/// What commands that run what they download hold.
static PIPED: &[&str] = &[
    "| bash", "|bash", "| sh", "|sh", "| zsh", "|zsh", "| iex", "|iex", "$(curl", "$(wget",
];
/// Words before a command that warn against it or describe it.
static DOUBTS: &[&str] = &[
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
];

/// Commands quoted within prose.
pub fn inline_codes(scene: &Scene, document: &markdown::Document, judged: &mut Judged) {
    // What one step downloads, a later one may run.
    let mut downloads = Vec::new();
    for (start, end) in &document.codes {
        let text = scene
            .text
            .get(*start..*end)
            .unwrap_or_default()
            .trim_matches('`');
        let command =
            text.len() > 12 && text.contains(' ') && LOUD.iter().any(|part| text.contains(part));
        if !command {
            continue;
        }
        let around = setting_at(document, *start);
        let setting = match around {
            // What a reader or the model is told to run weighs as a block of commands does.
            Setting::Prose if is_ordered(scene.text, *start) => Setting::Fence,
            Setting::Prose => Setting::InlineCode,
            other => other,
        };
        let warned = is_warned(
            scene
                .text
                .get(line_start(scene.text, *start)..*start)
                .unwrap_or_default(),
        );
        let before = judged.signals.len();
        let piece = Piece::at(scene, *start + 1, setting);
        downloads = judged.shell_after(text, &piece, &downloads);
        if warned {
            for signal in judged.signals.iter_mut().skip(before) {
                *signal = signal
                    .clone()
                    .doubted(0.15, "the text warns against it or describes it");
            }
        }
    }
}

/// Whether what stands right before a command asks for it to be run, as the number of a step does.
fn is_ordered(text: &str, at: usize) -> bool {
    let line = text.get(line_start(text, at)..at).unwrap_or_default();
    let number = line.trim().trim_end_matches(['.', ')']);
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let mut from = at.saturating_sub(160);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..at).unwrap_or_default();
    // A command that is a paragraph of its own belongs to the one before.
    let mut paragraphs = before.rsplit("\n\n").filter(|part| !part.trim().is_empty());
    let before = paragraphs.next().unwrap_or_default();
    lexicon::hits(before).iter().any(|hit| {
        matches!(
            hit.meaning,
            Meaning::Run | Meaning::Paste | Meaning::Terminal | Meaning::Required
        )
    })
}

/// Whether the sentence that leads to a command warns against it or describes it. A sentence that
/// forbids to talk about the command does neither.
fn is_warned(line: &str) -> bool {
    let sentence = [". ", "! ", "? "]
        .iter()
        .filter_map(|end| line.rfind(end).map(|at| at + end.len()))
        .max()
        .and_then(|at| line.get(at..))
        .unwrap_or(line)
        .to_lowercase();
    DOUBTS.iter().any(|word| sentence.contains(word))
        && !lexicon::hits(&sentence)
            .iter()
            .any(|hit| hit.meaning == Meaning::NotTell)
}

/// Commands that stand in running text without any marks, as in instructions to paste them somewhere, or in
/// comments, which no reader sees.
pub fn prose_commands(scene: &Scene, document: &markdown::Document, judged: &mut Judged) {
    for segment in &document.segments {
        let setting = match segment.setting {
            Setting::Prose => Setting::InlineCode,
            Setting::Comment => Setting::Comment,
            _ => continue,
        };
        let text = scene
            .text
            .get(segment.start..segment.end)
            .unwrap_or_default();
        let piped = memchr::memchr2(b'|', b'$', text.as_bytes()).is_some()
            && PIPED.iter().any(|mark| text.contains(mark));
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
            let next = document.codes.partition_point(|code| code.0 < start);
            let coded = document.codes.get(next).is_some_and(|(_, to)| *to <= at);
            if let Some(command) = first
                .filter(|_| !coded)
                .and_then(|offset| line.get(offset..))
                .and_then(|rest| rest.split('`').next())
            {
                let piece = Piece::at(scene, start, setting);
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
