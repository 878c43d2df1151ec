//! A rule, and whether an envelope is one for it.

use std::str::FromStr;

use super::destination::Destination;
use super::envelope::{Envelope, normalised};
use super::pattern::Pattern;
use crate::model::Channel;

const MOST_CHARACTERS: usize = 255;

/// A rule of a workspace that is in use.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: i64,
    pub name: String,
    /// The channel that a request must come through; nothing is any.
    pub channel: Option<Channel>,
    /// What its source must match; nothing is any.
    pub pattern: Option<Pattern>,
    /// Words one of which its content must have; none is any content.
    pub keywords: Vec<Keyword>,
    pub priority: i32,
    pub destination: Destination,
}

/// A word, or several in a row, in normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyword(String);

/// Why a text is no [`Keyword`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a keyword has 1 to {MOST_CHARACTERS} characters that are not blank")]
pub struct BadKeyword;

/// What came of trying a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It fits, by this keyword where it has any.
    Fits(Option<String>),
    OtherChannel(Channel),
    OtherSource(String),
    NoKeyword,
    /// It fits, but what it sends to takes no requests.
    Closed(String),
}

impl Rule {
    /// Whether the envelope is one for it.
    pub fn try_on(&self, envelope: &Envelope) -> Finding {
        let source = envelope.source();
        if let Some(channel) = self.channel
            && channel != source.channel()
        {
            return Finding::OtherChannel(channel);
        }
        if let Some(pattern) = &self.pattern
            && !pattern.matches(source.as_str())
        {
            return Finding::OtherSource(pattern.to_string());
        }
        let found = self
            .keywords
            .iter()
            .find(|keyword| keyword.is_in(envelope.content()));
        if !self.keywords.is_empty() && found.is_none() {
            return Finding::NoKeyword;
        }
        match &self.destination.closed {
            Some(why) => Finding::Closed(format!("{}: {why}", self.destination.told())),
            None => Finding::Fits(found.map(|keyword| keyword.0.clone())),
        }
    }
}

impl Finding {
    /// Why it fits or does not, as a person reads it.
    pub fn told(&self) -> String {
        match self {
            Self::Fits(Some(keyword)) => format!("fits: it says `{keyword}`"),
            Self::Fits(None) => "fits".to_owned(),
            Self::OtherChannel(channel) => format!("only for the channel {channel}"),
            Self::OtherSource(pattern) => format!("the source does not match `{pattern}`"),
            Self::NoKeyword => "none of its keywords is there".to_owned(),
            Self::Closed(why) => format!("fits, but takes no requests: {why}"),
        }
    }
}

impl Keyword {
    /// The keyword as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it stands in that normal text, and not inside a longer word.
    pub fn is_in(&self, text: &str) -> bool {
        let first = self.0.chars().next().is_some_and(joins);
        let last = self.0.chars().next_back().is_some_and(joins);
        text.match_indices(&self.0).any(|(at, found)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text
                .get(at + found.len()..)
                .and_then(|text| text.chars().next());
            let is_inside = first && before.is_some_and(joins) || last && after.is_some_and(joins);
            !is_inside
        })
    }
}

impl FromStr for Keyword {
    type Err = BadKeyword;

    fn from_str(text: &str) -> Result<Self, BadKeyword> {
        let text = normalised(text);
        if text.is_empty() || text.chars().count() > MOST_CHARACTERS {
            return Err(BadKeyword);
        }
        Ok(Self(text))
    }
}

/// Whether a character makes one word with a like one next to it. Scripts that put no blanks between
/// words, or hang endings on them, are not asked to: Thai to Myanmar, Khmer, kana, Han, Hangul.
pub fn joins(character: char) -> bool {
    let unspaced = matches!(
        u32::from(character),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0x20000..=0x3FFFF
    );
    (character.is_alphanumeric() || character == '_') && !unspaced
}
