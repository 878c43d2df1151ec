//! Commands that change the machine: rights, schedules, defences, accounts.

use super::command::any;
use crate::scan::labels::Labels;
use crate::scan::rules;
use crate::scan::shell::command::Call;
use crate::scan::shell::judge::Judge;
use crate::scan::shell::places;
use crate::scan::shell::resolve::Value;

/// Rights are given.
pub fn permit(judge: &mut Judge, call: &Call, words: &[Value], text: &str) {
    let open = any(words, &["777", "0777", "a+rwx", "ugo+rwx", "o+w", "666"])
        || text.contains("Everyone:F")
        || text.contains("Everyone:(F)")
        || any(words, &["-R"]) && text.contains("a+w");
    let system = words.iter().any(|word| {
        places::is_precious(&word.text)
            || word.text.starts_with("/etc")
            || word.text.starts_with("/usr")
            || word.text.starts_with("/opt/")
            || word.text.starts_with("/var/")
    });
    let root_ids = any(
        words,
        &["u+s", "+s", "4755", "4777", "ug+s", "6755", "2755"],
    );
    if root_ids {
        judge.found(&rules::PRIVILEGE_ESCALATION, call.part, call.source, 1.0);
    } else if open && system {
        judge.found(&rules::DESTROY_BROAD, call.part, call.source, 1.0);
    } else if open && words.iter().any(|word| word.text.starts_with("/tmp/.")) {
        judge.found(&rules::DESTROY_BROAD, call.part, call.source, 0.8);
    }
}

/// Something is started later or again.
pub fn schedule(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let all = format!("{text} {}", call.input.text);
    let payload =
        places::is_payload(&all) || call.input.labels.any(Labels::NETWORK.with(Labels::DECODED));
    let installs = match name {
        "crontab" => {
            !(text.contains("-l") || text.contains("-r") || text.contains("-e"))
                || text.trim() == "-"
        }
        "launchctl" => ["load", "bootstrap", "submit"]
            .iter()
            .any(|verb| text.starts_with(verb)),
        "systemctl" => text.contains("enable"),
        "schtasks" | "schtasks.exe" => text.to_ascii_lowercase().contains("/create"),
        "reg" => text.to_ascii_lowercase().contains("currentversion\\run"),
        "sc" => text.starts_with("create"),
        "loginctl" => text.contains("enable-linger"),
        _ => matches!(
            name,
            "at" | "new-scheduledtask" | "register-scheduledtask" | "update-rc.d"
        ),
    };
    if payload && (installs || name == "crontab") {
        judge.found(&rules::PERSISTENCE_PAYLOAD, call.part, call.source, 1.0);
    } else if installs {
        let quiet = name == "systemctl" || name == "at" || name == "update-rc.d";
        judge.found(
            &rules::PERSISTENCE,
            call.part,
            call.source,
            if quiet { 0.15 } else { 0.6 },
        );
    }
}

/// Defences are turned off.
pub fn weaken(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let lower = text.to_ascii_lowercase();
    let when = |signs: &[&str], belief: f32| {
        if signs.iter().any(|sign| lower.contains(sign)) {
            belief
        } else {
            0.0
        }
    };
    let belief = match name {
        "xattr"
            if ["-c", "-d", "-rd", "-cr", "-dr", "-rc"]
                .iter()
                .any(|flag| lower.starts_with(flag)) =>
        {
            0.7
        }
        "spctl" => when(&["master-disable", "global-disable"], 1.0),
        "csrutil" => when(&["disable"], 1.0),
        "setenforce" => 0.6,
        "ufw" => when(&["disable"], 0.6),
        "iptables" if !lower.contains("--") && lower.len() < 6 => when(&["-f"], 0.6),
        "set-mppreference" | "add-mppreference" => 1.0,
        "netsh" if lower.contains("firewall") => when(&["off"], 1.0),
        "unset" => when(&["histfile"], 0.9),
        "auditctl" => when(&["-e 0"], 0.9),
        "tccutil" => when(&["reset"], 0.6),
        // Whoever issues what a machine trusts can read all it sends.
        "update-ca-certificates" | "update-ca-trust" => {
            let fetched = !judge.downloads.is_empty();
            if fetched { 1.0 } else { 0.3 }
        }
        "security" => when(&["add-trusted-cert"], 0.7),
        "certutil" => when(&["-addstore"], 0.7),
        _ => 0.0,
    };
    if belief > 0.0 {
        judge.found(&rules::DISABLE_DEFENCE, call.part, call.source, belief);
    }
}

/// Accounts are changed.
pub fn account(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let lower = text.to_ascii_lowercase();
    let grants = lower.contains("sudo")
        || lower.contains("wheel")
        || lower.contains("administrators")
        || lower.contains("/add")
        || lower.contains("-g admin");
    if grants && name != "passwd" {
        judge.found(
            &rules::PRIVILEGE_ESCALATION,
            call.part,
            call.source,
            if name == "usermod" { 0.4 } else { 0.8 },
        );
    }
}
