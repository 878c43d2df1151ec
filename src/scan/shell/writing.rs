//! What is written to files.

use super::command::Call;
use super::judge::Judge;
use super::leak::{Sending, leave};
use super::places::{self, Place};
use super::resolve::Value;
use crate::scan::finding::Setting;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::rules;

/// Notes what a file now holds, and where it was downloaded from.
fn hold(judge: &mut Judge, target: &Value, content: &Value) {
    let held = content
        .labels
        .real()
        .without(Labels::FILE)
        .without(Labels::NETWORK)
        .without(Labels::KNOWN_NETWORK);
    if !held.is_empty() && judge.files.len() < 256 {
        judge.files.insert(target.text.clone(), held);
    }
    if content.labels.any(Labels::NETWORK) && (content.origin.is_some()) {
        judge.downloads.push((
            target.text.clone(),
            content.origin.unwrap_or(Class::Unknown),
        ));
    }
}

/// What honest lines of a shell profile hold.
static SETTING_UP: &[&str] = &[
    "export ", "alias ", "source ", "eval ", "PATH", "$()", "# ", "[ -f", "[[ ", ". ", "set -",
    "autoload", "compinit", "fpath", "complete",
];

/// Something is written to a file.
pub fn write(judge: &mut Judge, target: &Value, content: &Value, call: &Call) {
    let payload = places::is_payload(&content.text)
        || content.labels.any(Labels::DECODED.with(Labels::NETWORK));
    if target.text != "/dev/null" && !target.text.starts_with('&') {
        judge.facts.insert("writes files");
    }
    match places::place(&target.text) {
        Place::Profile | Place::Schedule | Place::GitHook | Place::AgentSettings if payload => {
            judge.found(&rules::PERSISTENCE_PAYLOAD, call.part, call.source, 1.0);
        }
        Place::Profile => {
            let plain = content.text.is_empty()
                || SETTING_UP.iter().any(|part| content.text.contains(part));
            judge.found(
                &rules::PERSISTENCE,
                call.part,
                call.source,
                if plain { 0.2 } else { 0.8 },
            );
        }
        Place::Schedule => {
            let shown = matches!(
                judge.piece.setting,
                Setting::Fence | Setting::InlineCode | Setting::Prose
            );
            let belief = if shown { 0.6 } else { 0.8 };
            judge.found(&rules::PERSISTENCE, call.part, call.source, belief);
        }
        Place::GitHook => judge.found(&rules::PERSISTENCE, call.part, call.source, 0.3),
        Place::AuthorizedKeys => judge.found(&rules::SSH_KEYS, call.part, call.source, 1.0),
        Place::Sudoers => judge.found(&rules::PRIVILEGE_ESCALATION, call.part, call.source, 1.2),
        Place::Disk => judge.found(&rules::DESTROY, call.part, call.source, 1.0),
        Place::AgentSettings => judge.found(&rules::AGENT_CONFIG, call.part, call.source, 0.45),
        Place::AgentMemory => judge.found(&rules::AGENT_CONFIG, call.part, call.source, 0.35),
        Place::Hosts => judge.found(&rules::DESTROY_BROAD, call.part, call.source, 0.5),
        Place::Ordinary => hold(judge, target, content),
    }
    let plain_tcp = target.text.starts_with("/dev/tcp/") || target.text.starts_with("/dev/udp/");
    if plain_tcp {
        let (host, class) = target
            .text
            .split('/')
            .nth(3)
            .and_then(|host| judge.host_of(host))
            .unwrap_or((String::new(), Class::Unknown));
        leave(
            judge,
            call,
            &Sending {
                host,
                class,
                body: content.clone(),
                address: Value::default(),
                header: Value::default(),
            },
        );
    }
}
