//! Commands that destroy, persist, weaken, install or mine.

use super::container;
use super::destroy::{delete, wipe};
use super::install::install;
use super::machine::{account, permit, schedule, weaken};
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::language::Language;
use crate::scan::rules;
use crate::scan::shell::command::Call;
use crate::scan::shell::judge::Judge;
use crate::scan::shell::resolve::{Value, base_name};
use crate::scan::shell::{running, writing};

fn text_of(words: &[Value]) -> String {
    let parts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    parts.join(" ")
}

/// Whether any of the words is one of these.
pub fn any(words: &[Value], wanted: &[&str]) -> bool {
    words
        .iter()
        .any(|word| wanted.contains(&word.text.as_str()))
}

/// Programs that can wipe disks, or the copies that a system keeps to go back to.
const WIPERS: &[&str] = &[
    "dd",
    "mkfs",
    "wipefs",
    "format",
    "diskpart",
    "fdisk",
    "blkdiscard",
    "format-volume",
    "vssadmin",
    "cipher",
    "tmutil",
    "wbadmin",
];

/// Programs that can switch off what protects a machine.
const WEAKENERS: &[&str] = &[
    "xattr",
    "spctl",
    "csrutil",
    "setenforce",
    "ufw",
    "iptables",
    "set-mppreference",
    "auditctl",
    "netsh",
    "systemsetup",
    "defaults",
    "codesign",
    "firewall-cmd",
    "unset",
    "add-mppreference",
    "tccutil",
    "update-ca-certificates",
    "update-ca-trust",
    "certutil",
];

/// Judges a command that neither reads, fetches nor interprets; gives what its output holds.
pub fn judge(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) -> Value {
    let text = text_of(words);
    match name {
        "rm" | "shred" | "srm" | "rmdir" | "del" | "rd" | "remove-item" => {
            delete(judge, call, name, words);
        }
        name if WIPERS.contains(&name) => wipe(judge, call, name, &text),
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
        name if WEAKENERS.contains(&name) => weaken(judge, call, name, &text),
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
        "docker" | "podman" | "nerdctl" => container::contain(judge, call, words),
        "chisel" | "frpc" => judge.found(&rules::TUNNEL, call.part, call.source, 1.0),
        "ngrok" | "cloudflared" | "lt" | "bore" | "localtunnel" => {
            judge.found(&rules::TUNNEL, call.part, call.source, 0.3);
        }
        "ln" => linked(judge, call, words),
        "touch" | "mkdir" | "cd" | "ls" | "pwd" | "test" | "[" | "[[" | "true" | "false"
        | "sleep" | "return" | "exit" | "shift" | "break" | "trap" | "kill" | "killall"
        | "pkill" | "ulimit" => {}
        "unzip" | "7z" | "7za" | "unrar" | "bsdtar" => unpack(judge, call, words),
        "start" | "open" | "start-process" | "xdg-open" => opened(judge, call, words),
        _ => other(judge, call, name, words),
    }
    if text.contains("stratum+tcp://") || text.contains("stratum+ssl://") {
        judge.found(&rules::MINER, call.part, call.source, 1.0);
    }
    if let Some(place) = words
        .last()
        .filter(|_| matches!(name, "cp" | "mv" | "ln" | "install" | "tee"))
    {
        writing::write(judge, &place.clone(), call.input, call);
    }
    Value {
        labels: call.input.labels,
        ..Value::default()
    }
}

/// Another name for a file: a secret that stands in a folder by it goes wherever the folder goes.
fn linked(judge: &mut Judge, call: &Call, words: &[Value]) {
    let secret = Labels::SECRET_PATH.with(Labels::VAULT_PATH);
    let sources = words.split_last().map_or(words, |(_, sources)| sources);
    let held = sources
        .iter()
        .filter(|word| word.labels.any(secret))
        .fold(Labels::NONE, |held, word| {
            held.with(word.labels.read().real())
        });
    if held.is_empty() {
        return;
    }
    judge.found(&rules::CREDENTIAL_ACCESS, call.part, call.source, 0.9);
    if let Some(target) = words.last().filter(|_| judge.files.len() < 256) {
        let name = target.text.trim_end_matches('/').to_owned();
        judge.files.insert(name, held);
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
        running::ran_file(judge, call, &file.text.clone(), Language::Plain);
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
        running::ran_file(judge, call, &first, Language::Shell);
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
        running::executed(judge, call, &call.input.clone(), "iex");
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
