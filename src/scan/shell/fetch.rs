//! Downloads: what is asked, sent and saved.

use super::command::{Call, joined};
use super::judge::Judge;
use super::leak::{Sending, leave};
use super::resolve::{Value, base_name};
use super::transfer;
use crate::scan::finding::Setting;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::{rules, secret_paths};

/// A download or upload, and what it gives.
pub fn fetch(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) -> Value {
    judge.facts.insert("uses the network");
    let transfer = transfer::read(name, words);
    let mut worst: Option<(String, Class)> = None;
    for address in &transfer.addresses {
        if let Some((host, class)) = judge.host_of(&address.text)
            && worst.as_ref().is_none_or(|(_, known)| *known < class)
        {
            worst = Some((host, class));
        }
    }
    let (host, class) = worst.unwrap_or((String::new(), Class::Unknown));
    let mut body = sent_body(&transfer, call.input);
    // What a hook is handed is what the person typed or the agent did.
    let handed = transfer.sends_input
        && judge.piece.setting == Setting::AutoRun
        && call.input.labels.is_empty()
        && !host.is_empty()
        && ["cat |", "cat|", "curl", "tee "]
            .iter()
            .any(|start| call.source.trim_start().starts_with(start));
    if handed && class.is_foreign() {
        body.labels = body.labels.with(Labels::HISTORY);
    }
    let sends = Sending {
        host,
        class,
        body,
        address: joined(&transfer.addresses),
        header: joined(&transfer.headers),
    };
    leave(judge, call, &sends);
    if let Some(saved) = &transfer.saved {
        let file = saved_name(&transfer, saved);
        if class.is_foreign() {
            replaced(judge, call, &file);
        }
        judge
            .downloads
            .push((file, origin_class(&sends.address.text, class)));
    }
    let known = matches!(class, Class::Good | Class::Local);
    let answer = if known {
        Labels::KNOWN_NETWORK
    } else {
        Labels::NETWORK
    };
    Value {
        labels: if secret_paths::is_metadata_credential(&sends.address.text) {
            answer.with(Labels::SECRET_FILE)
        } else {
            answer
        },
        origin: Some(origin_class(
            &sends.address.text,
            served(judge, &sends, class),
        )),
        ..Value::default()
    }
}

/// What the agent is told is fetched when a script runs.
fn replaced(judge: &mut Judge, call: &Call, file: &str) {
    let acts = matches!(judge.piece.setting, Setting::Script | Setting::AutoRun);
    let name = base_name(file).to_ascii_lowercase();
    let instructions = ["skill.md", "claude.md", "agents.md", "memory.md"];
    if acts && instructions.contains(&name.as_str()) {
        judge.found(&rules::REMOTE_INSTRUCTIONS, call.part, call.source, 1.0);
    }
}

fn sent_body(transfer: &transfer::Transfer, input: &Value) -> Value {
    let mut body = joined(&transfer.bodies);
    for part in &transfer.bodies {
        if part.text.starts_with('@')
            || part.text.contains("=@")
            || part.labels.any(
                Labels::SECRET_PATH
                    .with(Labels::VAULT_PATH)
                    .with(Labels::DOTENV_PATH)
                    .with(Labels::HISTORY_PATH),
            )
        {
            body.labels = body.labels.with(part.labels.read().without(Labels::FILE));
        }
    }
    if transfer.sends_input {
        body.join(input);
    }
    body
}

/// The file a transfer is saved to: as told, or as the address ends.
fn saved_name(transfer: &transfer::Transfer, told: &str) -> String {
    if !told.is_empty() {
        return told.to_owned();
    }
    transfer
        .addresses
        .last()
        .map(|value| base_name(value.text.split(['?', '#']).next().unwrap_or_default()).to_owned())
        .unwrap_or_default()
}

/// In a document, a product's own installer over HTTPS counts as documented: its host bears the product's name.
fn served(judge: &Judge, sends: &Sending, class: Class) -> Class {
    let shown = matches!(judge.piece.setting, Setting::Fence | Setting::InlineCode);
    if class != Class::Unknown
        || judge.piece.scene.text.len() > 256 << 10
        || !shown
        || !sends.address.text.starts_with("https://")
    {
        return class;
    }
    let labels: Vec<&str> = sends.host.split('.').collect();
    let name = labels
        .len()
        .checked_sub(2)
        .and_then(|index| labels.get(index))
        .copied()
        .unwrap_or_default();
    let stem: String = name
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(4)
        .collect();
    let text = judge.piece.scene.text.to_ascii_lowercase();
    let named = stem.len() >= 4
        && text
            .split(|letter: char| {
                letter.is_whitespace() || matches!(letter, '*' | '`' | '(' | ')' | ',' | ':')
            })
            .filter(|word| word.starts_with(&stem) && !word.contains('.') && !word.contains('/'))
            .take(2)
            .count()
            >= 2;
    if named { Class::Placeholder } else { class }
}

/// Good hosts where anybody can put anything count as unknown when what they serve is run.
fn origin_class(address: &str, class: Class) -> Class {
    let anybodys = [
        "raw.githubusercontent.com",
        "gist.github",
        "/releases/download/",
        "github.io",
        "storage.googleapis.com",
        "s3.amazonaws.com",
        "blob.core.windows.net",
        "cdn.jsdelivr.net/gh",
        "bitbucket.org",
        "gitlab.com",
        "unpkg.com",
        "firebaseapp.com",
        "appspot.com",
        "cloudfront.net",
    ];
    if class == Class::Good && anybodys.iter().any(|part| address.contains(part)) {
        Class::Placeholder
    } else {
        class
    }
}
