//! Text of a package as it may be shown: nothing in it reaches a terminal as a command.

use std::fmt;

const MOST_CHARACTERS: usize = 200;

/// Text from a package, on one line, with control and invisible characters escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    /// Takes bytes that ought to be UTF-8; those that are not become `\x` and two digits.
    pub fn bytes(bytes: &[u8]) -> Self {
        let mut shown = String::new();
        let mut count = 0;
        for chunk in bytes.utf8_chunks() {
            let escaped = chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}"));
            let piece = chunk.valid().chars().map(visible).chain(escaped);
            for text in piece {
                if count == MOST_CHARACTERS {
                    shown.push('…');
                    return Self(shown);
                }
                shown.push_str(&text);
                count += 1;
            }
        }
        Self(shown)
    }

    /// Takes anything that has words, an error for example.
    pub fn of(text: impl fmt::Display) -> Self {
        Self::bytes(text.to_string().as_bytes())
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn visible(character: char) -> String {
    if character.is_control() || is_invisible(character) {
        return format!("\\u{{{:x}}}", u32::from(character));
    }
    character.to_string()
}

/// Characters that show nothing, or turn the text around them: joiners, direction marks and
/// overrides, separators, fillers, variation selectors, tags.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_command_a_terminal_is_escaped() {
        let shown = Shown::bytes(b"a\x1b[31m\n\xff\xe2\x80\xaeb\0");
        assert_eq!(shown.0, r"a\u{1b}[31m\u{a}\xff\u{202e}b\u{0}");
    }

    #[test]
    fn long_text_is_cut() {
        let shown = Shown::of("é".repeat(MOST_CHARACTERS + 1));
        assert_eq!(shown.0.chars().count(), MOST_CHARACTERS + 1);
        assert!(shown.0.ends_with('…'));
        assert_eq!(
            Shown::of("é".repeat(MOST_CHARACTERS)).0.chars().count(),
            MOST_CHARACTERS
        );
    }
}
