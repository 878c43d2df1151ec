//! Words of commands: what they stand for.

use std::collections::BTreeSet;

use super::judge::Judge;
use super::{Command, Word, command};
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::{rules, secret_names, secret_paths, url};

/// A word's or an output's text and what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// The text as far as it is known.
    pub text: String,
    /// What it holds.
    pub labels: Labels,
    /// The secret variables in it.
    pub keys: BTreeSet<String>,
    /// The worst class of the hosts that a response in it came from.
    pub origin: Option<Class>,
}

impl Value {
    /// A word as it stands, with what its path says.
    pub fn of_path(word: &str) -> Self {
        Self {
            text: word.to_owned(),
            labels: secret_paths::path(word),
            ..Self::default()
        }
    }

    /// Both together.
    pub fn join(&mut self, other: &Self) {
        self.labels = self.labels.with(other.labels);
        self.keys.extend(other.keys.iter().cloned());
        self.origin = self.origin.max(other.origin);
    }
}

impl Judge<'_> {
    /// Splits words that hide blanks, and reports command names that were taken apart.
    pub fn unhide(&mut self, part: &Command, words: &mut Vec<Value>, source: &str) {
        self.renamed(words);
        self.unbraced(part, words, source);
        let Some(first) = words.first() else { return };
        let spelled = part
            .words
            .first()
            .map(|word| word.text.as_str())
            .unwrap_or_default();
        let assembled = spelled.starts_with('$')
            && (spelled.matches('$').count() >= 2 || spelled == "$()")
            && !first.text.contains('$')
            && !first.text.contains(' ');
        let wrapped = part.words.iter().position(|word| word.disguised);
        let hidden = wrapped
            .and_then(|index| words.get(index))
            .map(|value| value.text.clone())
            .or(assembled.then(|| first.text.clone()));
        if let Some(text) = hidden {
            let split: Vec<Value> = text.split_whitespace().map(Value::of_path).collect();
            let name = split
                .first()
                .map(|value| base_name(&value.text).to_owned())
                .unwrap_or_default();
            if command::is_known(&name)
                || split
                    .iter()
                    .any(|value| value.labels.any(Labels::SECRET_PATH))
            {
                self.found(&rules::HIDDEN_COMMAND, part, source, 1.0);
            }
            if wrapped == Some(0) && split.len() > 1 {
                words.splice(0..1, split);
            }
        } else if first.text.contains(' ')
            && spelled.starts_with('$')
            && !first.text.contains("$()")
        {
            let split: Vec<Value> = first
                .text
                .split_whitespace()
                .map(|piece| Value {
                    text: piece.to_owned(),
                    ..first.clone()
                })
                .collect();
            words.splice(0..1, split);
        }
    }

    /// Splits `{curl,-s,URL}`, a command whose blanks are commas.
    fn unbraced(&mut self, part: &Command, words: &mut Vec<Value>, source: &str) {
        let braced = words
            .first()
            .filter(|first| first.text.starts_with('{') && first.text.contains(','))
            .cloned();
        if let Some(first) = braced {
            let split = first.text.trim_matches(['{', '}']).split(',');
            let split: Vec<Value> = split.map(Value::of_path).collect();
            if split
                .first()
                .is_some_and(|name| command::is_known(&name.text))
            {
                self.found(&rules::HIDDEN_COMMAND, part, source, 1.0);
            }
            words.splice(0..1, split);
        }
    }

    /// Puts commands in the place of their aliases.
    fn renamed(&self, words: &mut Vec<Value>) {
        let known = words
            .first()
            .and_then(|first| self.values.get(&format!("alias {}", first.text)));
        if let Some(command) = known {
            let split: Vec<Value> = command
                .text
                .split_whitespace()
                .map(|piece| Value {
                    text: piece.to_owned(),
                    ..Value::default()
                })
                .collect();
            words.splice(0..1, split);
        }
    }

    /// What a word says and holds.
    pub fn value(&mut self, word: &Word, source: &str) -> Value {
        let mut value = Value {
            text: word.text.clone(),
            labels: secret_paths::path(&word.text),
            ..Value::default()
        };
        for name in &word.variables {
            if let Some(known) = self.values.get(name).cloned() {
                if !known.text.is_empty() && value.text.len() + known.text.len() < 8192 {
                    value.text = value
                        .text
                        .replace(&format!("${{{name}}}"), &known.text)
                        .replace(&format!("${name}"), &known.text);
                }
                value.join(&known);
            } else if secret_names::is_secret_name(name) {
                value.labels = value.labels.with(Labels::KEY);
                value.keys.insert(name.clone());
            } else if matches!(name.as_str(), "HOSTNAME" | "USER" | "USERNAME" | "LOGNAME") {
                value.labels = value.labels.with(Labels::MACHINE);
            }
        }
        for inner in &word.inner {
            let output = self.script(std::slice::from_ref(inner), source);
            value.join(&output);
            // A key put in `$(…)` by mistake is still a key.
            let name = inner
                .commands
                .first()
                .and_then(|one| one.words.first())
                .map(|one| one.text.as_str())
                .unwrap_or_default();
            if name.len() > 4
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
                && secret_names::is_secret_name(name)
            {
                value.labels = value.labels.with(Labels::KEY);
                value.keys.insert(name.to_owned());
            }
            if !output.text.is_empty() && value.text.len() < 8192 {
                value.text = value.text.replacen("$()", output.text.trim(), 1);
            }
        }
        value.labels = value.labels.with(secret_paths::path(&value.text));
        if !self.files.is_empty() {
            let name = value.text.rsplit(['@', '=']).next().unwrap_or_default();
            value.labels = value
                .labels
                .with(self.files.get(name).copied().unwrap_or_default());
        }
        if value.keys.len() > 1 {
            value.labels = value.labels.with(Labels::KEYS);
        }
        value
    }

    /// Sets a variable, as `read` and `export` do.
    pub fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// Notes a host and says what is known of it.
    pub fn host_of(&mut self, text: &str) -> Option<(String, Class)> {
        let name = match url::next_url(text, 0) {
            Some(found) => found.host,
            None => bare_host(text)?,
        };
        let class = self.piece.class(&name);
        self.hosts.insert(name.clone(), class);
        Some((name, class))
    }
}

/// A name with dots that is not a file, as it stands in `dig x.example.net` or `nc host 80`.
pub fn bare_host(text: &str) -> Option<String> {
    let name = text
        .trim_start_matches('@')
        .split(['/', ':', '?'])
        .next()
        .unwrap_or_default();
    let last = name.rsplit('.').next().unwrap_or_default();
    let files = [
        "sh", "py", "js", "ts", "md", "json", "txt", "yml", "yaml", "toml", "html", "css", "zip",
        "gz", "tar", "rs", "go", "rb", "log", "csv", "xml", "pdf", "png", "jpg", "lock", "cfg",
        "conf", "env", "exe", "pem", "key", "sql", "db", "tgz", "bak", "so", "jsx", "tsx", "ps1",
        "plist",
    ];
    let numbers =
        name.split('.').count() == 4 && name.split('.').all(|part| part.parse::<u8>().is_ok());
    let named = name.contains('.')
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !files.contains(&last)
        && name.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'.' | b'-' | b'_' | b'$' | b'(' | b')' | b'{' | b'}')
        });
    (numbers || named).then(|| name.to_ascii_lowercase())
}

/// The name of a program without its folder.
pub fn base_name(text: &str) -> &str {
    text.rsplit(['/', '\\']).next().unwrap_or(text)
}
