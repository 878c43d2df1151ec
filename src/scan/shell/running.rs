//! Commands that run what they are given.

use super::command::{Call, SHELLS, joined};
use super::judge::Judge;
use super::resolve::{Value, base_name};
use crate::scan::finding::Setting;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::language::Language;
use crate::scan::rules;

/// An interpreter is run.
pub fn run(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) -> Value {
    judge.facts.insert("runs an interpreter");
    let shell = SHELLS.contains(&name);
    let flag = words.iter().position(|word| {
        matches!(
            word.text.as_str(),
            "-c" | "-e" | "-r" | "-lc" | "-ic" | "--eval" | "-p" | "-ec" | "-xc"
        ) || (name.starts_with('p') && word.text.to_ascii_lowercase().starts_with("-enc"))
    });
    let mut given = call.input.clone();
    let script = flag.and_then(|index| words.get(index + 1));
    if let Some(script) = script {
        given.join(script);
        if shell {
            judge.nested(&script.text, call);
        } else {
            super::super::engine::command::embedded(judge, call, name, &script.text);
        }
    } else if let Some(file) = words.iter().find(|word| !word.text.starts_with('-')) {
        if !reads_script(words) {
            // What is fed to a script that is named is what it works on.
            given = Value::default();
        }
        given.join(file);
        ran_file(judge, call, &file.text, spoken(name));
    }
    // A script fed to an interpreter, as from a here-document.
    let fed = call.input.text.contains('\n') && call.input.labels.real().is_empty();
    if !shell && script.is_none() && fed {
        super::super::engine::command::embedded(judge, call, name, &call.input.text);
    }
    let shape = |text: &str| {
        (text.contains("/dev/tcp/") || text.contains("/dev/udp/"))
            && (text.contains(">&")
                || text.contains("<&")
                || text.contains("&>")
                || text.contains("-i "))
    };
    if shell && words.iter().any(|word| shape(&word.text))
        || call.part.redirects.iter().any(|(operator, target)| {
            operator.contains('>')
                && (target.text.contains("/dev/tcp/") || target.text.contains("/dev/udp/"))
        })
    {
        judge.found(&rules::REVERSE_SHELL, call.part, call.source, 1.0);
    }
    executed(judge, call, &given, name);
    Value::default()
}

/// Whether an interpreter is told to read its script from where it is fed, whatever words follow.
fn reads_script(words: &[Value]) -> bool {
    let told = |word: &Value| matches!(word.text.as_str(), "-" | "-s" | "/dev/stdin" | "/dev/fd/0");
    let options = |word: &Value| {
        let text = word.text.as_str();
        text == "-o" || text.starts_with('-') && !text.starts_with("--") && text.contains('s')
    };
    words.iter().any(|word| told(word) || options(word))
}

/// Something was handed to an interpreter: where did it come from?
pub fn executed(judge: &mut Judge, call: &Call, given: &Value, name: &str) {
    // Output of a download piped into `python -m json.tool` and its like is read, not run.
    let reads = !SHELLS.contains(&name)
        && call.words.iter().any(|word| {
            matches!(
                word.text.as_str(),
                "-m" | "-c" | "-e" | "-p" | "-r" | "--eval" | "-n" | "-ne" | "-pe" | "-nle"
            )
        })
        && !call.words.iter().any(|word| {
            word.labels.any(
                Labels::NETWORK
                    .with(Labels::KNOWN_NETWORK)
                    .with(Labels::DECODED),
            )
        });
    if reads {
        return;
    }
    if given.labels.any(Labels::SOCKET) {
        judge.found(&rules::REVERSE_SHELL, call.part, call.source, 1.0);
    } else if given.labels.any(Labels::DECODED) {
        judge.found(&rules::DECODED_RUN, call.part, call.source, 1.0);
        if !given.text.is_empty() {
            judge.nested(&given.text, call);
        }
    } else if given
        .labels
        .any(Labels::NETWORK.with(Labels::KNOWN_NETWORK))
    {
        judge.facts.insert("runs downloaded code");
        let acts = matches!(
            judge.piece.setting,
            Setting::Script | Setting::AutoRun | Setting::Install | Setting::Pipeline
        );
        let unknown = given.origin.is_none_or(|class| class == Class::Unknown);
        let near = call.part.start.saturating_sub(300)..call.part.end;
        let bytes = call.source.as_bytes().get(near).unwrap_or_default();
        let asked = String::from_utf8_lossy(bytes);
        let plain = asked.contains("http://") && !asked.contains("https://");
        let belief = origin_belief(given.origin)
            * if unknown && acts { 1.45 } else { 1.0 }
            * if unknown && plain { 1.6 } else { 1.0 };
        if belief > 0.0 {
            judge.found(&rules::PIPE_TO_SHELL, call.part, call.source, belief);
        }
    }
}

