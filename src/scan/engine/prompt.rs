//! Prompt attacks: sentences whose words fill a frame, weighed by where they stand and how they are said.

use super::frames::{Extra, FRAMES, Frame};
use crate::scan::finding::{Setting, Signal};
use crate::scan::host::{self, Class};
use crate::scan::lexicon::{Hit, Meaning};
use crate::scan::rules;
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
        for frame in FRAMES {
            let (hits, seen, range) = if frame.wide {
                (both, broad, (sentence.0, next.1))
            } else {
                (here, narrow, *sentence)
            };
            if frame.slots.iter().all(|slot| seen & bits(slot) != 0) && seen & bits(frame.not) == 0
            {
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
}

fn meanings(hits: &[Hit]) -> u128 {
    hits.iter().fold(0, |all, hit| all | bit(hit.meaning))
}

fn bit(meaning: Meaning) -> u128 {
    1 << (meaning as u8)
}

fn bits(list: &[Meaning]) -> u128 {
    list.iter().fold(0, |all, meaning| all | bit(*meaning))
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

/// How it is said: quoted, warned against, described.
fn manner(
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
    if told {
        signal.doubted(0.5, "it describes rather than asks")
    } else {
        signal
    }
}

/// Whether a negation stands right before a word.
fn negated(text: &str, at: usize) -> bool {
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

/// How strong the extra condition makes a frame; nothing if it does not hold.
fn extra(extra: Extra, sentence: &str, piece: &Piece) -> Option<f32> {
    match extra {
        Extra::None => Some(1.0),
        Extra::ForeignAddress => foreign(sentence, piece),
        Extra::Destination => {
            foreign(sentence, piece).or_else(|| has_mail(sentence).then_some(1.0))
        }
        Extra::Account => has_account(sentence).then_some(1.0),
    }
}

#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
fn foreign(sentence: &str, piece: &Piece) -> Option<f32> {
    let mut at = 0;
    let mut best: Option<f32> = None;
    while let Some(found) = host::next_url(sentence, at) {
        at = found.end;
        let anybodys = [
            "raw.githubusercontent",
            "gist.github",
            "github.io",
            "cloudfront",
            "amazonaws",
            "appspot",
            "workers.dev",
            "vercel.app",
            "netlify.app",
        ]
        .iter()
        .any(|part| found.host.contains(part));
        let strength = match piece.class(&found.host) {
            Class::Local => None,
            Class::Good if anybodys => Some(0.45),
            Class::Good => None,
            Class::Placeholder => Some(0.6),
            Class::Unknown | Class::Shortener => Some(1.0),
            Class::RawAddress
            | Class::Collector
            | Class::Paste
            | Class::LookAlike
            | Class::Hostile => Some(1.6),
        };
        best = match (best, strength) {
            (Some(known), Some(new)) => Some(known.max(new)),
            (known, new) => known.or(new),
        };
    }
    best
}

fn has_mail(sentence: &str) -> bool {
    sentence.match_indices('@').any(|(index, _)| {
        let before = sentence
            .get(..index)
            .and_then(|text| text.chars().next_back())
            .is_some_and(|letter| letter.is_ascii_alphanumeric());
        let after = sentence.get(index + 1..).unwrap_or_default();
        let host: String = after
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'))
            .collect();
        before && host.trim_end_matches('.').contains('.')
    })
}

fn has_account(sentence: &str) -> bool {
    sentence
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .any(|word| {
            let hex = word.len() == 42 && word.starts_with("0x");
            let coin = word.starts_with("bc1") && word.len() > 30;
            let base58 = (32..=44).contains(&word.len())
                && word.bytes().any(|byte| byte.is_ascii_digit())
                && word.bytes().any(|byte| byte.is_ascii_uppercase())
                && word.bytes().any(|byte| byte.is_ascii_lowercase());
            let bank = word.len() >= 18
                && word
                    .get(..2)
                    .is_some_and(|head| head.bytes().all(|byte| byte.is_ascii_uppercase()))
                && word
                    .get(2..)
                    .is_some_and(|tail| tail.bytes().all(|byte| byte.is_ascii_digit()));
            hex || coin || base58 || bank
        })
}

/// Text that speaks with a voice it does not have, and asks for something.
#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
fn authority(
    passage: &Passage,
    sentence: (usize, usize),
    hits: &[Hit],
    piece: &Piece,
    signals: &mut Vec<Signal>,
) {
    let voice = hits
        .iter()
        .find(|hit| hit.meaning == Meaning::Authority && hit.start < sentence.1);
    let Some(voice) = voice else { return };
    let word = passage
        .text
        .get(voice.start..voice.end)
        .unwrap_or_default()
        .to_lowercase();
    let line_start = passage
        .text
        .get(..voice.start)
        .and_then(|text| text.rfind('\n'))
        .map_or(0, |index| index + 1);
    let lead = passage
        .text
        .get(line_start.max(passage.start)..voice.start)
        .unwrap_or_default();
    let begins = lead.chars().all(|letter| !letter.is_alphanumeric());
    if (word.ends_with(':') || word.starts_with("<i") || word.starts_with("###")) && !begins {
        return;
    }
    let follows = passage
        .hits
        .iter()
        .filter(|hit| hit.start >= voice.end && hit.start < voice.end + 400);
    let asks = follows.clone().any(|hit| {
        matches!(
            hit.meaning,
            Meaning::Ignore
                | Meaning::Send
                | Meaning::Skip
                | Meaning::NotTell
                | Meaning::Pay
                | Meaning::Copy
                | Meaning::Unlimited
                | Meaning::Grant
        )
    });
    let object = follows.clone().any(|hit| {
        matches!(
            hit.meaning,
            Meaning::Secret
                | Meaning::StrongSecret
                | Meaning::Conversation
                | Meaning::Instructions
                | Meaning::Confirmation
                | Meaning::Guard
                | Meaning::Wallet
                | Meaning::Permission
                | Meaning::SystemPrompt
                | Meaning::Channel
                | Meaning::Everything
                | Meaning::User
        )
    });
    if !(asks && object) {
        return;
    }
    let important = word.contains("important");
    let unseen = matches!(
        piece.setting,
        Setting::Comment | Setting::Data | Setting::Metadata
    );
    let private = passage.hits.iter().any(|hit| {
        hit.start >= voice.end
            && hit.start < voice.end + 400
            && matches!(
                hit.meaning,
                Meaning::StrongSecret | Meaning::Conversation | Meaning::NotTell
            )
    });
    let belief = match (unseen, important, private) {
        (true, _, _) => 1.0,
        (false, true, false) => 0.25,
        (false, true, true) => 0.6,
        (false, false, _) => 0.6,
    };
    let rule = if unseen {
        &rules::SMUGGLED_VOICE
    } else {
        &rules::FAKE_AUTHORITY
    };
    let end = sentence.1.max(voice.end);
    let mut signal = piece.signal(
        rule,
        (
            voice.start - piece.base.min(voice.start),
            end - piece.base.min(end),
        ),
        passage
            .text
            .get(voice.start..end.max(voice.start))
            .unwrap_or_default(),
    );
    signal.belief = belief;
    signals.push(manner(
        signal,
        &[*voice],
        (voice.start, voice.end),
        (sentence.0, end),
        passage,
    ));
}
