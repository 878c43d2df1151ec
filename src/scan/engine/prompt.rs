//! Prompt attacks: sentences whose words fill a frame, weighed by where they stand and how they are said.

use super::authority::authority;
use super::frames::{self, Frame};
use super::guile;
use super::manner::{manner, negated};
use super::recipient::extra;
use crate::scan::finding::Signal;
use crate::scan::lexicon::Hit;
use crate::scan::scene::Piece;

/// A stretch of prose with the words found in it.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The text of the whole file.
    pub text: &'a str,
    /// First byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The words in it, in order of their ends.
    pub hits: &'a [Hit],
    /// Ranges of inline code in the file.
    pub codes: &'a [(usize, usize)],
    /// The heading it stands under, in lower case.
    pub heading: &'a str,
}

/// Judges a stretch of prose.
pub fn judge(passage: &Passage, piece: &Piece, signals: &mut Vec<Signal>) {
    let sentences = sentences(passage);
    for (index, sentence) in sentences.iter().enumerate() {
        let here = between(passage.hits, *sentence);
        if here.is_empty() {
            continue;
        }
        let next = sentences.get(index + 1).copied().unwrap_or(*sentence);
        let both = between(passage.hits, (sentence.0, next.1));
        let narrow = meanings(here);
        let broad = meanings(both);
        for masked in frames::all() {
            let frame = masked.frame;
            let (hits, seen, range) = if frame.wide {
                (both, broad, (sentence.0, next.1))
            } else {
                (here, narrow, *sentence)
            };
            if masked.may_be_filled(seen) {
                let found = fill(frame, hits)
                    .filter(|spots| spots.iter().any(|hit| hit.start < sentence.1));
                if let Some(signal) =
                    found.and_then(|spots| weigh(frame, &spots, range, passage, piece))
                {
                    signals.push(signal);
                }
            }
        }
        authority(passage, *sentence, both, piece, signals);
    }
    guile::judge(passage, piece, signals);
}

fn meanings(hits: &[Hit]) -> u128 {
    hits.iter()
        .fold(0, |all, hit| all | frames::bit(hit.meaning))
}

/// The hits inside a range.
pub fn between(hits: &[Hit], range: (usize, usize)) -> &[Hit] {
    let from = hits.partition_point(|hit| hit.end <= range.0);
    let to = hits.partition_point(|hit| hit.end <= range.1);
    hits.get(from..to).unwrap_or_default()
}

/// Where sentences begin and end.
fn sentences(passage: &Passage) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = passage.start;
    let text = passage
        .text
        .get(passage.start..passage.end)
        .unwrap_or_default();
    let bytes = text.as_bytes();
    for (offset, letter) in text.char_indices() {
        let ends = match letter {
            '.' | '!' | '?' => bytes.get(offset + 1).is_none_or(|next| {
                next.is_ascii_whitespace() || matches!(next, b'"' | b')' | b'*' | b'<')
            }),
            '。' | '！' | '？' | ';' => true,
            '\n' => {
                bytes
                    .get(offset + 1)
                    .is_some_and(|next| matches!(next, b'\n' | b'-' | b'*' | b'#' | b'|'))
                    || passage.end - passage.start > 4000
            }
            _ => false,
        };
        if ends {
            let end = passage.start + offset + letter.len_utf8();
            found.push((start, end));
            start = end;
        }
    }
    if start < passage.end {
        found.push((start, passage.end));
    }
    found
}

/// The tightest hits that fill a frame's slots, if they stand near enough.
fn fill(frame: &Frame, hits: &[Hit]) -> Option<Vec<Hit>> {
    let (first, rest) = frame.slots.split_first()?;
    let mut tries = 0;
    for anchor in hits.iter().filter(|hit| first.contains(&hit.meaning)) {
        tries += 1;
        if tries > 40 {
            return None;
        }
        let mut spots = vec![*anchor];
        let complete = rest.iter().all(|slot| {
            let last = spots.last().map_or(0, |hit| hit.end);
            let near = hits
                .iter()
                .filter(|hit| {
                    slot.contains(&hit.meaning)
                        && (!frame.ordered || hit.start >= last)
                        && !spots
                            .iter()
                            .any(|spot| spot.start < hit.end && hit.start < spot.end)
                })
                .min_by_key(|hit| hit.start.abs_diff(anchor.start));
            near.is_some_and(|hit| {
                spots.push(*hit);
                true
            })
        });
        let from = spots.iter().map(|hit| hit.start).min().unwrap_or(0);
        let to = spots.iter().map(|hit| hit.end).max().unwrap_or(0);
        if complete && to - from <= frame.within {
            return Some(spots);
        }
    }
    None
}

fn weigh(
    frame: &Frame,
    spots: &[Hit],
    range: (usize, usize),
    passage: &Passage,
    piece: &Piece,
) -> Option<Signal> {
    let sentence = passage.text.get(range.0..range.1)?;
    let strength = extra(frame.extra, sentence, piece)?;
    let verb = spots.first()?;
    if frame.negatable && negated(passage.text, verb.start) {
        return None;
    }
    let from = spots.iter().map(|hit| hit.start).min()?;
    let to = spots.iter().map(|hit| hit.end).max()?;
    let mut signal = piece.signal(
        frame.rule,
        (from - piece.base.min(from), to - piece.base.min(to)),
        passage.text.get(range.0..range.1)?,
    );
    signal.belief = frame.belief * strength;
    Some(manner(signal, spots, (from, to), range, passage))
}