/// How much running something from a class of host is held against it.
pub fn origin_belief(origin: Option<Class>) -> f32 {
    match origin {
        Some(Class::Good | Class::Local) => 0.0,
        Some(Class::Placeholder) => 0.3,
        Some(Class::Unknown) | None => 1.0,
        Some(Class::Shortener) => 1.6,
        Some(
            Class::RawAddress | Class::Collector | Class::Paste | Class::LookAlike | Class::Hostile,
        ) => 2.3,
    }
}

/// The language that an interpreter reads.
fn spoken(interpreter: &str) -> Language {
    let plain = interpreter.trim_end_matches(|last: char| last.is_ascii_digit() || last == '.');
    Language::named(plain).unwrap_or(Language::Shell)
}

/// A file is run: was it downloaded before?
pub fn ran_file(judge: &mut Judge, call: &Call, file: &str, language: Language) {
    let name = base_name(file);
    judge.called.insert(file.to_owned(), language);
    let from = judge
        .downloads
        .iter()
        .find(|(saved, _)| {
            !name.is_empty()
                && (base_name(saved) == name
                    || saved == file
                    || saved == "*" && file.starts_with("./"))
        })
        .map(|(_, class)| *class);
    if let Some(class) = from {
        let belief = origin_belief(Some(class));
        if belief > 0.0 {
            let hidden = if file.starts_with("/tmp/.") || file.starts_with("/dev/shm") {
                1.6
            } else {
                1.0
            };
            judge.found(
                &rules::DOWNLOAD_RUN,
                call.part,
                call.source,
                (belief * if hidden > 1.0 { 1.6 } else { 0.9 }).min(2.0),
            );
        }
        judge.facts.insert("runs downloaded code");
    }
}

/// Text is run as a command.
pub fn evaluate(judge: &mut Judge, call: &Call, words: &[Value]) {
    let all = joined(words);
    if all.labels.any(
        Labels::NETWORK
            .with(Labels::KNOWN_NETWORK)
            .with(Labels::DECODED),
    ) {
        executed(judge, call, &all, "eval");
    } else if all.text.contains(' ') && !all.text.contains("$()") {
        judge.nested(&all.text, call);
    }
    if let Some(file) = words.first() {
        ran_file(judge, call, &file.text.clone(), Language::Shell);
    }
    let redirected = call
        .part
        .redirects
        .iter()
        .any(|(_, target)| target.text.contains("/dev/tcp/"));
    if redirected {
        judge.found(&rules::REVERSE_SHELL, call.part, call.source, 0.8);
    }
}

/// Whether a connection is tied to a shell.
pub fn hands_over_shell(words: &[Value]) -> bool {
    let text = joined(words).text;
    let shell = [
        "/bin/sh",
        "/bin/bash",
        "bash",
        "sh",
        "cmd.exe",
        "powershell",
        "/bin/zsh",
    ]
    .iter()
    .any(|shell| {
        words.iter().any(|word| {
            word.text == *shell
                || word.text.starts_with(&format!("{shell} "))
                || word
                    .text
                    .to_ascii_lowercase()
                    .contains(&format!("exec:{shell}"))
                || word
                    .text
                    .to_ascii_lowercase()
                    .contains(&format!("system:{shell}"))
        })
    });
    shell
        && (words.iter().any(|word| {
            matches!(word.text.as_str(), "-e" | "-c" | "--exec" | "--sh-exec")
                || (word.text.starts_with('-')
                    && !word.text.starts_with("--")
                    && word.text.ends_with('e'))
        }) || text.to_ascii_lowercase().contains("exec:"))
}
