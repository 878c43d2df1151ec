//! Commands that get out of a container, and git settings that run commands.

use crate::scan::host::Class;
use crate::scan::rules;
use crate::scan::shell::command::{Call, SHELLS};
use crate::scan::shell::judge::Judge;
use crate::scan::shell::places;
use crate::scan::shell::resolve::Value;
use crate::scan::url;

/// A container is run: does it get the machine, and what does it run?
pub fn contain(judge: &mut Judge, call: &Call, words: &[Value]) {
    let mounts = |place: &str| {
        words.iter().any(|word| {
            let source = word.text.rsplit('=').next().unwrap_or_default();
            source.starts_with(place)
        })
    };
    let privileged = words.iter().any(|word| word.text == "--privileged");
    if mounts("/:/") {
        let belief = if privileged { 1.2 } else { 0.9 };
        judge.found(&rules::PRIVILEGE_ESCALATION, call.part, call.source, belief);
    }
    let shell = words.windows(3).find_map(|three| match three {
        [shell, flag, script] => {
            (SHELLS.contains(&shell.text.as_str()) && flag.text == "-c").then_some(script)
        }
        _ => None,
    });
    if let Some(script) = shell {
        judge.nested(&script.text, call);
    }
}

/// Settings of git whose values are commands.
static RUN_BY_GIT: &[&str] = &[
    "core.sshcommand",
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.gitproxy",
    "sequence.editor",
    "diff.external",
    "credential.helper",
    "gpg.program",
];

/// A setting of git is written.
pub fn configure_git(judge: &mut Judge, call: &Call, words: &[Value]) {
    let mut named = words
        .iter()
        .skip(1)
        .skip_while(|word| word.text.starts_with('-'));
    let key = named.next().map(|word| word.text.to_ascii_lowercase());
    let value = named.next().map(|word| word.text.clone());
    let (Some(key), Some(value)) = (key, value) else {
        return;
    };
    let command = value.trim_start_matches('!');
    if RUN_BY_GIT.contains(&key.as_str()) || key.starts_with("alias.") && command != value {
        if places::is_payload(command) {
            judge.found(&rules::PERSISTENCE_PAYLOAD, call.part, call.source, 1.0);
        }
        judge.nested(command, call);
    }
    // `url.A.insteadOf B` fetches from A whatever is asked of B.
    if key.ends_with(".insteadof")
        && let Some(address) = url::next_url(&key, 0)
        && let Some((_, class)) = judge.host_of(&format!("https://{}/", address.host))
    {
        let belief = match class {
            Class::Good | Class::Local | Class::Placeholder => return,
            Class::Unknown => 1.0,
            Class::Shortener
            | Class::RawAddress
            | Class::Collector
            | Class::Paste
            | Class::LookAlike
            | Class::Hostile => 1.9,
        };
        judge.found(&rules::REGISTRY, call.part, call.source, belief);
    }
}
