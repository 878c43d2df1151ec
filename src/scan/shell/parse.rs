//! A tolerant shell parser: pipelines of commands whose words have quotes, escapes and substitutions resolved.

/// One word of a command.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    /// Its text; variables stay as `$NAME`, substitutions as `$()`.
    pub text: String,
    /// Variables it mentions.
    pub variables: Vec<String>,
    /// Commands whose output it holds.
    pub inner: Vec<Pipeline>,
    /// Whether quotes, escapes or `$IFS` break up an ordinary word.
    pub disguised: bool,
    /// Whether any of it was quoted.
    pub quoted: bool,
}

/// A command with its words, redirections and assignments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Command {
    /// The words, the first of which names the command.
    pub words: Vec<Word>,
    /// Redirections: operator and target.
    pub redirects: Vec<(String, Word)>,
    /// Variables set before the command.
    pub assigns: Vec<(String, Word)>,
    /// Text fed to it by a here-document or here-string.
    pub fed: Option<Word>,
    /// The pipelines of a group in parentheses.
    pub group: Vec<Pipeline>,
    /// First byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Commands joined by pipes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pipeline {
    /// The commands in order.
    pub commands: Vec<Command>,
}

/// Substitutions deeper than this are taken as plain text.
const DEPTH: usize = 12;
/// What follows in a longer script is not parsed; its file is reported as not fully analysed.
const LONGEST: usize = 512 << 10;

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    until: Option<u8>,
    heredocs: Vec<String>,
}

/// Parses a script. What is no shell gives odd words, never an error.
pub fn parse(text: &str) -> Vec<Pipeline> {
    let end = (0..=text.len().min(LONGEST))
        .rev()
        .find(|index| text.is_char_boundary(*index));
    nested(text, (0, end.unwrap_or(0)), 0)
}

/// Parses a range of a text; places stay places of the whole text.
fn nested(text: &str, range: (usize, usize), depth: usize) -> Vec<Pipeline> {
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
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn looking_at(&self, what: &str) -> bool {
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

    fn blanks(&mut self) {
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

    fn redirect(&mut self, command: &mut Command) {
        let start = self.at;
        while matches!(self.peek(), Some(b'<' | b'>' | b'&' | b'|' | b'-')) && self.at < start + 3 {
            if self.peek() == Some(b'-')
                && !self
                    .text
                    .get(start..self.at)
                    .is_some_and(|so_far| so_far == "<<" || so_far.ends_with('&'))
            {
                break;
            }
            self.at += 1;
        }
        let operator = self.text.get(start..self.at).unwrap_or_default().to_owned();
        self.blanks();
        if operator == "<<<" {
            command.fed = Some(self.word());
        } else if operator.starts_with("<<") {
            let word = self.word();
            self.heredocs.push(word.text);
        } else {
            let target = self.word();
            command.redirects.push((operator, target));
        }
    }

    /// Reads the bodies of here-documents that the line just ended announced.
    fn bodies(&mut self, command: &mut Command) {
        for mark in std::mem::take(&mut self.heredocs) {
            let start = self.at;
            let mut end = self.bytes.len();
            let mut after = end;
            let mut line_start = start;
            for line in self
                .text
                .get(start..)
                .unwrap_or_default()
                .split_inclusive('\n')
            {
                if line.trim() == mark {
                    end = line_start;
                    after = line_start + line.len();
                    break;
                }
                line_start += line.len();
            }
            let body = self.text.get(start..end).unwrap_or_default();
            command.fed = Some(Word {
                text: body.to_owned(),
                variables: variables_in(body),
                ..Word::default()
            });
            self.at = after;
        }
    }

    #[expect(clippy::match_same_arms, reason = "each row stands for itself")]
    fn word(&mut self) -> Word {
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
    fn substitution(&mut self, word: &mut Word) {
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

fn variables_in(text: &str) -> Vec<String> {
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
