//! Where a request came from.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::envelope::normalised;
use crate::model::Channel;

const MOST_CHARACTERS: usize = 500;

/// A channel, such as `slack`, or a place in one, such as `slack:#support`; normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    text: String,
    channel: Channel,
}

/// Why a text is no [`Source`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSource {
    /// Its first word is no channel.
    #[error(
        "`{0}` is no channel; a source is CHANNEL or CHANNEL:PLACE, with one of: {known}",
        known = Channel::WORDS.join(", ")
    )]
    Channel(String),
    /// It has too many characters.
    #[error("a source has at most {MOST_CHARACTERS} characters")]
    Long,
}

impl Source {
    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The channel alone.
    pub fn channel(&self) -> Channel {
        self.channel
    }
}

impl FromStr for Source {
    type Err = BadSource;

    fn from_str(text: &str) -> Result<Self, BadSource> {
        let text = normalised(text);
        if text.chars().count() > MOST_CHARACTERS {
            return Err(BadSource::Long);
        }
        let word = text.split(':').next().unwrap_or_default();
        let channel = Channel::parse(word).ok_or_else(|| BadSource::Channel(word.to_owned()))?;
        Ok(Self { text, channel })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
