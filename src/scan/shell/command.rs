//! What each command does with what it is given.

use super::super::engine::container;
use super::Command;
use super::fetch::fetch;
use super::judge::Judge;
use super::leak::{connect, look_up, send_other};
use super::reading::{kept, read, source, vaults};
use super::resolve::{Value, base_name};
use super::running::{evaluate, executed, run};
use crate::scan::host::Class;
use crate::scan::labels::Labels;

/// One command as it is run.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The command as parsed.
    pub part: &'a Command,
    /// Its words, resolved.
    pub words: &'a [Value],
    /// What is fed to it.
    pub input: &'a Value,
    /// The script's text.
    pub source: &'a str,
}

/// Programs that run shell scripts.
pub static SHELLS: &[&str] = &["sh", "bash", "zsh", "dash", "ksh", "ash", "fish"];
/// Programs that run files of other languages.
pub static INTERPRETERS: &[&str] = &[
    "python",
    "python3",
    "python2",
    "node",
    "deno",
    "bun",
    "perl",
    "ruby",
    "php",
    "osascript",
    "pwsh",
    "powershell",
    "powershell.exe",
    "lua",
    "tclsh",
];
static FETCHERS: &[&str] = &[
    "curl",
    "wget",
    "curl.exe",
    "http",
    "https",
    "xh",
    "aria2c",
    "invoke-webrequest",
    "iwr",
    "irm",
    "invoke-restmethod",
];
/// Programs that pass on what is in files.
pub static READERS: &[&str] = &[
    "cat", "head", "tail", "less", "more", "tac", "nl", "grep", "egrep", "rg", "awk", "sed", "cut",
    "sort", "jq", "yq", "tar", "zip", "gzip", "bzip2", "xz", "7z", "openssl", "gpg", "cp",
    "strings", "find", "xargs", "tr", "rev", "paste", "column", "tee", "wc", "od", "xxd",
    "hexdump", "base64", "base32", "uuencode", "plutil", "sqlite3", "install", "mv", "rsync",
    "fold", "split", "uniq", "ditto",
];

/// Whether a name is a command whose hiding matters.
pub fn is_known(name: &str) -> bool {
    SHELLS.contains(&name)
        || INTERPRETERS.contains(&name)
        || FETCHERS.contains(&name)
        || matches!(
            name,
            "nc" | "ncat"
                | "netcat"
                | "socat"
                | "eval"
                | "exec"
                | "rm"
                | "base64"
                | "dig"
                | "nslookup"
                | "crontab"
                | "chmod"
                | "ssh"
                | "scp"
                | "sudo"
                | "env"
                | "printenv"
                | "cat"
                | "dd"
        )
}

/// Judges a command; gives what its output holds.
pub fn judge(judge: &mut Judge, call: &Call) -> Value {
    let Some((name, words)) = unwrap(call.words) else {
        return call.input.clone();
    };
    let name = name.as_str();
    if name != "echo" && name != "printf" {
        judge.facts.insert("runs commands");
    }
    if FETCHERS.contains(&name) {
        return fetch(judge, call, name, words);
    }
    if SHELLS.contains(&name) || INTERPRETERS.contains(&name) {
        return run(judge, call, name, words);
    }
    if name.starts_with('$') && is_open(words) {
        // A program that only a variable names is whatever its arguments are for.
        if words.iter().any(|word| word.text.contains("://")) {
            let given = fetch(judge, call, "curl", words);
            let known = given.origin.filter(|class| *class != Class::Placeholder);
            return Value {
                origin: known,
                ..given
            };
        }
        executed(judge, call, &call.input.clone(), "sh");
    }
    if let Some(output) = source(name, words, call.input) {
        vaults(judge, call, name, words);
        kept(judge, call, name, words, &output);
        return output;
    }
    match name {
        "mshta" | "mshta.exe" => {
            let page = fetch(judge, call, name, words);
            executed(judge, call, &page, "sh");
        }
        "eval" | "source" | "." | "exec" => evaluate(judge, call, words),
        "nc" | "ncat" | "netcat" | "socat" | "telnet" => {
            connect(judge, call, name, words);
            return Value {
                labels: Labels::SOCKET,
                ..Value::default()
            };
        }
        "dig" | "nslookup" | "host" | "ping" | "drill" | "resolvectl" => {
            look_up(judge, call, words);
        }
        "export" | "declare" | "local" | "readonly" | "typeset" => assign(judge, words),
        "alias" => alias(judge, words),
        "for" => {
            if let (Some(name), Some(list)) = (words.first(), words.get(2..)) {
                judge.set(&name.text, joined(list));
            }
        }
        "git" if words.first().is_some_and(|word| word.text == "config") => {
            container::configure_git(judge, call, words);
        }
        "scp" | "sftp" | "rsync" | "ftp" | "mail" | "sendmail" | "mailx" | "mutt" | "rclone"
        | "aws" | "gsutil" | "git" | "gh" | "ssh" | "tftp" => send_other(judge, call, name, words),
        _ => return super::super::engine::command::judge(judge, call, name, words),
    }
    read(name, words, call.input)
}

