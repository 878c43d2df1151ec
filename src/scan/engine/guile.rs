//! Signs that a text works against its user, none of which says enough alone: it hides, tells a story, consents in
//! the user's place, and beside that sends, obeys a stranger, plants or harms.

use super::frames::Extra;
use super::manner::manner;
use super::prompt::{Passage, between};
use super::recipient::extra;
use crate::scan::finding::{Setting, Signal};
use crate::scan::lexicon::{Hit, Meaning};
use crate::scan::rules;
use crate::scan::scene::Piece;

/// How far apart signs may stand, in bytes.
const WINDOW: usize = 900;
/// From this sum on the signs together count.
const ENOUGH: u32 = 5;

/// Judges a passage; one signal at most, for its strongest stretch.
pub fn judge(passage: &Passage, piece: &Piece, signals: &mut Vec<Signal>) {
    let mut best: Option<(u32, Hit, (usize, usize))> = None;
    for anchor in passage.hits.iter().filter(|hit| is_against(hit.meaning)) {
        if anchor.start < passage.start || anchor.end > passage.end {
            continue;
        }
        let range = window(passage, anchor);
        let sum = sum(passage, range, piece);
        if sum >= ENOUGH && best.is_none_or(|(known, ..)| sum > known) {
            best = Some((sum, *anchor, range));
        }
    }
    let Some((sum, anchor, range)) = best else {
        return;
    };
    let text = passage.text.get(range.0..range.1).unwrap_or_default();
    let base = piece.base;
    let mut signal = piece.signal(
        &rules::AGAINST_USER,
        (range.0 - base.min(range.0), range.1 - base.min(range.1)),
        text,
    );
    signal.belief = match sum {
        ..=5 => 0.55,
        6 => 0.75,
        7 => 0.95,
        _ => 1.2,
    };
    signals.push(manner(
        signal,
        &[anchor],
        (anchor.start, anchor.end),
        range,
        passage,
    ));
}

/// Whether a word of that meaning is a reason to look around it.
fn is_against(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::NotTell
            | Meaning::Silently
            | Meaning::Discreet
            | Meaning::Story
            | Meaning::OwnConsent
            | Meaning::Consented
            | Meaning::Deny
            | Meaning::Muted
            | Meaning::Above
            | Meaning::Feign
    )
}

/// The stretch around a word, within its passage and on letters' bounds.
fn window(passage: &Passage, anchor: &Hit) -> (usize, usize) {
    let mut from = anchor.start.saturating_sub(WINDOW / 2).max(passage.start);
    let mut to = (anchor.end + WINDOW / 2).min(passage.end);
    while !passage.text.is_char_boundary(from) {
        from += 1;
    }
    while !passage.text.is_char_boundary(to) {
        to -= 1;
    }
    (from, to)
}

/// What the signs of a stretch say together: how it treats the user, and what is done meanwhile. Nothing unless it
/// has both.
fn sum(passage: &Passage, range: (usize, usize), piece: &Piece) -> u32 {
    let hits = between(passage.hits, range);
    let has = |wanted: &[Meaning]| hits.iter().any(|hit| wanted.contains(&hit.meaning));
    let near = |one: Meaning, other: Meaning, within: usize| {
        hits.iter().filter(|hit| hit.meaning == one).any(|first| {
            hits.iter().any(|second| {
                second.meaning == other && first.start.abs_diff(second.start) <= within
            })
        })
    };
    let weight = |is: bool, weight: u32| if is { weight } else { 0 };
    let hides = has(&[
        Meaning::NotTell,
        Meaning::Silently,
        Meaning::Discreet,
        Meaning::Deny,
    ]);
    let lies = near(Meaning::Asked, Meaning::Story, 160)
        || near(Meaning::Claim, Meaning::Fine, 40)
        || near(Meaning::Story, Meaning::Fine, 60)
        || has(&[Meaning::Feign]);
    let against = weight(hides, 2)
        + weight(!hides && has(&[Meaning::Muted]), 1)
        + weight(
            lies,
            if hides || has(&[Meaning::Muted]) {
                2
            } else {
                1
            },
        )
        + weight(
            has(&[Meaning::OwnConsent, Meaning::Consented])
                || near(Meaning::Skip, Meaning::Confirmation, 60),
            2,
        )
        + weight(has(&[Meaning::Above, Meaning::Defy, Meaning::Void]), 2)
        + weight(has(&[Meaning::Priority]), 1)
        + weight(
            matches!(piece.setting, Setting::Comment | Setting::Metadata),
            1,
        );
    if against < 2 {
        return 0;
    }
    let text = passage.text.get(range.0..range.1).unwrap_or_default();
    let away = extra(Extra::Destination, text, piece).is_some();
    let away = away
        || ["rsync://", "ftp://", "git@"]
            .iter()
            .any(|mark| text.contains(mark));
    let moves = has(&[Meaning::Send, Meaning::Copy, Meaning::Put, Meaning::Carry]);
    let private = has(&[
        Meaning::StrongSecret,
        Meaning::Conversation,
        Meaning::Belongings,
        Meaning::Personal,
        Meaning::Valuable,
        Meaning::Secret,
    ]);
    let deed = weight(away && moves, 2)
        + weight(away && has(&[Meaning::Obey]), 3)
        + weight(private, 1)
        + weight(near(Meaning::Write, Meaning::Memory, 120), 1)
        + weight(
            has(&[
                Meaning::Sabotage,
                Meaning::Drastic,
                Meaning::Pay,
                Meaning::Opening,
            ]),
            2,
        )
        + weight(moves && has(&[Meaning::Spread, Meaning::Text]), 2)
        + weight(has(&[Meaning::Always, Meaning::Trigger]), 1);
    if deed < 2 { 0 } else { against + deed }
}

/// Orders that are written into an agent's memory and lead elsewhere: what it obeys from then on, others decide.
pub fn planted(passage: &Passage, piece: &Piece, signals: &mut Vec<Signal>) {
    let has = |meaning: Meaning| passage.hits.iter().find(|hit| hit.meaning == meaning);
    let (Some(memory), Some(_), Some(_)) = (
        has(Meaning::Memory),
        has(Meaning::Write),
        has(Meaning::Obey),
    ) else {
        return;
    };
    let range = (passage.start, passage.end);
    let text = passage.text.get(range.0..range.1).unwrap_or_default();
    let Some(strength) = extra(Extra::ForeignAddress, text, piece) else {
        return;
    };
    let mut signal = piece.signal(&rules::REMOTE_INSTRUCTIONS, range, text);
    signal.belief = strength;
    signals.push(manner(
        signal,
        &[*memory],
        (memory.start, memory.end),
        range,
        passage,
    ));
}
