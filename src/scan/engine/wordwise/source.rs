//! Source text made ready to be read word by word.

use crate::scan::engine::marks::command_marks;
use crate::scan::language::Language;

/// `PowerShell` with its words put together again, if they were taken apart by ticks or pluses.
pub fn joined_up(text: &str, language: Language) -> Option<String> {
    if language != Language::PowerShell {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside =
            before.is_alphabetic() && letters.peek().is_some_and(char::is_ascii_alphabetic);
        if !(letter == '`' && inside) {
            plain.push(letter);
        }
        before = letter;
    }
    for glue in ["' + '", "'+'", "\" + \"", "\"+\""] {
        plain = plain.replace(glue, "");
    }
    (plain != text).then_some(plain)
}

/// Shell commands that stand in strings handed to something that runs them.
pub fn commands(text: &str, language: Language) -> Vec<(String, usize)> {
    let marks = command_marks(language);
    let mut found = Vec::new();
    for mark in marks {
        let close = match mark.chars().next_back() {
            Some('(') => ')',
            Some(other) => other,
            None => continue,
        };
        for (index, _) in text.match_indices(mark).take(200) {
            let rest = text.get(index + mark.len()..).unwrap_or_default();
            let end = rest.find(close).unwrap_or(0).min(2000);
            if let Some(command) = rest.get(..end).filter(|command| command.contains(' ')) {
                found.push((command.to_owned(), index));
            }
        }
    }
    if language == Language::Batch {
        found.extend(
            text.lines()
                .filter(|line| {
                    line.contains("curl") || line.contains("del ") || line.contains("format ")
                })
                .map(|line| (line.replace('\\', "/"), text.find(line).unwrap_or(0)))
                .take(200),
        );
    }
    found
}

#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
pub fn without_comments(text: &str, language: Language) -> String {
    let marks: &[&str] = match language {
        Language::PowerShell | Language::Ruby => &["#"],
        Language::Go => &["//"],
        Language::Php => &["//", "#"],
        Language::Batch => &["rem ", "REM ", "::"],
        Language::AppleScript => &["--"],
        Language::Python
        | Language::JavaScript
        | Language::TypeScript
        | Language::Shell
        | Language::OtherCode
        | Language::Markdown
        | Language::Markup
        | Language::Json
        | Language::Yaml
        | Language::Toml
        | Language::Plain => &["//", "#"],
    };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let comment =
            marks.iter().any(|mark| line.trim_start().starts_with(mark)) && !line.starts_with("#!");
        if comment {
            // The length is kept, so that places stay true.
            out.extend(
                line.bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
            );
        } else {
            out.push_str(line);
        }
    }
    out
}
