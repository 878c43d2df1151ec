//! Follows what flows between the commands of a script.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::command;
use super::{Command, Pipeline, Word, parse};
use crate::scan::finding::Signal;
use crate::scan::host::{self, Class};
use crate::scan::labels::{self, Labels};
use crate::scan::rules::{self, Rule};
use crate::scan::scene::Piece;

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
    /// Both together.
    pub fn join(&mut self, other: &Self) {
        self.labels = self.labels.with(other.labels);
        self.keys.extend(other.keys.iter().cloned());
        self.origin = self.origin.max(other.origin);
    }
}

/// What a script showed.
#[derive(Debug)]
pub struct Judge<'a> {
    /// Where it stands.
    pub piece: &'a Piece<'a>,
    /// What was found.
    pub signals: Vec<Signal>,
    /// What it can do.
    pub facts: BTreeSet<&'static str>,
    /// Hosts it names.
    pub hosts: BTreeMap<String, Class>,
    /// Files it downloaded, with what is known of where from.
    pub downloads: Vec<(String, Class)>,
    /// Files that scripts of the package call.
    pub called: BTreeSet<String>,
    values: HashMap<String, Value>,
    /// What files written so far hold.
    pub files: HashMap<String, Labels>,
    steps: usize,
    depth: usize,
}

/// The most commands of one script that are judged, and how deep commands may hold commands.
const STEPS: usize = 10_000;
const DEPTH: usize = 8;

/// Judges a script's text.
pub fn judge<'a>(text: &str, piece: &'a Piece<'a>) -> Judge<'a> {
    let mut judge = Judge::of(piece);
    judge.script(&parse(text), text);
    judge.whole(text);
    judge
}

/// Judges a command line in which some variables are known; gives what its output holds.
pub fn with_values<'a>(
    text: &str,
    piece: &'a Piece<'a>,
    values: Vec<(String, Value)>,
) -> (Value, Judge<'a>) {
    let mut judge = Judge::of(piece);
    judge.values.extend(values);
    let output = judge.script(&parse(text), text);
    judge.whole(text);
    (output, judge)
}

/// Judges a script that goes on after others, whose downloads are known.
pub fn after<'a>(text: &str, piece: &'a Piece<'a>, downloads: &[(String, Class)]) -> Judge<'a> {
    let mut judge = Judge::of(piece);
    judge.downloads = downloads.to_vec();
    judge.script(&parse(text), text);
    judge.whole(text);
    judge
}

impl<'a> Judge<'a> {
    fn of(piece: &'a Piece<'a>) -> Self {
        Self {
            piece,
            signals: Vec::new(),
            facts: BTreeSet::new(),
            hosts: BTreeMap::new(),
            downloads: Vec::new(),
            called: BTreeSet::new(),
            values: HashMap::new(),
            files: HashMap::new(),
            steps: 0,
            depth: 0,
        }
    }
}

