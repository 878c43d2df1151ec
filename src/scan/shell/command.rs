//! What each command does with what it is given.

use super::judge::{Judge, Value, base_name};
use super::places::{self, Place};
use super::{Command, transfer};
use crate::scan::finding::Setting;
use crate::scan::host::Class;
use crate::scan::labels::{self, Labels};
use crate::scan::rules;

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

static SHELLS: &[&str] = &["sh", "bash", "zsh", "dash", "ksh", "ash", "fish"];
static INTERPRETERS: &[&str] = &[
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
static READERS: &[&str] = &[
    "cat", "head", "tail", "less", "more", "tac", "nl", "grep", "egrep", "rg", "awk", "sed", "cut",
    "sort", "jq", "yq", "tar", "zip", "gzip", "bzip2", "xz", "7z", "openssl", "gpg", "cp",
    "strings", "find", "xargs", "tr", "rev", "paste", "column", "tee", "wc", "od", "xxd",
    "hexdump", "base64", "base32", "uuencode", "plutil", "sqlite3", "install", "mv", "rsync",
    "fold", "split", "uniq",
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
    if let Some(output) = source(name, words, call.input) {
        vaults(judge, call, name, words);
        kept(judge, call, name, words, &output);
        return output;
    }
    match name {
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
        "export" | "declare" | "local" | "readonly" | "typeset" | "alias" => assign(judge, words),
        "scp" | "sftp" | "rsync" | "ftp" | "mail" | "sendmail" | "mailx" | "mutt" | "rclone"
        | "aws" | "gsutil" | "git" | "gh" | "ssh" | "tftp" => send_other(judge, call, name, words),
        _ => return super::super::engine::command::judge(judge, call, name, words),
    }
    read(name, words, call.input)
}

/// Takes `sudo`, `env A=b`, `nohup`, `timeout 5` and their like off the front.
fn unwrap(words: &[Value]) -> Option<(String, &[Value])> {
    let mut rest = words;
    loop {
        let (first, tail) = rest.split_first()?;
        let name = base_name(&first.text).to_ascii_lowercase();
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
        if !(wraps || env) || tail.is_empty() {
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

fn joined(words: &[Value]) -> Value {
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

fn has(words: &[Value], flag: &str) -> bool {
    words.iter().any(|word| word.text == flag)
}

/// Commands whose output is something of interest.
fn source(name: &str, words: &[Value], input: &Value) -> Option<Value> {
    let mut all = joined(words);
    let labelled = |label: Labels, text: &str| {
        Some(Value {
            text: text.to_owned(),
            labels: label,
            ..Value::default()
        })
    };
    match name {
        "env" | "set" | "printenv" | "export" | "declare"
            if words.iter().all(|word| word.text.starts_with('-')) =>
        {
            labelled(Labels::ENVIRONMENT, "")
        }
        "printenv" => {
            let secret = words.iter().any(|word| labels::is_secret_name(&word.text));
            all.keys.extend(
                words
                    .iter()
                    .filter(|word| labels::is_secret_name(&word.text))
                    .map(|word| word.text.clone()),
            );
            Some(Value {
                labels: if secret { Labels::KEY } else { Labels::NONE },
                text: String::new(),
                ..all
            })
        }
        "pbpaste" | "xclip" | "xsel" | "wl-paste" | "get-clipboard" => {
            labelled(Labels::CLIPBOARD, "")
        }
        "history" => labelled(Labels::HISTORY, ""),
        "hostname" | "whoami" | "uname" | "id" | "ifconfig" | "ip" | "ipconfig" | "systeminfo"
        | "sw_vers" => labelled(Labels::MACHINE, ""),
        "security"
            if words
                .iter()
                .any(|word| word.text.contains("-password") || word.text == "dump-keychain") =>
        {
            labelled(Labels::VAULT, "")
        }
        "screencapture" | "scrot" | "import" | "gnome-screenshot" | "imagesnap" => {
            labelled(Labels::SURVEILLANCE, "")
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
        "base64" | "base32" | "xxd" | "openssl" | "gunzip" | "zcat" | "basenc" | "uudecode" => {
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
                .then(|| super::super::decode::base64(input.text.trim()))
                .flatten()
            {
                Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                None => String::new(),
            };
            Some(output)
        }
        "rev" => Some(Value {
            text: input.text.chars().rev().collect(),
            labels: input.labels.with(Labels::DECODED),
            ..input.clone()
        }),
        "tr" => {
            let mut output = input.clone();
            if all.text.contains("A-Za-z") && all.text.contains("N-ZA-M") {
                output.labels = output.labels.with(Labels::DECODED);
                output.text = super::super::decode::rot13(&input.text);
            }
            Some(output)
        }
        _ if READERS.contains(&name) => Some(read(name, words, input)),
        _ => None,
    }
}

fn read(name: &str, words: &[Value], input: &Value) -> Value {
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
fn kept(judge: &mut Judge, call: &Call, name: &str, words: &[Value], output: &Value) {
    let named: Vec<&Value> = words
        .iter()
        .filter(|word| !word.text.starts_with('-') && !word.text.is_empty())
        .collect();
    let target = match name {
        "tar" => named.iter().find(|word| {
            word.text.contains('.') && word.labels.without(Labels::HIDDEN_PATH).is_empty()
        }),
        "zip" | "7z" => named.first(),
        "cp" | "mv" | "tee" | "install" | "rsync" => named.last(),
        _ => None,
    };
    let Some(target) = target else { return };
    let held = output
        .labels
        .real()
        .without(Labels::FILE)
        .without(Labels::HIDDEN_FILE);
    if !held.is_empty() && judge.files.len() < 256 {
        judge.files.insert(target.text.clone(), held);
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

fn vaults(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
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

fn fetch(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) -> Value {
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
        body.join(call.input);
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
        let from_address = transfer
            .addresses
            .last()
            .map(|value| {
                base_name(value.text.split(['?', '#']).next().unwrap_or_default()).to_owned()
            })
            .unwrap_or_default();
        let file = if saved.is_empty() {
            from_address
        } else {
            saved.clone()
        };
        judge
            .downloads
            .push((file, origin_class(&sends.address.text, class)));
    }
    let known = matches!(class, Class::Good | Class::Local);
    Value {
        labels: if known {
            Labels::KNOWN_NETWORK
        } else {
            Labels::NETWORK
        },
        origin: Some(origin_class(
            &sends.address.text,
            served(judge, &sends, class),
        )),
        ..Value::default()
    }
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
    let Sending {
        host,
        body,
        address,
        header,
        ..
    } = sending;
    // Somebody's own channel at a messenger is a collector, however well known the messenger.
    let class = if super::super::engine::destination::is_channel(&address.text) {
        &Class::Collector
    } else {
        &sending.class
    };
    let open = body.labels.with(address.labels);
    let local = *class == Class::Local && !host.is_empty();
    if local {
        return;
    }
    if open.any(Labels::SECRET_FILE.with(Labels::VAULT)) {
        judge.found(
            &rules::SECRET_FILE_SENT,
            call.part,
            call.source,
            if *class == Class::Good { 0.6 } else { 1.0 },
        );
    } else if open.any(Labels::ENVIRONMENT) {
        judge.found(&rules::ENVIRONMENT_SENT, call.part, call.source, 1.0);
    } else if open.any(Labels::DOTENV) {
        judge.found(
            &rules::SECRET_FILE_SENT,
            call.part,
            call.source,
            if *class == Class::Good { 0.5 } else { 0.95 },
        );
    } else if open.any(Labels::KEY) || (header.labels.any(Labels::KEY) && class.is_bad()) {
        let mut keys = body.keys.clone();
        keys.extend(address.keys.iter().chain(&header.keys).cloned());
        let wrapped = if open.any(Labels::ENCODED) { 1.5 } else { 1.0 };
        let belief = super::super::engine::exfiltration::key_belief(
            &keys,
            host,
            *class,
            body.labels.any(Labels::KEY),
        ) * wrapped;
        if belief > 0.0 {
            judge.found(&rules::KEY_SENT, call.part, call.source, belief);
        }
    } else if open.any(
        Labels::HISTORY
            .with(Labels::CLIPBOARD)
            .with(Labels::SURVEILLANCE),
    ) {
        judge.found(
            &rules::PRIVATE_SENT,
            call.part,
            call.source,
            if class.is_bad() { 1.5 } else { 1.0 },
        );
    } else if open.any(Labels::TREE) {
        judge.found(
            &rules::FILES_SENT,
            call.part,
            call.source,
            if class.is_foreign() { 1.0 } else { 0.3 },
        );
    } else if open.any(Labels::HIDDEN_FILE) || (open.any(Labels::ENCODED) && class.is_bad()) {
        judge.found(
            &rules::FILES_SENT,
            call.part,
            call.source,
            if class.is_bad() { 1.5 } else { 0.6 },
        );
    } else if open.any(Labels::MACHINE) && class.is_bad() {
        judge.found(&rules::PRIVATE_SENT, call.part, call.source, 1.0);
    } else if open.any(Labels::MACHINE) && *class == Class::Unknown {
        judge.found(&rules::PRIVATE_SENT, call.part, call.source, 0.45);
    }
}

fn run(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) -> Value {
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
        given.join(file);
        ran_file(judge, call, &file.text);
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

/// A file is run: was it downloaded before?
pub fn ran_file(judge: &mut Judge, call: &Call, file: &str) {
    let name = base_name(file);
    judge.called.insert(file.to_owned());
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

fn evaluate(judge: &mut Judge, call: &Call, words: &[Value]) {
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
        ran_file(judge, call, &file.text.clone());
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

fn connect(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    judge.facts.insert("uses the network");
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
    let hands = shell
        && (words.iter().any(|word| {
            matches!(word.text.as_str(), "-e" | "-c" | "--exec" | "--sh-exec")
                || (word.text.starts_with('-')
                    && !word.text.starts_with("--")
                    && word.text.ends_with('e'))
        }) || text.to_ascii_lowercase().contains("exec:"));
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

fn look_up(judge: &mut Judge, call: &Call, words: &[Value]) {
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

#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
fn send_other(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    judge.facts.insert("uses the network");
    let verb = words
        .first()
        .map(|word| word.text.clone())
        .unwrap_or_default();
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

/// Something is written to a file.
pub fn write(judge: &mut Judge, target: &Value, content: &Value, call: &Call) {
    let payload = places::is_payload(&content.text)
        || content.labels.any(Labels::DECODED.with(Labels::NETWORK));
    if target.text != "/dev/null" && !target.text.starts_with('&') {
        judge.facts.insert("writes files");
    }
    match places::place(&target.text) {
        Place::Profile | Place::Schedule | Place::GitHook | Place::AgentSettings if payload => {
            judge.found(&rules::PERSISTENCE_PAYLOAD, call.part, call.source, 1.0);
        }
        Place::Profile => {
            let plain = [
                "export ", "alias ", "source ", "eval ", "PATH", "$()", "# ", "[ -f", "[[ ", ". ",
                "set -", "autoload", "compinit", "fpath", "complete",
            ]
            .iter()
            .any(|part| content.text.contains(part))
                || content.text.is_empty();
            judge.found(
                &rules::PERSISTENCE,
                call.part,
                call.source,
                if plain { 0.2 } else { 0.8 },
            );
        }
        Place::Schedule => judge.found(&rules::PERSISTENCE, call.part, call.source, 0.8),
        Place::GitHook => judge.found(&rules::PERSISTENCE, call.part, call.source, 0.3),
        Place::AuthorizedKeys => judge.found(&rules::SSH_KEYS, call.part, call.source, 1.0),
        Place::Sudoers => judge.found(&rules::PRIVILEGE_ESCALATION, call.part, call.source, 1.2),
        Place::Disk => judge.found(&rules::DESTROY, call.part, call.source, 1.0),
        Place::AgentSettings => judge.found(&rules::AGENT_CONFIG, call.part, call.source, 0.45),
        Place::AgentMemory => judge.found(&rules::AGENT_CONFIG, call.part, call.source, 0.35),
        Place::Hosts => judge.found(&rules::DESTROY_BROAD, call.part, call.source, 0.5),
        Place::Ordinary => {
            let held = content
                .labels
                .real()
                .without(Labels::FILE)
                .without(Labels::NETWORK)
                .without(Labels::KNOWN_NETWORK);
            if !held.is_empty() && judge.files.len() < 256 {
                judge.files.insert(target.text.clone(), held);
            }
            if content.labels.any(Labels::NETWORK) && (content.origin.is_some()) {
                judge.downloads.push((
                    target.text.clone(),
                    content.origin.unwrap_or(Class::Unknown),
                ));
            }
        }
    }
    let plain_tcp = target.text.starts_with("/dev/tcp/") || target.text.starts_with("/dev/udp/");
    if plain_tcp {
        let (host, class) = target
            .text
            .split('/')
            .nth(3)
            .and_then(|host| judge.host_of(host))
            .unwrap_or((String::new(), Class::Unknown));
        leave(
            judge,
            call,
            &Sending {
                host,
                class,
                body: content.clone(),
                address: Value::default(),
                header: Value::default(),
            },
        );
    }
}
