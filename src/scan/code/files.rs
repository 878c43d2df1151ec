//! What code does to files.

use super::flow::Program;
use super::texts::gathered;
use super::tree::Call;
use super::value::Value;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::rules;
use crate::scan::shell::places::{self, Place};

impl Program<'_> {
    /// A file is opened by its name, or by a path that opens itself. What else is opened is no file.
    pub fn opened(&mut self, callee: &Value, owner: &Value, arguments: &[Value]) -> Value {
        let path = callee.path.as_deref().unwrap_or_default();
        let named = matches!(
            path,
            "open" | "io.open" | "codecs.open" | "os.open" | "aiofiles.open" | "builtins.open"
        );
        if named {
            return self.open(&arguments.first().cloned().unwrap_or_default(), arguments);
        }
        if owner.text.is_none() {
            return gathered(callee, arguments);
        }
        let mut all = vec![owner.clone()];
        all.extend_from_slice(arguments);
        self.open(owner, &all)
    }

    /// A file is opened.
    fn open(&mut self, first: &Value, arguments: &[Value]) -> Value {
        let mode = arguments.get(1).map(Value::known).unwrap_or_default();
        let writes = mode.len() <= 3 && mode.starts_with(['w', 'a', 'x']);
        if writes {
            self.outcome.facts.insert("writes files");
            return Value {
                labels: first.labels.only(Labels::TREE),
                text: first.text.clone(),
                path: Some("file()".into()),
                ..Value::default()
            };
        }
        Value {
            labels: first.labels.read(),
            path: Some("file()".into()),
            ..first.clone()
        }
    }

    /// Something is written to a file.
    #[expect(
        clippy::case_sensitive_file_extension_comparisons,
        reason = "these are names of calls, keys and lower-case paths"
    )]
    pub fn write(
        &mut self,
        call: &Call,
        callee: &Value,
        owner: &Value,
        arguments: &[Value],
    ) -> Value {
        self.outcome.facts.insert("writes files");
        let path = callee.path.as_deref().unwrap_or_default();
        let method = path.ends_with(".write")
            || path.ends_with(".write_text")
            || path.ends_with(".write_bytes")
            || path.ends_with(".writelines");
        let (target, content) = if method && !path.starts_with("fs") {
            (
                owner.clone(),
                arguments.first().cloned().unwrap_or_default(),
            )
        } else {
            (
                arguments.first().cloned().unwrap_or_default(),
                arguments.get(1).cloned().unwrap_or_default(),
            )
        };
        if target.labels.any(Labels::TREE) && content.labels.any(Labels::ENCODED) {
            self.mark("overwrites what it finds");
        }
        self.planted(call, &target, &content);
        Value::default()
    }

    /// Something is put into a file.
    #[expect(clippy::match_same_arms, reason = "each row stands for itself")]
    pub fn planted(&mut self, call: &Call, target: &Value, content: &Value) {
        let text = content.known();
        let unknown = text.is_empty() || text.starts_with("${__");
        let around = unknown
            && self
                .units
                .get(self.unit)
                .is_some_and(|unit| places::is_payload(unit.source.text));
        let payload = around
            || places::is_payload(text)
            || content.labels.any(Labels::DECODED.with(Labels::NETWORK));
        let range = (call.start, call.end);
        match places::place(target.known()) {
            Place::Profile | Place::Schedule | Place::GitHook if payload => {
                self.report(&rules::PERSISTENCE_PAYLOAD, range, 1.0);
            }
            Place::Profile | Place::Schedule => self.report(&rules::PERSISTENCE, range, 0.7),
            Place::GitHook => self.report(&rules::PERSISTENCE, range, 0.3),
            Place::AuthorizedKeys => self.report(&rules::SSH_KEYS, range, 1.0),
            Place::Sudoers => self.report(&rules::PRIVILEGE_ESCALATION, range, 1.2),
            Place::Disk => self.report(&rules::DESTROY, range, 1.0),
            Place::AgentSettings if payload => self.report(&rules::PERSISTENCE_PAYLOAD, range, 1.0),
            Place::AgentSettings if self.opens_up(content) => {
                self.report(&rules::AGENT_CONFIG, range, 0.9);
            }
            Place::AgentSettings => self.report(&rules::AGENT_CONFIG, range, 0.45),
            Place::AgentMemory => self.report(&rules::AGENT_CONFIG, range, 0.45),
            Place::Hosts => self.report(&rules::DESTROY_BROAD, range, 0.5),
            Place::Ordinary => {}
        }
        if content.labels.any(Labels::NETWORK.with(Labels::DECODED)) && !target.known().is_empty() {
            let class = content.origin.unwrap_or(Class::Unknown);
            let name = target.known().to_owned();
            if let Some(unit) = self.units.get_mut(self.unit)
                && unit.saved.len() < 64
            {
                unit.saved.push((name, class));
            }
        }
    }

    /// Whether settings that are written let the agent do all, or send what it says elsewhere.
    fn opens_up(&self, content: &Value) -> bool {
        let whole = self.units.get(self.unit).map(|unit| unit.source.text);
        let told = content.text.as_deref().or(whole).unwrap_or_default();
        let lower = told.to_ascii_lowercase();
        [
            "base_url\"",
            "base_url'",
            "bypasspermissions",
            "disableallhooks",
        ]
        .iter()
        .any(|word| lower.contains(word))
    }

    /// A copy holds what its original holds.
    pub fn copy(&mut self, target: &Value, held: Labels) {
        if let Some(name) = target.text.as_deref().filter(|_| !held.is_empty()) {
            self.store(&format!("copy {name}"), Value::labelled(held), true);
        }
    }

    /// What a file holds that was copied from another.
    pub fn copied(&self, name: &str) -> Option<Labels> {
        let held = self.lookup(&format!("copy {name}"))?;
        Some(held.labels)
    }

    /// A download is saved.
    pub fn save(&mut self, first: &Value, arguments: &[Value]) -> Value {
        self.outcome.facts.insert("uses the network");
        let class = self.class(first.known()).1;
        let target = arguments
            .get(1)
            .map(Value::known)
            .unwrap_or_default()
            .to_owned();
        if let Some(unit) = self.units.get_mut(self.unit)
            && unit.saved.len() < 64
            && !target.is_empty()
        {
            unit.saved.push((target.clone(), class));
        }
        Value {
            labels: Labels::FILE,
            text: Some(target.into()),
            origin: Some(class),
            ..Value::default()
        }
    }
}
