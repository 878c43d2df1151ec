//! Follows what flows between the commands of a script.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::resolve::Value;
use super::{Command, Pipeline, command, makefile, parse, traps, writing};
use crate::scan::finding::Signal;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::language::Language;
use crate::scan::rules::{self, Rule};
use crate::scan::scene::Piece;
use crate::scan::search;

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
    /// Files that scripts of the package call, each with the language of what runs it.
    pub called: BTreeMap<String, Language>,
    pub values: HashMap<String, Value>,
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
    if makefile::is_named(piece.scene.file) {
        let (recipes, values) = makefile::recipes(text);
        return with_values(&recipes, piece, values).1;
    }
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
            called: BTreeMap::new(),
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
                writing::write(
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
        traps::passwords(self, text);
        traps::returns(self);
        let spots = [
            (":(){ :|:& };:", &rules::EXHAUST),
            (":(){:|:&};:", &rules::EXHAUST),
            (":(){ :|: & };:", &rules::EXHAUST),
        ];
        for (shape, rule) in spots {
            if let Some(start) = search::find(text, shape) {
                self.signals
                    .push(self.piece.signal(rule, (start, start + shape.len()), shape));
            }
        }
        let pipe = search::find(text, "mkfifo").or_else(|| search::find(text, "mknod"));
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
