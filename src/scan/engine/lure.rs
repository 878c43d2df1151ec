//! The marketplace campaigns: a "prerequisite" that is a locked archive or a script to paste into a terminal.

use super::link::{Link, links};
use super::prompt::{Passage, between};
use crate::scan::finding::Signal;
use crate::scan::host::Class;
use crate::scan::lexicon::{Hit, Meaning};
use crate::scan::rules;
use crate::scan::scene::Piece;

/// How far the parts of a lure stand from one another, in bytes.
const REACH: usize = 420;

/// Judges the prose of a document as a whole; `hits` are all its words, `urls` its addresses.
pub fn judge(passage: &Passage, piece: &Piece, signals: &mut Vec<Signal>) {
    let urls = links(passage.text, piece);
    locked_archive(passage, piece, &urls, signals);
    pasted_script(passage, piece, &urls, signals);
    required_download(passage, piece, &urls, signals);
    pasted_proof(passage, piece, signals);
}

/// How a person is led to a place for commands without being told that it is one.
const ENTRIES: &[&str] = &[
    "win + r",
    "win+r",
    "windows + r",
    "windows+r",
    "windows key",
    "run dialog",
    "⌘ + space",
    "cmd + space",
    "spotlight",
    "win + x",
    "win+x",
];
/// What a person is told to prove by it.
const PROOFS: &[&str] = &[
    "verif",
    "captcha",
    "human",
    "robot",
    "i am not",
    "security check",
    "green tick",
    "unlock",
    "activate",
];
/// What the pasted line holds.
const PASTED: &[&str] = &[
    "mshta",
    "powershell",
    "curl ",
    "iwr ",
    "irm ",
    "| iex",
    "| sh",
    "| zsh",
    "| bash",
    "wget ",
    "msiexec",
    "rundll32",
    "regsvr32",
];

/// A command to be pasted as if that proved that somebody is human, or opened what is locked.
fn pasted_proof(passage: &Passage, piece: &Piece, signals: &mut Vec<Signal>) {
    for paste in passage
        .hits
        .iter()
        .filter(|hit| hit.meaning == Meaning::Paste)
    {
        let mut from = paste.start.saturating_sub(REACH);
        let mut to = (paste.end + REACH).min(passage.text.len());
        while !passage.text.is_char_boundary(from) {
            from += 1;
        }
        while !passage.text.is_char_boundary(to) {
            to -= 1;
        }
        let around = passage
            .text
            .get(from..to)
            .unwrap_or_default()
            .to_lowercase();
        let holds = |words: &[&str]| words.iter().any(|word| around.contains(word));
        if holds(ENTRIES) && holds(PROOFS) && holds(PASTED) && !warned(passage, paste.start) {
            let range = (paste.start, paste.end);
            signals.push(report(
                piece,
                passage,
                &rules::FAKE_PREREQUISITE,
                range,
                1.0,
            ));
            return;
        }
    }
}

fn near<'hits>(passage: &'hits Passage, at: usize, meaning: Meaning) -> Option<&'hits Hit> {
    let window = between(passage.hits, (at.saturating_sub(REACH), at + REACH));
    window.iter().find(|hit| hit.meaning == meaning)
}

fn warned(passage: &Passage, at: usize) -> bool {
    let window = between(passage.hits, (at.saturating_sub(200), at + 200));
    window
        .iter()
        .filter(|hit| hit.meaning == Meaning::Attack)
        .count()
        >= 2
        || window.iter().any(|hit| hit.meaning == Meaning::Attack)
            && window.iter().any(|hit| hit.meaning == Meaning::Warn)
}

fn report(
    piece: &Piece,
    passage: &Passage,
    rule: &'static rules::Rule,
    range: (usize, usize),
    belief: f32,
) -> Signal {
    let mut signal = piece.signal(
        rule,
        (
            range.0 - piece.base.min(range.0),
            range.1 - piece.base.min(range.1),
        ),
        passage.text.get(range.0..range.1).unwrap_or_default(),
    );
    signal.belief = belief;
    if warned(passage, range.0) {
        signal.doubted(0.25, "the text warns against it or describes it")
    } else {
        signal
    }
}

fn span(hits: &[&Hit]) -> (usize, usize) {
    (
        hits.iter().map(|hit| hit.start).min().unwrap_or(0),
        hits.iter().map(|hit| hit.end).max().unwrap_or(0),
    )
}

