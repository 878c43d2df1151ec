//! What leaves the machine, and how much that says.

use super::command::{Call, joined};
use super::judge::Judge;
use super::resolve::Value;
use super::running::hands_over_shell;
use crate::scan::engine::exfiltration::key_belief;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::rules::{self, Rule};

/// Something that leaves the machine.
#[derive(Debug)]
pub struct Sending {
    /// The host, if it is known.
    pub host: String,
    /// What is known of it.
    pub class: Class,
    /// What is sent.
    pub body: Value,
    /// The address.
    pub address: Value,
    /// Headers and login.
    pub header: Value,
}

/// Judges what leaves.
pub fn leave(judge: &mut Judge, call: &Call, sending: &Sending) {
    // Somebody's own channel at a messenger is a collector, however well known the messenger.
    let class = if super::super::engine::destination::is_channel(&sending.address.text) {
        Class::Collector
    } else {
        sending.class
    };
    if class == Class::Local && !sending.host.is_empty() {
        return;
    }
    let leak = leaked(sending, class).filter(|(_, belief)| *belief > 0.0);
    if let Some((rule, belief)) = leak {
        judge.found(rule, call.part, call.source, belief);
    }
}

/// The worst of what leaves, and how much it says, by where it goes.
fn leaked(sending: &Sending, class: Class) -> Option<(&'static Rule, f32)> {
    let open = sending.body.labels.with(sending.address.labels);
    let bad = class.is_bad();
    let trusted = |good: f32, other: f32| if class == Class::Good { good } else { other };
    let graded = |worst: f32, other: f32| if bad { worst } else { other };
    let watched = Labels::HISTORY
        .with(Labels::CLIPBOARD)
        .with(Labels::SURVEILLANCE);
    if open.any(Labels::SECRET_FILE.with(Labels::VAULT)) {
        Some((&rules::SECRET_FILE_SENT, trusted(0.6, 1.0)))
    } else if open.any(Labels::ENVIRONMENT) {
        Some((&rules::ENVIRONMENT_SENT, 1.0))
    } else if open.any(Labels::DOTENV) {
        Some((&rules::SECRET_FILE_SENT, trusted(0.5, 0.95)))
    } else if open.any(Labels::KEY) || (sending.header.labels.any(Labels::KEY) && bad) {
        Some((&rules::KEY_SENT, leaked_key(sending, class)))
    } else if open.any(watched) {
        Some((&rules::PRIVATE_SENT, graded(1.5, 1.0)))
    } else if open.any(Labels::TREE) {
        let belief = if class.is_foreign() { 1.0 } else { 0.3 };
        Some((&rules::FILES_SENT, belief))
    } else if open.any(Labels::HIDDEN_FILE) || (open.any(Labels::ENCODED) && bad) {
        Some((&rules::FILES_SENT, graded(1.5, 0.6)))
    } else if open.any(Labels::MACHINE) && (bad || class == Class::Unknown) {
        Some((&rules::PRIVATE_SENT, graded(1.0, 0.45)))
    } else {
        None
    }
}

fn leaked_key(sending: &Sending, class: Class) -> f32 {
    let Sending {
        host,
        body,
        address,
        header,
        ..
    } = sending;
    let mut keys = body.keys.clone();
    keys.extend(address.keys.iter().chain(&header.keys).cloned());
    let encoded = body.labels.with(address.labels).any(Labels::ENCODED);
    let wrapped = if encoded { 1.5 } else { 1.0 };
    key_belief(&keys, host, class, body.labels.any(Labels::KEY)) * wrapped
}

/// A bare connection is made.
pub fn connect(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    judge.facts.insert("uses the network");
    let hands = hands_over_shell(words);
    if hands {
        judge.found(&rules::REVERSE_SHELL, call.part, call.source, 1.0);
        return;
    }
    let listens = words.iter().any(|word| {
        word.text.starts_with("-l")
            || (word.text.starts_with('-')
                && word.text.contains('l')
                && name != "socat"
                && !word.text.starts_with("--"))
    });
    if !listens {
        let target = words.iter().find_map(|word| judge.host_of(&word.text));
        let (host, class) = target.unwrap_or((String::new(), Class::Unknown));
        leave(
            judge,
            call,
            &Sending {
                host,
                class,
                body: call.input.clone(),
                address: Value::default(),
                header: Value::default(),
            },
        );
    }
}

/// Secrets copied into a work tree leave with a push to an address that is written out.
fn pushed(judge: &mut Judge, call: &Call, words: &[Value]) {
    let pushes = words.iter().any(|word| word.text == "push");
    let written = words
        .iter()
        .any(|word| word.text.contains("://") || word.text.starts_with("git@"));
    let secret = Labels::SECRET_FILE.with(Labels::VAULT);
    if pushes && written && judge.files.values().any(|held| held.any(secret)) {
        judge.found(&rules::SECRET_FILE_SENT, call.part, call.source, 1.0);
    }
}

/// A name is looked up.
pub fn look_up(judge: &mut Judge, call: &Call, words: &[Value]) {
    judge.facts.insert("uses the network");
    let all = joined(words);
    let content = Labels::STOLEN
        .with(Labels::KEY)
        .with(Labels::ENCODED)
        .with(Labels::DOTENV)
        .with(Labels::FILE)
        .with(Labels::CLIPBOARD)
        .with(Labels::HISTORY)
        .with(Labels::MACHINE);
    let named = words
        .iter()
        .any(|word| word.labels.any(content) && word.text.contains('.'));
    if named {
        let machine = all.labels.real() == Labels::MACHINE;
        judge.found(
            &rules::NAME_LOOKUP_LEAK,
            call.part,
            call.source,
            if machine { 0.6 } else { 1.0 },
        );
    }
    for word in words {
        judge.host_of(&word.text);
    }
}

/// Anything else that sends.
#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
pub fn send_other(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    judge.facts.insert("uses the network");
    let verb = words
        .first()
        .map(|word| word.text.clone())
        .unwrap_or_default();
    if name == "ssh"
        && words
            .iter()
            .any(|word| word.text == "-R" || word.text.starts_with("-fNR"))
    {
        judge.found(&rules::TUNNEL, call.part, call.source, 0.8);
    }
    if name == "git" {
        pushed(judge, call, words);
    }
    let sends = match name {
        "aws" => {
            matches!(verb.as_str(), "s3" | "s3api")
                && words.iter().any(|word| word.text.starts_with("s3://"))
        }
        "gsutil" | "rclone" => true,
        "git" | "gh" => false,
        "ssh" => !call.input.labels.is_empty(),
        _ => true,
    };
    if !sends {
        return;
    }
    let mut body = Value::default();
    let identity = words
        .iter()
        .position(|word| word.text == "-i")
        .map(|index| index + 1);
    for (index, word) in words.iter().enumerate() {
        if Some(index) != identity {
            body.join(&Value {
                labels: word.labels.read().without(Labels::FILE),
                ..word.clone()
            });
        }
    }
    body.join(call.input);
    let target = words.iter().find_map(|word| {
        word.text
            .split_once('@')
            .and_then(|(_, rest)| judge.host_of(rest))
    });
    let (host, class) = target.unwrap_or((String::new(), Class::Unknown));
    leave(
        judge,
        call,
        &Sending {
            host,
            class,
            body,
            address: Value::default(),
            header: Value::default(),
        },
    );
}
