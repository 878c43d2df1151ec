//! Files that decide what is installed and built: package manifests, requirement lists, pipelines, containers.

use super::autorun::Outcome;
use super::supply::{Family, imitated};
use crate::scan::finding::Signal;
use crate::scan::host::Class;
use crate::scan::rules::{self, Group, Rule};
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;
use crate::scan::url;
use crate::scan::view::values::Value;

/// Judges `package.json` and its like.
pub fn node(values: &[Value], piece: &Piece) -> Outcome {
    let mut outcome = Outcome::default();
    for value in values {
        let (head, last) = value.path.rsplit_once('.').unwrap_or(("", &value.path));
        if head == "scripts" {
            let lifecycle = matches!(
                last,
                "preinstall"
                    | "install"
                    | "postinstall"
                    | "prepare"
                    | "preprepare"
                    | "postprepare"
                    | "prepublish"
                    | "preuninstall"
                    | "postuninstall"
            );
            script(value, lifecycle, piece, &mut outcome);
        } else if head.ends_with("ependencies") {
            dependency(last, &value.text, value, piece, &mut outcome.signals);
        } else if last == "registry" {
            registry(&value.text, value, piece, &mut outcome.signals);
        }
    }
    outcome
}

fn script(value: &Value, lifecycle: bool, piece: &Piece, outcome: &mut Outcome) {
    let inner = piece.made_from(value.start, value.end);
    let judged = shell::judge(&value.text, &inner);
    outcome.called.extend(judged.called.clone());
    if !lifecycle {
        // A script somebody has to start counts as an example does.
        outcome.signals.extend(
            judged
                .signals
                .into_iter()
                .map(|signal| signal.doubted(0.7, "it runs only when asked")),
        );
        return;
    }
    outcome.facts.insert("runs on install");
    let network = judged.facts.contains("uses the network");
    let bad = judged.signals.iter().any(|signal| {
        matches!(
            signal.rule.group,
            Group::FetchExecute | Group::Exfiltration | Group::Obfuscation
        ) && signal.belief >= 0.3
    });
    let inline = ["node -e", "python -c", "python3 -c"]
        .iter()
        .any(|start| value.text.contains(start))
        && ["require", "import", "eval", "exec", "env", "Buffer"]
            .iter()
            .any(|word| value.text.contains(word));
    if bad || network || inline {
        let mut signal = piece.signal(
            &rules::INSTALL_SCRIPT,
            (value.start, value.end),
            &value.text,
        );
        signal.belief = if bad {
            1.3
        } else if network {
            0.75
        } else {
            0.4
        };
        outcome.signals.push(signal);
    }
    outcome.signals.extend(judged.signals);
    outcome.hosts.extend(judged.hosts);
}

fn report(
    rule: &'static Rule,
    value: &Value,
    piece: &Piece,
    evidence: &str,
    belief: f32,
) -> Signal {
    let mut signal = piece.signal(rule, (value.start, value.end), evidence);
    signal.belief = belief;
    signal
}

fn dependency(name: &str, version: &str, value: &Value, piece: &Piece, signals: &mut Vec<Signal>) {
    if imitated(Family::Node, name).is_some() {
        signals.push(report(&rules::TYPOSQUAT, value, piece, name, 1.0));
    }
    if let Some(found) = url::next_url(version, 0) {
        let belief = match piece.class(&found.host) {
            Class::Good | Class::Local => 0.0,
            Class::Placeholder => 0.3,
            Class::Unknown => 1.3,
            Class::Shortener
            | Class::RawAddress
            | Class::Collector
            | Class::Paste
            | Class::LookAlike
            | Class::Hostile => 2.5,
        };
        if belief > 0.0 {
            signals.push(report(
                &rules::UNKNOWN_SOURCE,
                value,
                piece,
                version,
                belief,
            ));
        }
    }
}

fn registry(address: &str, value: &Value, piece: &Piece, signals: &mut Vec<Signal>) {
    let Some(found) = url::next_url(address, 0) else {
        return;
    };
    let belief = match piece.class(&found.host) {
        Class::Good | Class::Local => return,
        Class::Placeholder => 0.3,
        Class::Unknown => {
            if found.plain {
                1.0
            } else {
                0.6
            }
        }
        Class::Shortener
        | Class::RawAddress
        | Class::Collector
        | Class::Paste
        | Class::LookAlike
        | Class::Hostile => 1.8,
    };
    signals.push(report(&rules::REGISTRY, value, piece, address, belief));
}

