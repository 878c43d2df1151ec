//! Addresses in a text.

use super::search;

/// A host found in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name or address in lower case, without port.
    pub host: String,
    /// Where the address begins in the text.
    pub start: usize,
    /// Where the address ends.
    pub end: usize,
    /// Whether it is asked without encryption.
    pub plain: bool,
}

/// The first address with a scheme in the text at or after a byte, if there is one.
pub fn next_url(text: &str, from: usize) -> Option<Found> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let mark = search::find(rest, "://")? + at;
        let scheme_start = text
            .get(..mark)?
            .rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '+')
            .map_or(0, |index| {
                index
                    + text
                        .get(index..)
                        .and_then(|tail| tail.chars().next())
                        .map_or(1, char::len_utf8)
            });
        let scheme = text.get(scheme_start..mark)?.to_ascii_lowercase();
        let tail = text.get(mark + 3..)?;
        // The end of an address may be far; it is looked for only once there is a host.
        let length = tail.find(ends_authority).unwrap_or(tail.len());
        let authority = tail.get(..length).unwrap_or_default();
        let host = bare(authority.rsplit('@').next().unwrap_or_default());
        if scheme.is_empty() || host.is_empty() {
            at = mark + 3;
            continue;
        }
        let rest = tail.get(length..).unwrap_or_default();
        let end = mark + 3 + length + rest.find(ends_url).unwrap_or(rest.len());
        let plain = matches!(scheme.as_str(), "http" | "ws" | "ftp" | "tcp");
        return Some(Found {
            host,
            start: scheme_start,
            end,
            plain,
        });
    }
}

fn ends_authority(letter: char) -> bool {
    matches!(letter, '/' | '?' | '#' | '\\') || ends_url(letter)
}

fn ends_url(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '"' | '\'' | '`' | '<' | '>' | ')' | ']' | '|' | ';' | ',' | '，' | '。' | '）' | '、'
        )
}

fn bare(authority: &str) -> String {
    let lower = authority.to_ascii_lowercase();
    if let Some(end) = lower.strip_prefix('[').and_then(|inner| inner.find(']')) {
        return lower.get(1..=end).unwrap_or_default().to_owned();
    }
    let name = lower.split(':').next().unwrap_or_default();
    name.trim_matches(|letter: char| letter == '.' || letter == '*')
        .to_owned()
}
