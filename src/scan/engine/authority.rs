//! Claims of authority, and what they ask for.

use super::manner::manner;
use super::prompt::{Passage, between};
use crate::scan::finding::{Setting, Signal};
use crate::scan::lexicon::{Hit, Meaning};
use crate::scan::rules;
use crate::scan::scene::Piece;

/// Text that speaks with a voice it does not have, and asks for something.
pub fn authority(
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
    let begins = !lead.chars().any(char::is_alphanumeric);
    if (word.ends_with(':') || word.starts_with("<i") || word.starts_with("###")) && !begins {
        return;
    }
    if !asks_for_something(passage, voice.end) {
        return;
    }
    let important = word.contains("important");
    let unseen = matches!(
        piece.setting,
        Setting::Comment | Setting::Data | Setting::Metadata
    );
    let private = touches_private(passage, voice.end);
    let (rule, belief) = match (unseen, important, private) {
        (true, _, _) => (&rules::SMUGGLED_VOICE, 1.0),
        (false, true, false) => (&rules::FAKE_AUTHORITY, 0.25),
        (false, true, true) | (false, false, _) => (&rules::FAKE_AUTHORITY, 0.6),
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

/// Whether what follows a voice asks for something, and for what.
fn asks_for_something(passage: &Passage, from: usize) -> bool {
    let follows = following(passage, from);
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
    asks && object
}

fn touches_private(passage: &Passage, from: usize) -> bool {
    following(passage, from).any(|hit| {
        matches!(
            hit.meaning,
            Meaning::StrongSecret | Meaning::Conversation | Meaning::NotTell
        )
    })
}

/// How far a voice reaches, in bytes, and the length that no word of the lexicon has.
const REACH: usize = 400;
const WORD: usize = 256;

/// The words that begin within reach of a byte.
fn following<'a>(passage: &'a Passage, from: usize) -> impl Iterator<Item = &'a Hit> + Clone {
    between(passage.hits, (from, from + REACH + WORD))
        .iter()
        .filter(move |hit| hit.start >= from && hit.start < from + REACH)
}
