//! What a request is known by: its source and its content, normalised, and the hash of both.
//!
//! The normal form of a text is, in this order:
//! 1. Unicode's compatibility caseless form (Unicode 3.13, D146): NFD, full case folding, NFKC, full
//!    case folding, NFKC. `Ｒｅｓｅｔ`, `RESET` and `reset` are one; so are `straße` and `STRASSE`.
//! 2. Control characters that are no white space are left out.
//! 3. White space around the text is left out, and every run of it inside is one blank.
//!
//! The hash is the SHA-256 of the normal source, a line feed and the normal content, as UTF-8. A
//! normal text has no line feed, so no two envelopes make the same bytes. Unicode promises that
//! neither normal forms nor case folding ever change for characters that are assigned, and so
//! neither does the hash.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use super::source::Source;
use crate::model::Digest;

/// A request as the router sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    source: Source,
    content: String,
}

impl Envelope {
    /// Of a request with that content.
    pub fn new(source: Source, content: &str) -> Self {
        Self {
            source,
            content: normalised(content),
        }
    }

    /// Where it came from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its content in normal form.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// What decisions about it are kept under.
    pub fn hash(&self) -> Digest {
        Digest::of(format!("{}\n{}", self.source, self.content).as_bytes())
    }
}

/// The normal form of a text.
pub fn normalised(text: &str) -> String {
    let once: String = folded(&text.nfd().collect::<String>()).nfkc().collect();
    let twice: String = folded(&once).nfkc().collect();
    let kept: String = twice
        .chars()
        .filter(|c| c.is_whitespace() || !c.is_control())
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Full case folding. The library takes a short way for ASCII, which folds the same.
fn folded(text: &str) -> String {
    UniCase::unicode(text).to_folded_case()
}
