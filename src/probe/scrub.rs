//! Striking secrets from what a server said, in whatever form it repeated them.
//!
//! A server may repeat a secret as it is, percent-encoded, in base64 behind other text, in hexadecimal, with
//! escapes, in other case, or only a part of it (`sk-ab***yz`). So every word of the text that has a few
//! characters in a row in common with a form of a secret becomes stars as a whole.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::template::percent_encoded;
use crate::model::Secret;
use crate::package::Shown;

const STARS: &str = "********";
/// How many characters in a row are no coincidence.
const IN_COMMON: usize = 4;
/// How much of a text is looked at, in characters; the rest is never shown.
const LONGEST: usize = 2000;

/// What must not be shown: every form of every secret, in lower case.
pub struct Scrub(Vec<Zeroizing<Vec<char>>>);

impl Scrub {
    /// Strikes these secrets.
    pub fn of<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let forms = secrets
            .into_iter()
            .flat_map(|secret| forms(secret.expose()));
        let lower = |form: Zeroizing<String>| {
            let letters = form.chars().map(|letter| letter.to_ascii_lowercase());
            Zeroizing::new(letters.collect::<Vec<char>>())
        };
        Self(forms.map(lower).collect())
    }

    /// Our words and perhaps those of a server, on one line and without secrets.
    pub fn line(&self, ours: &str, theirs: Option<&str>) -> String {
        // Our own words may share a few letters with a secret; all of one would come from an address or the like.
        let ours = Shown::of(self.struck(ours, usize::MAX));
        match theirs.map(str::trim).filter(|theirs| !theirs.is_empty()) {
            Some(theirs) => format!("{ours}: {}", Shown::of(self.text(theirs))),
            None => ours.to_string(),
        }
    }

    /// The text with stars in place of the words that hold a part of a secret.
    pub fn text(&self, text: &str) -> String {
        self.struck(text, IN_COMMON)
    }

    fn struck(&self, text: &str, in_common: usize) -> String {
        let letters: Vec<char> = text.chars().take(LONGEST).collect();
        let lower: Vec<char> = letters.iter().map(char::to_ascii_lowercase).collect();
        let mut struck = vec![false; letters.len()];
        self.strike(&lower, in_common, &mut struck);
        let mut out = String::new();
        let mut start = 0;
        while start < letters.len() {
            // A run of the letters that secrets and their forms are made of.
            let is_part = |at: usize| {
                let is_struck = struck.get(at).copied().unwrap_or(false);
                is_struck || letters.get(at).is_some_and(|letter| is_of_a_word(*letter))
            };
            let end = (start..letters.len())
                .find(|at| !is_part(*at))
                .unwrap_or(letters.len());
            let end = end.max(start + 1);
            if struck.get(start..end).unwrap_or_default().contains(&true) {
                out.push_str(STARS);
            } else {
                out.extend(letters.get(start..end).unwrap_or_default());
            }
            start = end;
        }
        out
    }

    /// Marks what the text has in common with the forms: so many characters, or all of a shorter form.
    fn strike(&self, lower: &[char], in_common: usize, struck: &mut [bool]) {
        for form in &self.0 {
            let length = form.len().min(in_common);
            for (at, window) in lower.windows(length.max(1)).enumerate() {
                if form.windows(length.max(1)).any(|part| part == window)
                    && let Some(marks) = struck.get_mut(at..at + length)
                {
                    marks.fill(true);
                }
            }
        }
    }
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric() || "+/=_%-.~*".contains(letter)
}

/// The forms in which a server may repeat a secret; base64 in each of the three places it can have behind
/// other bytes.
fn forms(secret: &str) -> Vec<Zeroizing<String>> {
    let mut forms = vec![
        Zeroizing::new(secret.to_owned()),
        percent_encoded(secret),
        Zeroizing::new(secret.escape_default().to_string()),
    ];
    let mut hexadecimal = Zeroizing::new(String::with_capacity(2 * secret.len()));
    for byte in secret.bytes() {
        let digits = [byte >> 4, byte & 15].map(u32::from);
        hexadecimal.extend(
            digits
                .iter()
                .filter_map(|digit| char::from_digit(*digit, 16)),
        );
    }
    forms.push(hexadecimal);
    for before in 0..3 {
        let mut bytes = Zeroizing::new(vec![0; before]);
        bytes.extend_from_slice(secret.as_bytes());
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let text = Zeroizing::new(engine.encode(bytes.as_slice()));
            // The letters that the bytes before have a part in say nothing.
            let own = text.get((before * 4).div_ceil(3)..).unwrap_or_default();
            if own.len() >= IN_COMMON {
                forms.push(Zeroizing::new(own.to_owned()));
            }
        }
    }
    forms
}
