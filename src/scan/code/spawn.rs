//! Programs and command lines that code runs.

use super::calls::Kind;
use super::flow::Program;
use super::sinks::{Sink, Use};
use super::texts::hole_names;
use super::tree::{Call, Expression};
use super::value::Value;
use crate::scan::labels::Labels;
use crate::scan::rules;
use crate::scan::shell::command;
use crate::scan::shell::resolve::{self, base_name};
use crate::scan::shell::{judge as shell_judge, running};

impl Program<'_> {
    /// Something is run, as code or as a command.
    pub fn run(&mut self, kind: Kind, call: &Call, callee: &Value, arguments: &[Value]) -> Value {
        self.outcome.facts.insert(if kind == Kind::RunCode {
            "evaluates code"
        } else {
            "spawns processes"
        });
        let range = (call.start, call.end);
        let mut first = arguments.first().cloned().unwrap_or_default();
        let path = callee.path.as_deref().unwrap_or_default();
        if callee.assembled && !path.contains("()") && first.text.as_deref() != Some("") {
            self.report(&rules::HIDDEN_COMMAND, range, 1.6);
        }
        if kind == Kind::RunCode {
            if matches!(path, "setTimeout" | "setInterval") && first.text.is_none() {
                return Value::default();
            }
            if path == "Function" {
                first = arguments.last().cloned().unwrap_or_default();
            }
            let evaluated = Use {
                body: first,
                ..self.use_of(Sink::RunCode, range)
            };
            self.used(evaluated, None);
            return Value::default();
        }
        if kind == Kind::RunShell && first.text.is_none() {
            // One of several commands, as `a if windows else b` gives it.
            for alternative in &first.items {
                self.spawned(kind, call, alternative, std::slice::from_ref(alternative));
            }
        }
        let output = self.spawned(kind, call, &first, arguments);
        Value {
            labels: output.labels,
            keys: output.keys,
            ..Value::default()
        }
    }

    /// A program or a command line that is run; gives what its output holds.
    fn spawned(
        &mut self,
        kind: Kind,
        call: &Call,
        first: &Value,
        arguments: &[Value],
    ) -> resolve::Value {
        let range = (call.start, call.end);
        for (expression, value) in call.arguments.iter().zip(arguments) {
            let stream = matches!(expression, Expression::Pair(name, _) if matches!(name.as_str(), "stdin" | "stdout" | "stdio"));
            if stream && value.labels.any(Labels::SOCKET) {
                self.mark("duplicates");
            }
        }
        let shell = kind == Kind::RunShell
            || call
                .arguments
                .iter()
                .any(|one| matches!(one, Expression::Pair(name, _) if name == "shell"))
                && first.items.is_empty();
        let program = Value {
            items: Vec::new(),
            ..first
                .items
                .first()
                .cloned()
                .unwrap_or_else(|| first.clone())
        };
        let whole = shell
            || program
                .labels
                .any(Labels::NETWORK.with(Labels::SOCKET).with(Labels::DECODED))
                && program.text.is_none();
        if whole {
            let line = Use {
                body: Value {
                    items: Vec::new(),
                    ..first.clone()
                },
                ..self.use_of(Sink::RunShell, range)
            };
            self.used(line, None);
        }
        if first.known().contains("/bin/sh")
            || first.known().contains("/bin/bash")
            || program.known().ends_with("/sh")
            || program.known().ends_with("bash")
            || program.known() == "cmd.exe"
            || program.known() == "cmd"
            || program.text.is_none() && self.names_a_shell(range)
        {
            self.mark("runs a shell");
        }
        self.ran_saved(&program, range);
        self.ran_script(&program, first, range);
        self.shell(kind, call, first, arguments)
    }

    /// A program is run, or the file that it is given to run.
    fn ran_script(&mut self, program: &Value, line: &Value, range: (usize, usize)) {
        let given = line.items.get(1..).and_then(script);
        let given = given.filter(|_| runs_files(program));
        if is_computed(given.unwrap_or(program)) {
            self.mark("runs a file it computed");
        }
        let Some(file) = given else { return };
        self.ran_saved(file, range);
        if file.text.is_none() && file.labels.any(Labels::NETWORK) {
            let belief = running::origin_belief(file.origin);
            self.report(&rules::DOWNLOAD_RUN, range, (belief * 0.9).min(2.0));
        }
    }

    fn ran_saved(&mut self, program: &Value, range: (usize, usize)) {
        let text = program.known().to_owned();
        let Some(unit) = self.units.get(self.unit) else {
            return;
        };
        let found = unit
            .saved
            .iter()
            .find(|(name, _)| {
                !text.is_empty()
                    && (text == *name
                        || text.contains(name.as_str())
                        || base_name(name).len() > 3 && base_name(&text) == base_name(name))
            })
            .map(|(_, class)| *class);
        if let Some(class) = found {
            let belief = running::origin_belief(Some(class));
            if belief > 0.0 {
                self.report(&rules::DOWNLOAD_RUN, range, (belief * 0.9).min(2.0));
            }
        }
    }

    /// Judges the command line that is run, with what its holes hold.
    fn shell(
        &mut self,
        kind: Kind,
        call: &Call,
        first: &Value,
        arguments: &[Value],
    ) -> resolve::Value {
        let words: Vec<Value> = if first.items.is_empty() {
            let more = arguments
                .get(1)
                .filter(|_| kind == Kind::RunProgram)
                .map(|list| list.items.clone())
                .unwrap_or_default();
            std::iter::once(first.clone()).chain(more).collect()
        } else {
            first.items.clone()
        };
        let text = if words.len() == 1 {
            first.known().to_owned()
        } else {
            let quoted: Vec<String> = words
                .iter()
                .map(|word| {
                    if word.text.is_some() {
                        format!("'{}'", word.known().replace('\'', "'\\''"))
                    } else {
                        self.hole(word)
                    }
                })
                .collect();
            quoted.join(" ")
        };
        if text.is_empty() || text.len() > 16_384 {
            return resolve::Value::default();
        }
        let Some(unit) = self.units.get(self.unit) else {
            return resolve::Value::default();
        };
        let piece = unit.source.piece.made_from(call.start, call.end);
        let holes: Vec<(String, resolve::Value)> = hole_names(&text)
            .into_iter()
            .filter_map(|index| {
                self.holes.get(index).map(|value| {
                    (
                        format!("__{index}"),
                        resolve::Value {
                            text: String::new(),
                            labels: value.labels.real(),
                            keys: value.keys.clone(),
                            origin: value.origin,
                        },
                    )
                })
            })
            .collect();
        let (output, outcome) = shell_judge::with_values(&text, &piece, holes);
        if self.last_round {
            self.outcome.signals.extend(outcome.signals);
        }
        self.outcome.facts.extend(outcome.facts);
        self.outcome.hosts.extend(outcome.hosts);
        output
    }

    /// Whether what is written at a range names a shell, as in a choice by system.
    fn names_a_shell(&self, range: (usize, usize)) -> bool {
        let text = self
            .units
            .get(self.unit)
            .and_then(|unit| unit.source.text.get(range.0..range.1))
            .unwrap_or_default();
        text.contains("/bin/sh") || text.contains("/bin/bash") || text.contains("cmd.exe")
    }
}

/// Whether a program runs the file it is given.
fn runs_files(program: &Value) -> bool {
    let name = base_name(program.known());
    let own = matches!(
        program.path.as_deref(),
        Some("sys.executable" | "process.execPath" | "process.argv0")
    );
    own || command::SHELLS.contains(&name) || command::INTERPRETERS.contains(&name)
}

/// The first argument that is no flag.
fn script(arguments: &[Value]) -> Option<&Value> {
    arguments
        .iter()
        .find(|argument| !argument.known().starts_with('-'))
}

/// Whether which file it is shows only when the code runs.
fn is_computed(file: &Value) -> bool {
    file.text
        .as_deref()
        .is_none_or(|text| text.contains("${__") || text.contains('*'))
}
