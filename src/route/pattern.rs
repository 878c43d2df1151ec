//! Patterns that the source of a request must match as a whole: `*` is any text, `?` one character.

use std::fmt;
use std::str::FromStr;

use super::envelope::normalised;

const MOST_CHARACTERS: usize = 1000;

/// A pattern in normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

/// Why a text is no [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a pattern has 1 to {MOST_CHARACTERS} characters, such as `slack:#support*`")]
pub struct BadPattern;

impl Pattern {
    /// Whether it matches that normal text as a whole. Takes at most as many steps as the lengths of
    /// the two multiplied.
    pub fn matches(&self, text: &str) -> bool {
        let pattern: Vec<char> = self.0.chars().collect();
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut read) = (0, 0);
        // Where to go on when what follows the last star turns out not to match.
        let mut star: Option<(usize, usize)> = None;
        while let Some(character) = text.get(read) {
            match pattern.get(at) {
                Some('*') => {
                    star = Some((at, read));
                    at += 1;
                }
                Some(wanted) if *wanted == '?' || wanted == character => {
                    at += 1;
                    read += 1;
                }
                Some(_) | None => {
                    let Some((place, taken)) = star else {
                        return false;
                    };
                    star = Some((place, taken + 1));
                    at = place + 1;
                    read = taken + 1;
                }
            }
        }
        pattern.iter().skip(at).all(|rest| *rest == '*')
    }
}

impl FromStr for Pattern {
    type Err = BadPattern;

    fn from_str(text: &str) -> Result<Self, BadPattern> {
        let text = normalised(text);
        if text.is_empty() || text.chars().count() > MOST_CHARACTERS {
            return Err(BadPattern);
        }
        Ok(Self(text))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
