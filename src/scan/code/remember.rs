//! What calls leave behind: connections, grown texts, marks that only matter together.

use super::calls::Kind;
use super::flow::Program;
use super::sinks::{Sink, Use};
use super::tree::{Call, Expression};
use super::value::Value;
use crate::scan::labels::Labels;
use crate::scan::rules;
use crate::scan::shell::places;

/// Endings of files that were taken hostage, as they stand in code.
static LOCKED: &[&str] = &[
    ".locked\"",
    ".locked'",
    ".encrypted\"",
    ".encrypted'",
    ".crypt\"",
    ".crypt'",
    ".crypted",
    ".ransom",
];

impl Program<'_> {
    /// Lists and dictionaries hold what is added to them.
    pub fn grown(&mut self, call: &Call, arguments: &[Value]) {
        let Expression::Member(base, method) = &call.callee else {
            return;
        };
        if matches!(method.as_str(), "save" | "export")
            && let Some(Expression::Name(target)) = call.arguments.first()
        {
            let saved = self.value(base);
            self.add(target, &[saved]);
        }
        let name = match &**base {
            Expression::Name(name) => name.clone(),
            Expression::Member(owner, field) => match &**owner {
                Expression::Name(owner) if owner == "self" || owner == "this" => {
                    format!("{owner}.{field}")
                }
                _ => return,
            },
            _ => return,
        };
        if matches!(
            method.as_str(),
            "append"
                | "add"
                | "push"
                | "extend"
                | "update"
                | "insert"
                | "unshift"
                | "set"
                | "write"
                | "put"
                | "setdefault"
                | "set_content"
                | "attach"
                | "add_attachment"
        ) {
            self.add(&name, arguments);
        }
        if method == "pipe" {
            self.mark("pipes");
        }
        if matches!(method.as_str(), "extractall" | "extract")
            && let Some(archive) = self.lookup(&name)
            && archive.labels.any(Labels::DECODED)
        {
            self.mark("unpacks what it decoded");
        }
    }

    /// Calls that matter for what else the module does.
    pub fn noted(
        &mut self,
        kind: Kind,
        call: &Call,
        callee: &Value,
        (first, all): (&Value, Value),
    ) -> Value {
        match kind {
            Kind::Connect => self.connected(callee, first, &all),
            Kind::Duplicate | Kind::Terminal => {
                self.mark("duplicates");
                Value::default()
            }
            Kind::Walk => {
                self.mark("walks");
                let root = first.text.clone().filter(|root| places::is_precious(root));
                if root.is_some() {
                    self.mark("walks through what is the user's");
                }
                Value {
                    text: root,
                    ..all.marked(Labels::TREE)
                }
            }
            Kind::Encrypt => {
                self.mark("encrypts");
                all.marked(Labels::ENCODED)
            }
            Kind::Unpickle => {
                if all.labels.any(Labels::NETWORK) {
                    self.report(&rules::RESPONSE_RUN, (call.start, call.end), 0.7);
                } else if all.labels.any(Labels::DECODED) {
                    self.report(&rules::PICKLE_REMOTE, (call.start, call.end), 1.4);
                }
                all
            }
            Kind::Keys => {
                self.mark("watches keys");
                self.report(&rules::KEYLOGGER, (call.start, call.end), 0.4);
                Value::labelled(Labels::SURVEILLANCE)
            }
            Kind::Source(_)
            | Kind::Variable
            | Kind::Read
            | Kind::Open
            | Kind::Send
            | Kind::Save
            | Kind::RunCode
            | Kind::RunShell
            | Kind::RunProgram
            | Kind::Decode
            | Kind::Encode
            | Kind::LookUp
            | Kind::Write
            | Kind::DeleteTree
            | Kind::Remove
            | Kind::Copy
            | Kind::Home
            | Kind::List
            | Kind::JoinPath
            | Kind::Same
            | Kind::Letter
            | Kind::Import
            | Kind::Member => all,
        }
    }

    fn connected(&mut self, callee: &Value, first: &Value, all: &Value) -> Value {
        self.mark("connects");
        self.outcome.facts.insert("uses the network");
        let text = first
            .text
            .clone()
            .or_else(|| first.items.first().and_then(|item| item.text.clone()));
        Value {
            labels: all.labels.with(Labels::SOCKET),
            path: callee.path.as_ref().map(|path| format!("{path}()").into()),
            text,
            ..Value::default()
        }
    }

    /// A name is looked up.
    pub fn looked_up(&mut self, call: &Call, first: Value) -> Value {
        self.outcome.facts.insert("uses the network");
        let asked = Use {
            body: first.clone(),
            address: first,
            ..self.use_of(Sink::LookUp, (call.start, call.end))
        };
        self.used(asked, None);
        Value::default()
    }

    /// Whether a call gives a file the ending that ransomware gives to what it encrypted.
    fn locks(&self, call: &Call) -> bool {
        let source = self.units.get(self.unit).map(|unit| unit.source.text);
        let said = source.and_then(|text| text.get(call.start..call.end));
        said.is_some_and(|said| LOCKED.iter().any(|ending| said.contains(ending)))
    }

    /// Something is deleted.
    pub fn deleted(&mut self, kind: Kind, call: &Call, first: &Value) -> Value {
        let path = first.known().trim_end_matches('/');
        let whole = kind == Kind::DeleteTree && places::is_precious(path);
        // What a walk through a home folder gives is that folder's name, each time.
        let swept = kind == Kind::Remove
            && first.labels.any(Labels::TREE)
            && path.split_once('/').is_some_and(|(root, rest)| {
                places::is_precious(root) && rest.split('/').all(|part| part == root)
            });
        if whole && !path.is_empty() || swept {
            self.report(&rules::DESTROY, (call.start, call.end), 1.0);
        }
        self.mark("deletes");
        if self.locks(call) {
            self.mark("takes hostage");
        }
        Value::default()
    }

    /// A member is set: an image or link whose address carries something.
    #[expect(
        clippy::case_sensitive_file_extension_comparisons,
        reason = "these are names of calls, keys and lower-case paths"
    )]
    pub fn assigned(&mut self, names: &[String], value: &Value) {
        let leads = names.iter().any(|name| {
            name.ends_with(".src") || name.ends_with(".href") || name.ends_with("location")
        });
        if leads && value.known().contains("://") {
            let asked = Use {
                address: value.clone(),
                ..self.use_of(Sink::Send, (0, 0))
            };
            self.used(asked, None);
        }
        let redirects = names.iter().any(|name| {
            matches!(
                name.as_str(),
                "openai.base_url" | "openai.api_base" | "ANTHROPIC_BASE_URL"
            )
        });
        if redirects && self.class(value.known()).1.is_bad() {
            self.report(&rules::ENDPOINT_OVERRIDE, (0, 1), 1.0);
        }
    }

    /// Shapes that span calls of one module.
    pub fn shapes(&mut self) {
        for index in 0..self.units.len() {
            self.unit = index;
            let Some(marks) = self.units.get(index).map(|unit| unit.marks.clone()) else {
                continue;
            };
            let has = |mark: &str| marks.contains(mark);
            self.forwards();
            let end = self
                .units
                .get(index)
                .map_or(0, |unit| unit.source.text.len().min(200));
            if has("connects") && has("duplicates") {
                self.report(&rules::REVERSE_SHELL, (0, end), 1.0);
            } else if has("connects") && has("pipes") && has("runs a shell") {
                self.report(&rules::REVERSE_SHELL, (0, end), 0.9);
            } else if has("connects") && has("sends on a socket") && has("runs a shell") {
                self.report(&rules::REVERSE_SHELL, (0, end), 0.6);
            }
            if has("unpacks what it decoded") && has("runs a file it computed") {
                self.report(&rules::DECODED_RUN, (0, end), 1.0);
            }
            // A download beside what makes something run again later is what will run.
            let fetched = self
                .units
                .get(index)
                .is_some_and(|unit| unit.saved.iter().any(|(_, class)| class.is_foreign()));
            let planted = self
                .outcome
                .signals
                .iter()
                .any(|signal| signal.rule.id == rules::PERSISTENCE.id);
            if fetched && planted {
                self.report(&rules::PERSISTENCE_PAYLOAD, (0, end), 1.0);
            }
            if has("watches keys") && has("sends to a stranger") {
                self.report(&rules::KEYLOGGER, (0, end), 1.2);
            }
            let overwrites = has("walks through what is the user's")
                && has("encrypts")
                && has("overwrites what it finds");
            if overwrites || has("walks") && has("takes hostage") {
                self.report(&rules::RANSOM, (0, end), 1.2);
            } else if has("walks") && has("encrypts") && has("deletes") {
                self.report(&rules::RANSOM, (0, end), 0.7);
            }
        }
    }
}