impl Judge<'_> {
    /// Reports a rule for a command.
    pub fn found(&mut self, rule: &'static Rule, at: &Command, source: &str, belief: f32) {
        let evidence = line_of(source, at.start, at.end);
        let mut signal = self.piece.signal(rule, (at.start, at.end), evidence);
        signal.belief = belief;
        self.signals.push(signal);
    }

    /// Judges pipelines; gives what their output holds.
    pub fn script(&mut self, pipelines: &[Pipeline], source: &str) -> Value {
        let mut output = Value::default();
        if self.depth >= DEPTH {
            return output;
        }
        self.depth += 1;
        for pipeline in pipelines {
            let mut input = Value::default();
            for part in &pipeline.commands {
                self.steps += 1;
                if self.steps > STEPS {
                    break;
                }
                input = self.command(part, &input, source);
            }
            output.join(&input);
            if output.text.len() < 4096 {
                output.text.push_str(&input.text);
            }
        }
        self.depth -= 1;
        output
    }

    fn command(&mut self, part: &Command, input: &Value, source: &str) -> Value {
        for (name, word) in &part.assigns {
            let value = self.value(word, source);
            self.values.insert(name.clone(), value);
        }
        let mut words: Vec<Value> = part
            .words
            .iter()
            .map(|word| self.value(word, source))
            .collect();
        self.unhide(part, &mut words, source);
        let mut fed = input.clone();
        if let Some(word) = &part.fed {
            let value = self.value(word, source);
            fed.join(&value);
            fed.text = value.text;
        }
        for (operator, target) in &part.redirects {
            if operator.starts_with('<') {
                let value = self.value(target, source);
                fed.join(&Value {
                    labels: value.labels.read(),
                    ..value
                });
            }
        }
        let output = if part.group.is_empty() {
            command::judge(
                self,
                &command::Call {
                    part,
                    words: &words,
                    input: &fed,
                    source,
                },
            )
        } else {
            let mut output = self.script(&part.group, source);
            output.join(&fed);
            output
        };
        for (operator, target) in &part.redirects {
            if operator.contains('>') {
                let target = self.value(target, source);
                command::write(
                    self,
                    &target,
                    &output,
                    &command::Call {
                        part,
                        words: &words,
                        input: &fed,
                        source,
                    },
                );
            }
        }
        output
    }

    /// Splits words that hide blanks, and reports command names that were taken apart.
    fn unhide(&mut self, part: &Command, words: &mut Vec<Value>, source: &str) {
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
            let split: Vec<Value> = text
                .split_whitespace()
                .map(|piece| Value {
                    text: piece.to_owned(),
                    labels: labels::path(piece),
                    ..Value::default()
                })
                .collect();
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

    /// What a word says and holds.
    pub fn value(&mut self, word: &Word, source: &str) -> Value {
        let mut value = Value {
            text: word.text.clone(),
            labels: labels::path(&word.text),
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
            } else if labels::is_secret_name(name) {
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
                && labels::is_secret_name(name)
            {
                value.labels = value.labels.with(Labels::KEY);
                value.keys.insert(name.to_owned());
            }
            if !output.text.is_empty() && value.text.len() < 8192 {
                value.text = value.text.replacen("$()", output.text.trim(), 1);
            }
        }
        value.labels = value.labels.with(labels::path(&value.text));
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
        let name = match host::next_url(text, 0) {
            Some(found) => found.host,
            None => bare_host(text)?,
        };
        let class = self.piece.class(&name);
        self.hosts.insert(name.clone(), class);
        Some((name, class))
    }

    /// Judges text that is itself a script, such as the argument of `sh -c`.
    pub fn nested(&mut self, text: &str, call: &command::Call) -> Value {
        let inner = parse(text);
        let piece = self.piece.made_from(call.part.start, call.part.end);
        let mut judge = Judge::of(&piece);
        judge.downloads.clone_from(&self.downloads);
        judge.values.clone_from(&self.values);
        judge.steps = self.steps;
        judge.depth = self.depth + 1;
        let output = judge.script(&inner, text);
        let Judge {
            signals,
            facts,
            hosts,
            downloads,
            called,
            steps,
            ..
        } = judge;
        self.signals.extend(signals);
        self.facts.extend(facts);
        self.hosts.extend(hosts);
        self.downloads = downloads;
        self.called.extend(called);
        self.steps = steps;
        output
    }

    /// Shapes that span commands.
    fn whole(&mut self, text: &str) {
        let spots = [
            (":(){ :|:& };:", &rules::EXHAUST),
            (":(){:|:&};:", &rules::EXHAUST),
            (":(){ :|: & };:", &rules::EXHAUST),
        ];
        for (shape, rule) in spots {
            if let Some(start) = text.find(shape) {
                self.signals
                    .push(self.piece.signal(rule, (start, start + shape.len()), shape));
            }
        }
        let pipe = text.find("mkfifo").or_else(|| text.find("mknod"));
        if let Some(start) = pipe {
            let tail: String = text
                .get(start..)
                .unwrap_or_default()
                .chars()
                .take(300)
                .collect();
            let shell = ["/bin/sh", "/bin/bash", "bash -i", "sh -i"]
                .iter()
                .any(|one| tail.contains(one));
            let line = ["nc ", "ncat ", "telnet ", "openssl s_client"]
                .iter()
                .any(|one| tail.contains(one));
            if shell && line {
                self.signals.push(self.piece.signal(
                    &rules::REVERSE_SHELL,
                    (start, start + tail.len()),
                    &tail,
                ));
            }
        }
    }
}

/// The line or lines a command stands in.
fn line_of(source: &str, start: usize, end: usize) -> &str {
    // Lines can be as long as files; what is shown is short.
    let near = |at: usize| {
        (at..=source.len())
            .find(|index| source.is_char_boundary(*index))
            .unwrap_or(source.len())
    };
    let first = near(start.saturating_sub(200).min(source.len()));
    let last = near((end + 200).min(source.len()));
    let from = source
        .get(first..start)
        .and_then(|before| before.rfind('\n'))
        .map_or(first, |index| first + index + 1);
    let to = source
        .get(end..last)
        .and_then(|after| after.find('\n'))
        .map_or(last, |index| end + index);
    source.get(from..to).unwrap_or_default()
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
