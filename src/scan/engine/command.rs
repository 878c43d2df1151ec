//! Commands that destroy, persist, weaken, install or mine.

use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::rules;
use crate::scan::shell::command::{self, Call};
use crate::scan::shell::judge::{Judge, Value, base_name};
use crate::scan::shell::places;

fn text_of(words: &[Value]) -> String {
    let parts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    parts.join(" ")
}

fn any(words: &[Value], wanted: &[&str]) -> bool {
    words
        .iter()
        .any(|word| wanted.contains(&word.text.as_str()))
}

/// Judges a command that neither reads, fetches nor interprets; gives what its output holds.
#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
pub fn judge(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) -> Value {
    let text = text_of(words);
    match name {
        "rm" | "shred" | "srm" | "rmdir" | "del" | "rd" | "remove-item" => {
            delete(judge, call, name, words);
        }
        "dd" | "mkfs" | "wipefs" | "format" | "diskpart" | "fdisk" | "blkdiscard"
        | "format-volume" | "vssadmin" | "cipher" => wipe(judge, call, name, &text),
        "chmod" | "chown" | "icacls" | "setfacl" | "chattr" => permit(judge, call, words, &text),
        "crontab"
        | "at"
        | "batch"
        | "launchctl"
        | "systemctl"
        | "schtasks"
        | "schtasks.exe"
        | "reg"
        | "update-rc.d"
        | "loginctl"
        | "sc"
        | "new-scheduledtask"
        | "register-scheduledtask" => schedule(judge, call, name, &text),
        "xattr" | "spctl" | "csrutil" | "setenforce" | "ufw" | "iptables" | "set-mppreference"
        | "auditctl" | "netsh" | "systemsetup" | "defaults" | "codesign" | "firewall-cmd"
        | "unset" | "add-mppreference" | "tccutil" => weaken(judge, call, name, &text),
        "xmrig" | "minerd" | "cpuminer" | "ethminer" | "nbminer" | "t-rex" | "lolminer"
        | "xmr-stak" | "cgminer" | "ccminer" | "phoenixminer" | "bfgminer" => {
            judge.found(&rules::MINER, call.part, call.source, 1.0);
        }
        "pip" | "pip3" | "npm" | "npx" | "yarn" | "pnpm" | "uv" | "uvx" | "pipx" | "gem"
        | "cargo" | "go" | "brew" | "conda" | "bunx" | "poetry" => {
            install(judge, call, name, words);
        }
        "useradd" | "usermod" | "net" | "dscl" | "visudo" | "passwd" | "adduser" => {
            account(judge, call, name, &text);
        }
        "ngrok" | "cloudflared" | "lt" | "bore" | "chisel" | "frpc" | "localtunnel" => judge.found(
            &rules::TUNNEL,
            call.part,
            call.source,
            if name == "chisel" || name == "frpc" {
                1.0
            } else {
                0.3
            },
        ),
        "ln" | "touch" | "mkdir" | "cd" | "ls" | "pwd" | "test" | "[" | "[[" | "true" | "false"
        | "sleep" | "return" | "exit" | "shift" | "break" => {}
        "unzip" | "7z" | "7za" | "unrar" | "bsdtar" => unpack(judge, call, words),
        "start" | "open" | "start-process" | "xdg-open" => opened(judge, call, words),
        "trap" | "kill" | "killall" | "pkill" | "ulimit" => {}
        _ => other(judge, call, name, words),
    }
    if text.contains("stratum+tcp://") || text.contains("stratum+ssl://") {
        judge.found(&rules::MINER, call.part, call.source, 1.0);
    }
    if let Some(place) = words
        .last()
        .filter(|_| matches!(name, "cp" | "mv" | "ln" | "install" | "tee"))
    {
        command::write(judge, &place.clone(), call.input, call);
    }
    Value {
        labels: call.input.labels,
        ..Value::default()
    }
}

fn delete(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    let deep = name != "rm"
        || words.iter().any(|word| {
            word.text.starts_with('-') && (word.text.contains('r') || word.text.contains('R'))
        })
        || any(words, &["/s", "-Recurse"]);
    for word in words.iter().filter(|word| !word.text.starts_with('-')) {
        if deep && places::is_precious(&word.text) {
            judge.found(&rules::DESTROY, call.part, call.source, 1.0);
            return;
        }
        let unset = deep
            && word.text.starts_with('$')
            && word.text.ends_with("/*")
            && !word.text.contains(['{', '}'])
            && words.iter().any(|flag| flag.text == "--no-preserve-root");
        if unset || words.iter().any(|flag| flag.text == "--no-preserve-root") {
            judge.found(&rules::DESTROY, call.part, call.source, 1.0);
            return;
        }
        if places::is_shared(&word.text)
            && (deep || word.text.contains("_history") || word.text.starts_with("/var/log"))
        {
            let belief = if word.text.starts_with("/opt/")
                || word.text.starts_with("/usr/local/")
                || word.text.starts_with("/var/lib/apt")
                || word.text.starts_with("/etc/")
                || word.text.starts_with("/usr/")
            {
                0.35
            } else {
                1.0
            };
            judge.found(&rules::DESTROY_BROAD, call.part, call.source, belief);
            return;
        }
    }
}

