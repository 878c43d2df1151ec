//! Words: their quotes, escapes and substitutions.

use super::parse::{DEPTH, Parser, nested};
use super::script::Word;

impl Parser<'_> {
    /// The next word.
    #[expect(clippy::match_same_arms, reason = "each row stands for itself")]
    pub fn word(&mut self) -> Word {
        let mut word = Word::default();
        while let Some(byte) = self.peek() {
            if self.until == Some(byte) {
                break;
            }
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b';' | b'|' | b'&' | b')' => break,
                b'<' | b'>' if self.looking_at("<(") || self.looking_at(">(") => {
                    self.at += 1;
                    self.substitution(&mut word);
                }
                b'<' | b'>' => break,
                b'(' if word.text.is_empty() || !word.text.ends_with('=') => break,
                b'\'' => self.single(&mut word),
                b'"' => self.double(&mut word),
                b'\\' => self.escape(&mut word),
                b'$' => self.dollar(&mut word),
                b'`' => self.backtick(&mut word),
                _ => self.letter(&mut word),
            }
        }
        word
    }

    fn letter(&mut self, word: &mut Word) {
        if let Some(letter) = self
            .text
            .get(self.at..)
            .and_then(|tail| tail.chars().next())
        {
            word.text.push(letter);
            self.at += letter.len_utf8();
        } else {
            self.at += 1;
        }
    }

    fn next_is_letter(&self) -> bool {
        self.peek().is_some_and(|byte| byte.is_ascii_alphabetic())
    }

    fn single(&mut self, word: &mut Word) {
        word.quoted = true;
        self.at += 1;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find('\'').unwrap_or(rest.len());
        let inside = rest.get(..length).unwrap_or_default();
        let before = word
            .text
            .ends_with(|letter: char| letter.is_ascii_alphabetic());
        self.at += length + 1;
        // Quotes inside a word of letters do nothing but break it up for a reader.
        word.disguised |= before
            && inside.len() <= 3
            && inside.bytes().all(|byte| byte.is_ascii_alphabetic())
            && self.next_is_letter();
        word.text.push_str(inside);
        self.at = self.at.min(self.bytes.len());
    }

    fn double(&mut self, word: &mut Word) {
        word.quoted = true;
        let before = word.text.len();
        let joined = word
            .text
            .ends_with(|letter: char| letter.is_ascii_alphabetic());
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\\' => {
                    self.at += 1;
                    if !self
                        .peek()
                        .is_some_and(|next| matches!(next, b'"' | b'\\' | b'$' | b'`' | b'\n'))
                    {
                        word.text.push('\\');
                    }
                    self.letter(word);
                }
                b'$' => self.dollar(word),
                b'`' => self.backtick(word),
                _ => self.letter(word),
            }
        }
        let inside = word.text.get(before..).unwrap_or_default();
        word.disguised |= joined
            && inside.len() <= 3
            && inside.bytes().all(|byte| byte.is_ascii_alphabetic())
            && self.next_is_letter();
    }

    fn escape(&mut self, word: &mut Word) {
        self.at += 1;
        if self.peek() == Some(b'\n') {
            self.at += 1;
            return;
        }
        let windows =
            word.text.contains(':') || word.text.contains('\\') || self.peek() == Some(b'\\');
        if self.next_is_letter()
            && word
                .text
                .ends_with(|letter: char| letter.is_ascii_alphabetic())
            && !windows
        {
            word.disguised = true;
        }
        self.letter(word);
    }

    fn dollar(&mut self, word: &mut Word) {
        if self.looking_at("$((") {
            word.text.push_str("$((");
            self.at += 3;
        } else if self.looking_at("$(") {
            self.at += 1;
            self.substitution(word);
        } else if self.looking_at("$'") {
            self.ansi(word);
        } else if self.looking_at("${") {
            self.braces(word);
        } else {
            self.at += 1;
            let start = self.at;
            while self.peek().is_some_and(|byte| {
                byte.is_ascii_alphanumeric()
                    || byte == b'_'
                    || (self.at == start && matches!(byte, b'@' | b'*' | b'#' | b'?'))
            }) {
                self.at += 1;
            }
            let name = self.text.get(start..self.at).unwrap_or_default().to_owned();
            Self::variable(word, name, "");
        }
    }

    fn variable(word: &mut Word, name: String, rest: &str) {
        if name == "IFS" {
            word.text.push(' ');
            word.disguised = true;
            return;
        }
        word.text.push('$');
        if rest.is_empty() {
            word.text.push_str(&name);
        } else {
            word.text.push('{');
            word.text.push_str(&name);
            word.text.push_str(rest);
            word.text.push('}');
        }
        if !name.is_empty() {
            word.variables.push(name);
        }
    }

    fn braces(&mut self, word: &mut Word) {
        self.at += 2;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find('}').unwrap_or(rest.len()).min(400);
        let inside = rest.get(..length).unwrap_or_default().to_owned();
        self.at = (self.at + length + 1).min(self.bytes.len());
        let name: String = inside
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
            .collect();
        let tail = inside.get(name.len()..).unwrap_or_default().to_owned();
        if name.is_empty() {
            word.text.push_str("${}");
        } else {
            Self::variable(word, name, &tail);
        }
    }

    fn ansi(&mut self, word: &mut Word) {
        self.at += 2;
        word.quoted = true;
        let start = self.at;
        while self.peek().is_some_and(|byte| byte != b'\'') {
            self.at += if self.peek() == Some(b'\\') { 2 } else { 1 };
        }
        let inside = self
            .text
            .get(start..self.at.min(self.bytes.len()))
            .unwrap_or_default();
        let plain = crate::scan::decode::escapes(inside);
        word.disguised |=
            inside.contains("\\x") || inside.contains("\\1") || inside.contains("\\u");
        word.text.push_str(&plain);
        self.at = (self.at + 1).min(self.bytes.len());
    }

    /// Reads `(...)` as a script of its own.
    pub fn substitution(&mut self, word: &mut Word) {
        self.at += 1;
        word.text.push_str("$()");
        let start = self.at;
        let mut open = 1;
        let mut quote = 0u8;
        while let Some(byte) = self.peek() {
            match byte {
                b'\'' | b'"' if quote == 0 => quote = byte,
                _ if byte == quote => quote = 0,
                b'(' if quote != b'\'' => open += 1,
                b')' if quote != b'\'' => open -= 1,
                b'\\' => self.at += 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
            self.at += 1;
        }
        let end = self.at.min(self.bytes.len());
        if self.depth < DEPTH {
            word.inner
                .extend(nested(self.text, (start, end), self.depth + 1));
        }
        self.at = (end + 1).min(self.bytes.len());
    }

    fn backtick(&mut self, word: &mut Word) {
        self.at += 1;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find('`').unwrap_or(rest.len());
        word.text.push_str("$()");
        if self.depth < DEPTH {
            word.inner.extend(nested(
                self.text,
                (self.at, self.at + length),
                self.depth + 1,
            ));
        }
        self.at = (self.at + length + 1).min(self.bytes.len());
    }
}

/// The variables a text names.
pub fn variables_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text.split('$').skip(1).take(64) {
        let inside = part.strip_prefix('{').unwrap_or(part);
        let name: String = inside
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
            .take(64)
            .collect();
        if !name.is_empty() {
            names.push(name);
        }
    }
    names
}
