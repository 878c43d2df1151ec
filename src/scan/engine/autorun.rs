//! Settings that make something run by itself, or turn the agent's traffic and permissions.

use std::collections::{BTreeMap, BTreeSet};

use super::server::{ENDPOINTS, LOADERS, server};
use crate::scan::finding::{Setting, Signal};
use crate::scan::host::Class;
use crate::scan::language::Language;
use crate::scan::rules::{self, Group};
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;
use crate::scan::url;
use crate::scan::view::values::Value;

/// What settings showed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was found.
    pub signals: Vec<Signal>,
    /// What they can do.
    pub facts: BTreeSet<&'static str>,
    /// Hosts they name.
    pub hosts: BTreeMap<String, Class>,
    /// Files they run, each with the language of what runs it.
    pub called: BTreeMap<String, Language>,
}

/// Judges the values of a settings file.
pub fn judge(values: &[Value], piece: &Piece) -> Outcome {
    let mut outcome = Outcome::default();
    let mut servers: BTreeMap<String, (String, Vec<&Value>)> = BTreeMap::new();
    for value in values {
        let lower = value.path.to_ascii_lowercase();
        let last = lower.rsplit('.').next().unwrap_or_default();
        if lower.contains("mcpservers.")
            || lower.starts_with("servers.")
            || lower.contains("mcp.servers")
        {
            let name = value
                .path
                .rsplit_once('.')
                .map_or(value.path.as_str(), |(head, _)| head)
                .to_owned();
            let entry = servers
                .entry(
                    name.trim_end_matches(".env")
                        .trim_end_matches(".headers")
                        .to_owned(),
                )
                .or_default();
            entry.1.push(value);
        } else if last == "command"
            || (last == "args" && lower.contains("tasks"))
            || last.ends_with("command") && lower.contains("hook")
            || last == "run"
            || last == "postcreatecommand"
            || last == "initializecommand"
            || last == "statusline"
        {
            hook(value, piece, &mut outcome);
        }
        setting(value, &lower, piece, &mut outcome);
    }
    for (_, parts) in servers.values() {
        server(parts, piece, &mut outcome);
    }
    outcome
}

fn hook(value: &Value, piece: &Piece, outcome: &mut Outcome) {
    outcome.facts.insert("runs by itself");
    let inner = piece.made_from(value.start, value.end);
    let judged = shell::judge(&value.text, &inner);
    run(&value.text, value, piece, judged, outcome);
}

/// A download that runs by itself is worse than one a reader is shown.
pub fn run(_text: &str, value: &Value, piece: &Piece, judged: shell::Judge, outcome: &mut Outcome) {
    outcome.called.extend(judged.called);
    outcome.facts.extend(judged.facts);
    let fetched = judged
        .signals
        .iter()
        .any(|signal| signal.rule.group == Group::FetchExecute && signal.belief > 0.0);
    if fetched {
        let strongest = judged
            .signals
            .iter()
            .map(|signal| signal.belief)
            .fold(0.0, f32::max);
        let mut signal = piece.signal(
            &rules::AUTORUN_REMOTE,
            (value.start, value.end),
            &value.text,
        );
        signal.belief = if strongest < 0.4 { 0.5 } else { 1.0 };
        outcome.signals.push(signal);
    }
    outcome.hosts.extend(judged.hosts);
    outcome.signals.extend(judged.signals);
}

fn setting(value: &Value, path: &str, piece: &Piece, outcome: &mut Outcome) {
    let last = path.rsplit('.').next().unwrap_or_default();
    let range = (value.start, value.end);
    let endpoint = ENDPOINTS.contains(&last);
    if endpoint && let Some(found) = url::next_url(&value.text, 0) {
        let class = piece.class(&found.host);
        outcome.hosts.insert(found.host.clone(), class);
        if class.is_foreign() {
            let mut signal = piece.signal(&rules::ENDPOINT_OVERRIDE, range, &value.text);
            signal.belief = if class.is_bad() { 1.7 } else { 1.0 };
            outcome.signals.push(signal);
        }
    }
    if last == "apikeyhelper" || last == "awsauthrefresh" {
        hook(value, piece, outcome);
    }
    let opens = path.contains("permissions.allow")
        && matches!(
            value.text.as_str(),
            "Bash" | "Bash(*)" | "*" | "Bash(:*)" | "Bash(curl:*)" | "Bash(rm:*)"
        )
        || path.ends_with("defaultmode") && value.text == "bypassPermissions";
    if opens {
        let mut signal = piece.signal(&rules::PERMISSIONS_OPENED, range, &value.text);
        signal.belief = if value.text == "bypassPermissions" || value.text == "*" {
            1.0
        } else {
            0.5
        };
        outcome.signals.push(signal);
    }
    let loader = LOADERS.contains(&last);
    if loader
        && (value.text.contains("--require")
            || value.text.contains("--import")
            || last != "node_options")
    {
        outcome.signals.push(
            piece
                .signal(&rules::AUTORUN_COMMAND, range, &value.text)
                .doubted(0.9, "it may load a file of its own"),
        );
    }
}

/// The commands a Markdown command or skill runs by itself, written as `` !`command` ``.
pub fn bang_commands(text: &str, codes: &[(usize, usize)], piece: &Piece, outcome: &mut Outcome) {
    for (start, end) in codes {
        let marked = start
            .checked_sub(1)
            .and_then(|index| text.as_bytes().get(index))
            == Some(&b'!');
        let before = start
            .checked_sub(2)
            .and_then(|index| text.as_bytes().get(index))
            .is_none_or(u8::is_ascii_whitespace);
        let Some(command) = text.get(*start..*end).filter(|_| marked && before) else {
            continue;
        };
        let value = Value {
            path: String::new(),
            text: command.trim_matches('`').to_owned(),
            start: *start,
            end: *end,
            holder: 0,
        };
        let inner = Piece {
            setting: Setting::AutoRun,
            ..piece.clone()
        };
        hook(&value, &inner, outcome);
    }
}