fn wipe(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let certain = match name {
        "dd" => [
            "of=/dev/sd",
            "of=/dev/nvme",
            "of=/dev/disk",
            "of=/dev/hd",
            "of=/dev/vd",
        ]
        .iter()
        .any(|part| text.contains(part)),
        "vssadmin" => text.contains("delete shadows"),
        "cipher" => text.contains("/w:"),
        "format" => text.to_ascii_lowercase().contains("c:"),
        "fdisk" | "diskpart" => false,
        _ => text.contains("/dev/") || name == "format-volume",
    };
    if certain {
        judge.found(&rules::DESTROY, call.part, call.source, 1.0);
    }
}

fn permit(judge: &mut Judge, call: &Call, words: &[Value], text: &str) {
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

fn schedule(judge: &mut Judge, call: &Call, name: &str, text: &str) {
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

#[expect(clippy::collapsible_match, reason = "each row stands for itself")]
fn weaken(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let lower = text.to_ascii_lowercase();
    let belief = match name {
        "xattr"
            if (lower.starts_with("-c")
                || lower.starts_with("-d")
                || lower.starts_with("-rd")
                || lower.starts_with("-cr")
                || lower.starts_with("-dr")
                || lower.starts_with("-rc"))
                && !lower.is_empty() =>
        {
            0.7
        }
        "spctl" => {
            if lower.contains("master-disable") || lower.contains("global-disable") {
                1.0
            } else {
                0.0
            }
        }
        "csrutil" => {
            if lower.contains("disable") {
                1.0
            } else {
                0.0
            }
        }
        "setenforce" => 0.6,
        "ufw" => {
            if lower.contains("disable") {
                0.6
            } else {
                0.0
            }
        }
        "iptables" => {
            if lower.contains("-f") && !lower.contains("--") && lower.len() < 6 {
                0.6
            } else {
                0.0
            }
        }
        "set-mppreference" | "add-mppreference" => 1.0,
        "netsh" => {
            if lower.contains("firewall") && lower.contains("off") {
                1.0
            } else {
                0.0
            }
        }
        "unset" => {
            if lower.contains("histfile") {
                0.9
            } else {
                0.0
            }
        }
        "auditctl" => {
            if lower.contains("-e 0") {
                0.9
            } else {
                0.0
            }
        }
        "tccutil" => {
            if lower.contains("reset") {
                0.6
            } else {
                0.0
            }
        }
        _ => 0.0,
    };
    if belief > 0.0 {
        judge.found(&rules::DISABLE_DEFENCE, call.part, call.source, belief);
    }
}

fn install(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    judge.facts.insert("installs packages");
    for (index, word) in words.iter().enumerate() {
        let next = words
            .get(index + 1)
            .map(|value| value.text.clone())
            .unwrap_or_default();
        let text = word.text.clone();
        let (flag, value) = text
            .split_once('=')
            .map_or((text.as_str(), next.as_str()), |(flag, value)| {
                (flag, value)
            });
        let registry = matches!(
            flag,
            "--index-url"
                | "--extra-index-url"
                | "--registry"
                | "--find-links"
                | "--index"
                | "--default-index"
                | "--source"
        ) || (flag == "-i" && name.starts_with("pip"));
        if registry {
            if let Some((_, class)) = judge.host_of(value).filter(|_| value.contains("://")) {
                let belief = match class {
                    Class::Good | Class::Local | Class::Placeholder => 0.0,
                    Class::Unknown => {
                        if value.starts_with("http://") || flag == "--extra-index-url" {
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
                    | Class::Hostile => 1.9,
                };
                if belief > 0.0 {
                    judge.found(&rules::REGISTRY, call.part, call.source, belief);
                }
            }
        } else if index > 0
            && (index < 3 || name.starts_with("pip"))
            && !words
                .iter()
                .take(index)
                .any(|word| matches!(word.text.as_str(), "mcp-remote" | "supergateway"))
            && (text.starts_with("http://")
                || text.starts_with("https://")
                || text.starts_with("git+"))
            && matches!(
                name,
                "pip" | "pip3" | "npm" | "npx" | "uv" | "uvx" | "pipx" | "yarn" | "pnpm" | "bunx"
            )
        {
            if let Some((_, class)) = judge.host_of(&text) {
                let belief = match class {
                    Class::Good | Class::Local => 0.0,
                    Class::Placeholder => 0.2,
                    Class::Unknown => 1.2,
                    Class::Shortener
                    | Class::RawAddress
                    | Class::Collector
                    | Class::Paste
                    | Class::LookAlike
                    | Class::Hostile => 3.4,
                };
                if belief > 0.0 {
                    judge.found(&rules::UNKNOWN_SOURCE, call.part, call.source, belief);
                }
            }
        } else if index > 0 && !text.starts_with('-') {
            package(judge, call, name, &text);
        }
    }
}

fn package(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let family = match name {
        "pip" | "pip3" | "uv" | "uvx" | "pipx" | "poetry" => super::supply::Family::Python,
        "npm" | "npx" | "yarn" | "pnpm" | "bunx" => super::supply::Family::Node,
        _ => return,
    };
    if super::supply::imitated(family, text).is_some() {
        judge.found(&rules::TYPOSQUAT, call.part, call.source, 1.0);
    }
}

fn account(judge: &mut Judge, call: &Call, name: &str, text: &str) {
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

fn unpack(judge: &mut Judge, call: &Call, words: &[Value]) {
    let from = judge
        .downloads
        .iter()
        .find(|(saved, _)| {
            words
                .iter()
                .any(|word| !saved.is_empty() && base_name(saved) == base_name(&word.text))
        })
        .map(|(_, class)| *class);
    if let Some(class) = from.filter(|class| class.is_foreign()) {
        // Whatever comes out of the archive comes from where the archive came from.
        judge.downloads.push(("*".to_owned(), class));
    }
    let locked = words
        .iter()
        .any(|word| word.text == "-P" || (word.text.starts_with("-p") && word.text.len() > 2));
    if let Some(class) = from
        && locked
    {
        judge.found(
            &rules::FAKE_PREREQUISITE,
            call.part,
            call.source,
            if class == Class::Good { 0.5 } else { 1.0 },
        );
    }
}

fn opened(judge: &mut Judge, call: &Call, words: &[Value]) {
    if let Some(file) = words.iter().rfind(|word| !word.text.starts_with('-')) {
        command::ran_file(judge, call, &file.text.clone());
    }
}

fn other(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    let first = call
        .words
        .iter()
        .find(|word| base_name(&word.text).to_ascii_lowercase() == name)
        .map(|word| word.text.clone())
        .unwrap_or_default();
    if first.contains('/') {
        command::ran_file(judge, call, &first);
        if first.starts_with("/tmp/.")
            || first.starts_with("/dev/shm/")
            || first.starts_with("/var/tmp/.")
        {
            judge.found(&rules::DOWNLOAD_RUN, call.part, call.source, 0.8);
        }
    }
    if name.starts_with("mkfs") {
        judge.found(
            &rules::DESTROY,
            call.part,
            call.source,
            if text_of(words).contains("/dev/") {
                1.0
            } else {
                0.3
            },
        );
    }
    if matches!(name, "iex" | "invoke-expression") {
        command::executed(judge, call, &call.input.clone(), "iex");
    }
    let sends_shell = call
        .part
        .redirects
        .iter()
        .any(|(operator, target)| operator.contains('>') && target.text.contains("/dev/tcp/"));
    if sends_shell && matches!(name, "exec" | "sh" | "bash") {
        judge.found(&rules::REVERSE_SHELL, call.part, call.source, 1.0);
    }
}

/// Code handed to an interpreter on the command line.
pub fn embedded(judge: &mut Judge, call: &Call, name: &str, code: &str) {
    use crate::scan::role::Language;
    let language = match name {
        "python" | "python3" | "python2" => Language::Python,
        "node" | "deno" | "bun" => Language::JavaScript,
        "pwsh" | "powershell" | "powershell.exe" => Language::PowerShell,
        "ruby" => Language::Ruby,
        "php" => Language::Php,
        "perl" => Language::OtherCode,
        "osascript" => Language::AppleScript,
        _ => return,
    };
    let piece = judge.piece.made_from(call.part.start, call.part.end);
    let outcome = super::code::judge(code, language, &piece);
    judge.signals.extend(outcome.signals);
    judge.facts.extend(outcome.facts);
    judge.hosts.extend(outcome.hosts);
}