/// Judges requirement lists and registry settings, line by line.
pub fn requirements(text: &str, piece: &Piece) -> Vec<Signal> {
    let mut signals = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let plain = line.trim();
        let value = Value {
            path: String::new(),
            text: plain.to_owned(),
            start,
            end: start + line.trim_end().len(),
            holder: 0,
        };
        if plain.starts_with('#') || plain.is_empty() {
            continue;
        }
        let index = [
            "--index-url",
            "--extra-index-url",
            "-i ",
            "--find-links",
            "registry=",
            "registry =",
            "index-url",
            "extra-index-url",
            "index_url",
        ]
        .iter()
        .any(|mark| plain.contains(mark));
        if index {
            registry(plain, &value, piece, &mut signals);
        } else if plain.contains("://") && !plain.contains('"') {
            dependency("", plain, &value, piece, &mut signals);
        } else if imitated(Family::Python, plain).is_some() && !plain.contains('"') {
            signals.push(report(&rules::TYPOSQUAT, &value, piece, plain, 1.0));
        }
    }
    signals
}

/// Judges a workflow: commands, and strangers' code beside secrets.
pub fn workflow(text: &str, values: &[Value], piece: &Piece) -> Outcome {
    let mut outcome = Outcome::default();
    for value in values.iter().filter(|value| {
        value.path.ends_with("run")
            || value.path.ends_with("script")
            || value.path.ends_with("before_script")
    }) {
        let inner = piece.made_from(value.start, value.end);
        let judged = shell::judge(&value.text, &inner);
        outcome.signals.extend(judged.signals);
        outcome.hosts.extend(judged.hosts);
        let injected = [
            "github.event.issue.title",
            "github.event.issue.body",
            "github.event.comment.body",
            "github.event.pull_request.title",
            "github.event.pull_request.body",
            "github.head_ref",
            "github.event.review.body",
            "github.event.discussion",
        ]
        .iter()
        .any(|part| value.text.contains(part));
        if injected {
            outcome
                .signals
                .push(report(&rules::WORKFLOW, value, piece, &value.text, 0.6));
        }
        if value.text.contains("toJSON(secrets)") || value.text.contains("toJson(secrets)") {
            outcome
                .signals
                .push(report(&rules::WORKFLOW, value, piece, &value.text, 1.5));
        }
    }
    let foreign = text.contains("pull_request_target")
        && (text.contains("github.event.pull_request.head") || text.contains("github.head_ref"));
    if foreign && let Some(at) = text.find("pull_request_target") {
        outcome.signals.push(piece.signal(
            &rules::WORKFLOW,
            (at, at + 19),
            "pull_request_target with a checkout of the pull request's head",
        ));
    }
    outcome
}

/// Judges `setup.py`, `conftest.py` and others that run on install: what code they hold is judged elsewhere;
/// here, whether it reaches the network or a shell at all.
pub fn runs_on_install(signals: &[Signal], text: &str, piece: &Piece) -> Option<Signal> {
    let bad = signals.iter().any(|signal| {
        matches!(
            signal.rule.group,
            Group::FetchExecute | Group::Exfiltration | Group::Obfuscation | Group::Backdoor
        ) && signal.belief >= 0.5
    });
    let hooks = [
        "cmdclass",
        "class PostInstall",
        "class CustomInstall",
        "install.run(self)",
        "develop.run(self)",
    ]
    .iter()
    .any(|mark| text.contains(mark));
    let acts = [
        "urlopen",
        "requests.",
        "os.system",
        "subprocess",
        "socket.",
        "exec(",
        "b64decode",
    ]
    .iter()
    .any(|mark| text.contains(mark));
    let belief = match (bad, hooks && acts) {
        (true, _) => 1.3,
        (false, true) => 0.5,
        (false, false) => return None,
    };
    let mut signal = piece.signal(
        &rules::INSTALL_SCRIPT,
        (0, text.len().min(120)),
        text.get(..text.len().min(120)).unwrap_or("install script"),
    );
    signal.belief = belief;
    Some(signal)
}

/// Judges editor settings that recommend extensions or start tasks when a folder is opened.
pub fn opens_with_folder(text: &str) -> bool {
    text.contains("\"folderOpen\"")
}
