//! Commands whose output is of interest.

use super::command::{Call, READERS, has, joined};
use super::judge::Judge;
use super::resolve::Value;
use super::writing::write;
use crate::scan::labels::Labels;
use crate::scan::{rules, secret_names};

fn labelled(labels: Labels, text: &str) -> Value {
    Value {
        text: text.to_owned(),
        labels,
        ..Value::default()
    }
}

/// Commands whose output is something of interest.
pub fn source(name: &str, words: &[Value], input: &Value) -> Option<Value> {
    let all = joined(words);
    match name {
        "env" | "set" | "printenv" | "export" | "declare"
            if words.iter().all(|word| word.text.starts_with('-')) =>
        {
            Some(labelled(Labels::ENVIRONMENT, ""))
        }
        "printenv" => Some(printed_variables(words, all)),
        "pbpaste" | "xclip" | "xsel" | "wl-paste" | "get-clipboard" => {
            Some(labelled(Labels::CLIPBOARD, ""))
        }
        "history" => Some(labelled(Labels::HISTORY, "")),
        "hostname" | "whoami" | "uname" | "id" | "ifconfig" | "ip" | "ipconfig" | "systeminfo"
        | "sw_vers" => Some(labelled(Labels::MACHINE, "")),
        "security"
            if words
                .iter()
                .any(|word| word.text.contains("-password") || word.text == "dump-keychain") =>
        {
            Some(labelled(Labels::VAULT, ""))
        }
        "screencapture" | "scrot" | "import" | "gnome-screenshot" | "imagesnap" => {
            Some(labelled(Labels::SURVEILLANCE, ""))
        }
        "printf"
            if all.text.contains("\\1") || all.text.contains("\\x") || all.text.contains("\\0") =>
        {
            Some(Value {
                text: super::super::decode::escapes(&all.text),
                ..all
            })
        }
        "echo" | "printf" => Some(all),
        // The name it makes up matters only where it comes back.
        "mktemp" => Some(labelled(Labels::default(), "/tmp/mktemp.made")),
        "base64" | "base32" | "xxd" | "openssl" | "gunzip" | "zcat" | "basenc" | "uudecode" => {
            Some(recoded(name, words, input))
        }
        "rev" => Some(Value {
            text: input.text.chars().rev().collect(),
            labels: input.labels.with(Labels::DECODED),
            ..input.clone()
        }),
        "tr" => {
            let mut output = input.clone();
            let low = all.text.to_ascii_lowercase();
            if low.contains("a-z") && low.contains("n-za-m") {
                output.labels = output.labels.with(Labels::DECODED);
                output.text = super::super::encoding::rot13(&input.text);
            }
            Some(output)
        }
        _ if READERS.contains(&name) => Some(read(name, words, input)),
        _ => None,
    }
}

/// What `printenv NAME` gives.
fn printed_variables(words: &[Value], mut all: Value) -> Value {
    let secrets: Vec<String> = words
        .iter()
        .filter(|word| secret_names::is_secret_name(&word.text))
        .map(|word| word.text.clone())
        .collect();
    let labels = if secrets.is_empty() {
        Labels::NONE
    } else {
        Labels::KEY
    };
    all.keys.extend(secrets);
    Value {
        labels,
        text: String::new(),
        ..all
    }
}

/// What an encoder or decoder gives.
fn recoded(name: &str, words: &[Value], input: &Value) -> Value {
    let decodes = ["-d", "-D", "--decode", "-r", "-di", "-id"]
        .iter()
        .any(|flag| has(words, flag))
        || words
            .iter()
            .any(|word| word.text.starts_with("-r") && name == "xxd")
        || matches!(name, "gunzip" | "zcat" | "uudecode");
    let mut output = read(name, words, input);
    output.labels = output.labels.with(if decodes {
        Labels::DECODED
    } else {
        Labels::ENCODED
    });
    output.text = match decodes
        .then(|| super::super::encoding::base64(input.text.trim()))
        .flatten()
    {
        Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        None => String::new(),
    };
    output
}

/// What a reader of files gives.
pub fn read(name: &str, words: &[Value], input: &Value) -> Value {
    let mut output = Value {
        text: String::new(),
        ..input.clone()
    };
    for word in words {
        output.join(&Value {
            labels: word.labels.read(),
            ..word.clone()
        });
    }
    if matches!(name, "tar" | "zip" | "find")
        && words.iter().any(|word| {
            matches!(
                word.text.as_str(),
                "." | "~" | "$HOME" | "$PWD" | "/" | "./"
            )
        })
    {
        output.labels = output.labels.with(Labels::TREE);
    }
    if matches!(name, "grep" | "cat" | "sort" | "tee" | "head" | "tail") {
        output.text.clone_from(&input.text);
    }
    output
}

/// Notes what copied, archived and moved files hold.
pub fn kept(judge: &mut Judge, call: &Call, name: &str, words: &[Value], output: &Value) {
    let named: Vec<&Value> = words
        .iter()
        .filter(|word| !word.text.starts_with('-') && !word.text.is_empty())
        .collect();
    let target = match name {
        "tar" => named.iter().find(|word| {
            word.text.contains('.') && word.labels.without(Labels::HIDDEN_PATH).is_empty()
        }),
        "zip" | "7z" => named.first(),
        "cp" | "mv" | "tee" | "install" | "rsync" | "ditto" => named.last(),
        _ => None,
    };
    let Some(target) = target else { return };
    let held = output
        .labels
        .real()
        .without(Labels::FILE)
        .without(Labels::HIDDEN_FILE);
    if !held.is_empty() && judge.files.len() < 256 {
        // A folder is named with and without its slash.
        let name = target.text.trim_end_matches('/').to_owned();
        let known = judge.files.entry(name).or_default();
        *known = known.with(held);
    }
    if matches!(name, "cp" | "mv" | "tee" | "install") {
        let content = if name == "tee" {
            call.input.clone()
        } else {
            Value::default()
        };
        write(judge, &(*target).clone(), &content, call);
    }
}

/// Commands that open stores of passwords.
pub fn vaults(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    if words.iter().any(|word| word.labels.any(Labels::VAULT_PATH))
        && name != "echo"
        && name != "grep"
        && name != "printf"
        && name != "find"
    {
        judge.found(&rules::CREDENTIAL_ACCESS, call.part, call.source, 1.0);
    }
    if name == "security"
        && words
            .iter()
            .any(|word| word.text == "-w" || word.text == "-g" || word.text == "dump-keychain")
    {
        let wide = has(words, "dump-keychain")
            || words
                .iter()
                .any(|word| word.text.contains("Chrome") || word.text.contains("Safe Storage"));
        judge.found(
            &rules::CREDENTIAL_ACCESS,
            call.part,
            call.source,
            if wide { 1.0 } else { 0.25 },
        );
    }
}