fn locked_archive(passage: &Passage, piece: &Piece, urls: &[Link], signals: &mut Vec<Signal>) {
    for password in passage
        .hits
        .iter()
        .filter(|hit| hit.meaning == Meaning::Password)
    {
        let (Some(archive), Some(run)) = (
            near(passage, password.start, Meaning::Archive),
            near(passage, password.start, Meaning::Run)
                .or_else(|| near(passage, password.start, Meaning::Program))
                .or_else(|| near(passage, password.start, Meaning::Install)),
        ) else {
            continue;
        };
        let link = urls
            .iter()
            .find(|link| link.start.abs_diff(password.start) < REACH && link.class != Class::Local);
        let fetched = near(passage, password.start, Meaning::Fetch).is_some();
        let close = archive.start.abs_diff(password.start) < 200;
        if let Some(link) = link.filter(|_| fetched && close) {
            let trusted = link.class == Class::Good && !link.anybodys && !link.program;
            // Who needs a reader to run what no scanner can open has something to hide from scanners.
            let demanded = [Meaning::Required, Meaning::Program]
                .into_iter()
                .any(|meaning| near(passage, password.start, meaning).is_some());
            let belief = match (trusted, demanded) {
                (true, _) => 0.45,
                (false, true) => 1.9,
                (false, false) => 1.0,
            };
            signals.push(report(
                piece,
                passage,
                &rules::FAKE_PREREQUISITE,
                span(&[password, archive, run]),
                belief,
            ));
            return;
        }
        if fetched && close && near(passage, password.start, Meaning::Required).is_some() {
            signals.push(report(
                piece,
                passage,
                &rules::FAKE_PREREQUISITE,
                span(&[password, archive, run]),
                0.6,
            ));
            return;
        }
    }
}

fn pasted_script(passage: &Passage, piece: &Piece, urls: &[Link], signals: &mut Vec<Signal>) {
    for link in urls {
        let terminal = near(passage, link.start, Meaning::Terminal);
        let paste = near(passage, link.start, Meaning::Paste);
        let run = near(passage, link.start, Meaning::Run)
            .or_else(|| near(passage, link.start, Meaning::Install));
        let required = near(passage, link.start, Meaning::Required).is_some();
        let belief = match (
            link.class,
            paste.is_some() || run.is_some(),
            terminal.is_some(),
        ) {
            (Class::Paste, true, true) if required => 1.9,
            (Class::Paste, true, true) => 1.0,
            (Class::Paste, true, false) if required => 1.0,
            (Class::Paste, true, false) => 0.75,
            (
                Class::Shortener
                | Class::RawAddress
                | Class::Collector
                | Class::LookAlike
                | Class::Hostile,
                _,
                true,
            ) if paste.is_some() => 1.0,
            (Class::Unknown, _, true)
                if (paste.is_some() || link.free) && run.is_some() && required =>
            {
                if link.free {
                    1.0
                } else {
                    0.75
                }
            }
            (Class::Unknown, _, true) if paste.is_some() && run.is_some() => 0.25,
            (Class::Good, _, true)
                if paste.is_some() && run.is_some() && link.anybodys && required =>
            {
                0.5
            }
            _ => continue,
        };
        signals.push(report(
            piece,
            passage,
            &rules::FAKE_PREREQUISITE,
            (link.start, link.end),
            belief,
        ));
        return;
    }
}

fn required_download(passage: &Passage, piece: &Piece, urls: &[Link], signals: &mut Vec<Signal>) {
    for link in urls {
        let beside = |meaning| near(passage, link.start, meaning).is_some();
        if !beside(Meaning::Required) || !beside(Meaning::Fetch) {
            continue;
        }
        let program = link.program || beside(Meaning::Program) || beside(Meaning::Archive);
        let run = beside(Meaning::Run) || beside(Meaning::Install);
        let gated = beside(Meaning::Gate);
        let belief = match link.class {
            Class::Paste
            | Class::Shortener
            | Class::RawAddress
            | Class::Collector
            | Class::LookAlike
            | Class::Hostile
                if program && run =>
            {
                1.6
            }
            Class::Unknown if link.program && (run || gated) => 1.1,
            Class::Good if link.anybodys && link.program && gated => 0.6,
            Class::Unknown if link.free && (run || program) => 1.6,
            Class::Good if link.anybodys && link.program && run => 0.4,
            _ => continue,
        };
        signals.push(report(
            piece,
            passage,
            &rules::LURE_DOWNLOAD,
            (link.start, link.end),
            belief,
        ));
        return;
    }
}
