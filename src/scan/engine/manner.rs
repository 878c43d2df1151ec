//! How an instruction is said: as an order, negated, or described.

use super::prompt::{Passage, between};
use crate::scan::finding::Signal;
use crate::scan::lexicon::{Hit, Meaning};

/// How it is said: quoted, warned against, described.
pub fn manner(
    signal: Signal,
    spots: &[Hit],
    span: (usize, usize),
    range: (usize, usize),
    passage: &Passage,
) -> Signal {
    let around = between(
        passage.hits,
        (range.0.saturating_sub(160).max(passage.start), range.1),
    );
    let own = |hit: &Hit| {
        spots
            .iter()
            .any(|spot| spot.start < hit.end && hit.start < spot.end)
    };
    let warned = around
        .iter()
        .any(|hit| matches!(hit.meaning, Meaning::Attack | Meaning::Warn) && !own(hit));
    let heading = crate::scan::lexicon::hits(passage.heading)
        .iter()
        .any(|hit| matches!(hit.meaning, Meaning::Attack | Meaning::Warn));
    let coded = passage
        .codes
        .iter()
        .any(|(start, end)| *start <= span.0 && span.1 <= *end);
    let before = passage.text.get(range.0..span.0).unwrap_or_default();
    let open = ['"', '“', '«', '「']
        .iter()
        .any(|mark| before.contains(*mark))
        && passage
            .text
            .get(span.1..range.1.max(span.1) + 2)
            .unwrap_or_default()
            .contains(['"', '”', '»', '」']);
    let told = described(passage.text, spots.first().map_or(span.0, |hit| hit.start));
    let signal = if warned || heading {
        signal.doubted(0.25, "the text warns against it or describes it")
    } else {
        signal
    };
    let signal = if coded || open {
        signal.doubted(0.35, "it is quoted")
    } else {
        signal
    };
    let signal = if told {
        signal.doubted(0.5, "it describes rather than asks")
    } else {
        signal
    };
    let signal = if spots.iter().any(|spot| keeps_a_secret(spot, passage)) {
        signal.doubted(0.3, "it keeps a secret out of sight")
    } else {
        signal
    };
    let sentence = passage.text.get(range.0..range.1).unwrap_or_default();
    if is_pattern(sentence) {
        signal.doubted(0.2, "it is a pattern to search for")
    } else {
        signal
    }
}

/// Whether what is not to be shown is a secret, and it is not hidden from anybody in particular, as honest texts ask for too.
fn keeps_a_secret(spot: &Hit, passage: &Passage) -> bool {
    if spot.meaning != Meaning::NotTell {
        return false;
    }
    let mut end = (spot.end + 16).min(passage.end);
    while !passage.text.is_char_boundary(end) {
        end += 1;
    }
    let said = passage.text.get(spot.start..end).unwrap_or_default();
    let lower = said.to_lowercase();
    let to_somebody = [
        "user", "tell", "inform", "mention", "anyone", "them", "用户",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let is_secret = |hit: &Hit| {
        matches!(
            hit.meaning,
            Meaning::Secret | Meaning::StrongSecret | Meaning::Login | Meaning::Password
        )
    };
    let around = (spot.start.saturating_sub(80), spot.end + 40);
    !to_somebody && between(passage.hits, around).iter().any(is_secret)
}

/// Whether a text is a regular expression.
fn is_pattern(text: &str) -> bool {
    [")?(", "\\s+", "\\s*", ".*?", "(?i"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Whether a negation stands right before a word.
pub fn negated(text: &str, at: usize) -> bool {
    let from = at.saturating_sub(34);
    let from = (from..=at)
        .find(|index| text.is_char_boundary(*index))
        .unwrap_or(at);
    let before = text.get(from..at).unwrap_or_default().to_lowercase();
    let tail = before
        .rsplit(['.', '!', '?', ':', ';', ',', '\n', '—'])
        .next()
        .unwrap_or_default();
    [
        "never ",
        "not ",
        "don't ",
        "n't ",
        "avoid ",
        "refuse to ",
        "cannot ",
        "without ",
        "no ",
        "prohibited",
        "forbidden",
        "nunca ",
        "jamais ",
        "niemals ",
        "nicht ",
        "никогда ",
        "не ",
        "不要",
        "禁止",
        "切勿",
        "nie ",
        "mai ",
    ]
    .iter()
    .any(|word| tail.contains(word))
}

/// Whether a verb is told of somebody rather than asked of the reader.
fn described(text: &str, at: usize) -> bool {
    let from = at.saturating_sub(22);
    let from = (from..=at)
        .find(|index| text.is_char_boundary(*index))
        .unwrap_or(at);
    let before = text.get(from..at).unwrap_or_default().to_lowercase();
    let asked = [
        "need to ",
        "must ",
        "have to ",
        "want you to ",
        "sure to ",
        "required to ",
        "should ",
        "remember to ",
        "you to ",
        "always ",
    ]
    .iter()
    .any(|word| before.contains(word));
    !asked
        && [
            "used to ",
            "can ",
            "could ",
            "may ",
            "might ",
            "will ",
            "would ",
            "which ",
            "that ",
            "users ",
            "users to ",
            "able to ",
            "how to ",
            "to ",
        ]
        .iter()
        .any(|word| before.ends_with(word))
}