/// Whether words leave it open which program they are for: variables, flags and addresses.
fn is_open(words: &[Value]) -> bool {
    words
        .iter()
        .all(|word| word.text.starts_with(['$', '-']) || word.text.contains("://"))
}

/// Takes `sudo`, `env A=b`, `nohup`, `timeout 5` and their like off the front.
fn unwrap(words: &[Value]) -> Option<(String, &[Value])> {
    let mut rest = words;
    loop {
        let (first, tail) = rest.split_first()?;
        // Recipes of make begin with an `@` where a command is not to be shown.
        let name = base_name(first.text.trim_start_matches('@')).to_ascii_lowercase();
        let wraps = matches!(
            name.as_str(),
            "sudo"
                | "nohup"
                | "time"
                | "command"
                | "builtin"
                | "doas"
                | "stdbuf"
                | "setsid"
                | "nice"
                | "ionice"
                | "timeout"
                | "exec"
                | "xargs"
                | "busybox"
                | "caffeinate"
                | "watch"
                | "unbuffer"
        );
        let env = name == "env"
            && tail
                .iter()
                .any(|word| !word.text.starts_with('-') && !word.text.contains('='));
        // As a line of a Dockerfile begins.
        let builds = first.text == "RUN";
        if !(wraps || env || builds) || tail.is_empty() {
            return Some((name, tail));
        }
        let skip = tail
            .iter()
            .take_while(|word| {
                word.text.starts_with('-')
                    || word.text.contains('=')
                    || word
                        .text
                        .trim_end_matches(['s', 'm'])
                        .bytes()
                        .all(|byte| byte.is_ascii_digit())
            })
            .count();
        if skip >= tail.len() {
            return Some((name, tail));
        }
        rest = tail.get(skip..)?;
    }
}

/// All words as one value.
pub fn joined(words: &[Value]) -> Value {
    let mut all = Value::default();
    for word in words {
        all.join(word);
        if !all.text.is_empty() {
            all.text.push(' ');
        }
        if all.text.len() < 8192 {
            all.text.push_str(&word.text);
        }
    }
    all
}

/// Whether one of the words is this flag.
pub fn has(words: &[Value], flag: &str) -> bool {
    words.iter().any(|word| word.text == flag)
}

/// Another name for a command.
fn alias(judge: &mut Judge, words: &[Value]) {
    for word in words {
        if let Some((name, text)) = word.text.split_once('=') {
            let name = format!("alias {name}");
            judge.set(
                &name,
                Value {
                    text: text.to_owned(),
                    ..word.clone()
                },
            );
        }
    }
}

fn assign(judge: &mut Judge, words: &[Value]) {
    for word in words {
        if let Some((name, text)) = word.text.split_once('=') {
            judge.set(
                name,
                Value {
                    text: text.to_owned(),
                    ..word.clone()
                },
            );
        }
    }
}
