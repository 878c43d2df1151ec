//! Languages without a parser here: read word by word, comments left out, judged by what stands together.

use super::hidden;
use crate::scan::code::Outcome;
use crate::scan::decode;
use crate::scan::labels::{self, Labels};
use crate::scan::role::Language;
use crate::scan::rules;
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;

static SENDS: &[&str] = &[
    "invoke-webrequest",
    "invoke-restmethod",
    "iwr ",
    "irm ",
    "downloadstring",
    "uploadstring",
    "uploadfile",
    "net.webclient",
    "http.post",
    "http.newrequest",
    "net::http",
    "httparty",
    "faraday",
    "rest-client",
    "curl_exec",
    "curl_init",
    "guzzle",
    "fsockopen",
    "file_get_contents('http",
    "file_get_contents(\"http",
    "urlsession",
    "reqwest",
    "okhttp",
    "httpclient",
    "winhttp",
    "msxml2",
    "lwp::",
    "open-uri",
    "net.dial",
    "tcpsocket",
    "do shell script \"curl",
    "curl ",
    "bitsadmin",
    "certutil",
];
static FETCHES: &[&str] = &[
    "downloadstring",
    "downloadfile",
    "downloaddata",
    "invoke-webrequest",
    "invoke-restmethod",
    "iwr ",
    "irm ",
    "start-bitstransfer",
    "bitsadmin",
    "certutil -urlcache",
    "certutil.exe -urlcache",
    "http.get(",
    "net::http.get",
    "uri.open",
    "open-uri",
    "urlopen",
    "file_get_contents('http",
    "file_get_contents(\"http",
    "curl_exec",
    "do shell script \"curl",
    "mshta http",
    "curl ",
];
static RUNS: &[&str] = &[
    "iex ",
    "iex(",
    "iex (",
    "|iex",
    "| iex",
    "invoke-expression",
    "start-process",
    "exec.command(",
    "system(",
    "eval(",
    "instance_eval",
    "passthru(",
    "shell_exec(",
    "proc_open(",
    "popen(",
    "`#{",
    "do shell script",
    "process.start",
    "runtime.getruntime",
    "std::process::command",
    "wscript.shell",
    "os.execute",
    "rundll32",
    "regsvr32",
    "[scriptblock]::create",
    "kernel.exec",
    "cmd /c",
    "cmd.exe /c",
];
static ENVIRONMENTS: &[&str] = &[
    "get-childitem env:",
    "gci env:",
    "dir env:",
    "ls env:",
    "env.to_h",
    "env.each",
    "os.environ()",
    "getenv()",
    "$_env",
    "env::vars",
    "system.getenv()",
    "environment.getenvironmentvariables",
    "env.map",
    "env.select",
    "json.generate(env",
];
static DECODES: &[&str] = &[
    "frombase64string",
    "base64.decode",
    "base64_decode",
    "strict_decode64",
    "decode64",
    "stdencoding.decodestring",
    "unpack('m",
    "unpack(\"m",
    "gzinflate",
    "str_rot13",
    "hex.decodestring",
    "gzuncompress",
    "-bxor",
    "pack('h*",
];

/// Judges code of a language without a parser.
pub fn judge(text: &str, language: Language, piece: &Piece) -> Outcome {
    let code = without_comments(text, language).to_ascii_lowercase();
    let mut outcome = Outcome::default();
    let has = |list: &[&str]| {
        list.iter()
            .find_map(|word| code.find(word).map(|at| (at, at + word.len())))
    };
    let (sends, fetches, runs) = (has(SENDS), has(FETCHES), has(RUNS));
    let secret = secret_path(&code);
    let line = |at: usize| line_around(&code, at);
    if sends.is_some() {
        outcome.facts.insert("uses the network");
    }
    if runs.is_some() {
        outcome.facts.insert("spawns processes");
    }
    let mut found = |rule, range: (usize, usize), belief: f32| {
        let mut signal = piece.signal(rule, range, text.get(line(range.0)).unwrap_or_default());
        signal.belief = belief;
        outcome.signals.push(signal);
    };
    if let (Some(range), Some(_)) = (secret, sends) {
        found(
            &rules::SECRET_FILE_SENT,
            range,
            if code.len() < 8000 { 0.9 } else { 0.5 },
        );
    }
    if let (Some(range), Some(_)) = (has(ENVIRONMENTS), sends) {
        found(&rules::ENVIRONMENT_SENT, range, 0.9);
    }
    if let (Some(run), Some(fetch)) = (runs, fetches)
        && let Some(belief) = beside(&code, run.0, fetch.0, language)
    {
        let known = code.get(line(fetch.0)).is_some_and(|text| {
            crate::scan::host::next_url(text, 0)
                .is_some_and(|url| piece.class(&url.host) == crate::scan::host::Class::Good)
        });
        found(
            &rules::RESPONSE_RUN,
            run,
            if known { belief * 0.1 } else { belief },
        );
    }
    if let (Some(run), Some(decode)) = (runs, has(DECODES))
        && line(run.0).start.abs_diff(line(decode.0).start) < 400
    {
        found(&rules::DECODED_RUN, run, 0.9);
    }
    let connects = has(&[
        "net.sockets.tcpclient",
        "tcpsocket.new",
        "tcpsocket.open",
        "fsockopen(",
        "net.dial(",
        "io::socket::inet",
        "system.net.sockets",
    ]);
    let shell = has(&[
        "/bin/sh",
        "/bin/bash",
        "cmd.exe",
        "powershell",
        "iex",
        "exec.command",
    ]);
    if let (Some(range), Some(_)) = (connects, shell) {
        let loops = has(&[
            "getstream()",
            "while(",
            "while (",
            "stdin",
            "dup2",
            "fd>&",
            "proc_open",
            "io.popen",
            "$stdin",
            "exec \"/bin",
            "sendback",
        ]);
        found(
            &rules::REVERSE_SHELL,
            range,
            if loops.is_some() { 1.0 } else { 0.5 },
        );
    }
    let weakens = has(&[
        "set-mppreference",
        "add-mppreference",
        "disable-windowsdefender",
        "amsiutils",
        "amsiinitfailed",
        "netsh advfirewall set allprofiles state off",
    ]);
    if let Some(range) = weakens {
        found(&rules::DISABLE_DEFENCE, range, 1.0);
    }
    let planted = has(&[
        "currentversion\\run",
        "register-scheduledtask",
        "schtasks /create",
        "new-service",
        "startup\\",
        "schtasks.exe /create",
    ]);
    if let Some(range) = planted {
        found(
            &rules::PERSISTENCE,
            range,
            if fetches.is_some() || has(DECODES).is_some() {
                1.6
            } else {
                0.8
            },
        );
    }
    let wipes = has(&[
        "format-volume",
        "clear-disk",
        "vssadmin delete shadows",
        "remove-item -recurse -force c:\\",
        "remove-item -recurse -force $env:userprofile",
        "remove-item -recurse -force $home",
        "rd /s /q c:\\",
        "del /f /s /q c:\\",
        "fileutils.rm_rf(dir.home",
        "fileutils.rm_rf('/",
        "os.removeall(\"/",
        "os.removeall(os.userhomedir",
    ]);
    if let Some(range) = wipes {
        found(&rules::DESTROY, range, 1.0);
    }
    encoded_command(text, piece, &mut outcome);
    for command in commands(text, language) {
        let inner = piece.made_from(command.1, command.1 + 1);
        let judged = shell::judge(&command.0, &inner);
        outcome.signals.extend(judged.signals);
        outcome.hosts.extend(judged.hosts);
    }
    outcome
}

fn secret_path(code: &str) -> Option<(usize, usize)> {
    code.split(['"', '\'', '`', ' ', '(', ')', ','])
        .filter(|word| word.len() > 4 && word.len() < 200)
        .find(|word| labels::path(word).any(Labels::SECRET_PATH.with(Labels::VAULT_PATH)))
        .and_then(|word| {
            let start = code.find(word)?;
            Some((start, start + word.len()))
        })
}

/// How much a run and a fetch have to do with one another: all if they share a line, less in a short file.
fn beside(code: &str, run: usize, fetch: usize, language: Language) -> Option<f32> {
    let (one, other) = (line_around(code, run), line_around(code, fetch));
    if one == other {
        return Some(1.0);
    }
    let scripting = matches!(
        language,
        Language::PowerShell | Language::Batch | Language::AppleScript | Language::OtherCode
    );
    (scripting && code.len() < 6000 && run > fetch).then_some(0.55)
}

fn line_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |index| index + 1);
    let end = text
        .get(at..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |index| at + index);
    start..end
}

/// `PowerShell`'s `-EncodedCommand`.
fn encoded_command(text: &str, piece: &Piece, outcome: &mut Outcome) {
    for run in decode::runs(text) {
        if run.how == "base64 of UTF-16" {
            let inner = piece.decoded(run.start, run.end, run.how);
            let mut signal = piece.signal(&rules::DECODED_RUN, (run.start, run.end), &run.text);
            signal.belief = if hidden::is_dangerous(&run.text) {
                1.0
            } else {
                0.6
            };
            outcome.signals.push(signal);
            let judged = shell::judge(&run.text, &inner);
            outcome.signals.extend(judged.signals);
        }
    }
}

/// Shell commands that stand in strings handed to something that runs them.
fn commands(text: &str, language: Language) -> Vec<(String, usize)> {
    let marks: &[&str] = match language {
        Language::AppleScript => &["do shell script \""],
        Language::Go => &[
            "exec.Command(\"sh\", \"-c\", \"",
            "exec.Command(\"bash\", \"-c\", \"",
            "exec.Command(\"/bin/sh\", \"-c\", \"",
            "exec.Command(\"bash\", \"-c\", `",
            "exec.Command(\"sh\", \"-c\", `",
        ],
        Language::Ruby | Language::Php | Language::OtherCode => &[
            "system(\"",
            "system('",
            "exec(\"",
            "exec('",
            "shell_exec(\"",
            "shell_exec('",
            "passthru(\"",
            "%x(",
            "os.execute(\"",
            "system \"",
            "`",
        ],
        Language::Batch
        | Language::PowerShell
        | Language::Python
        | Language::JavaScript
        | Language::TypeScript
        | Language::Shell
        | Language::Markdown
        | Language::Markup
        | Language::Json
        | Language::Yaml
        | Language::Toml
        | Language::Plain => &[],
    };
    let mut found = Vec::new();
    for mark in marks {
        let close = match mark.chars().next_back() {
            Some('(') => ')',
            Some(other) => other,
            None => continue,
        };
        for (index, _) in text.match_indices(mark).take(200) {
            let rest = text.get(index + mark.len()..).unwrap_or_default();
            let end = rest.find(close).unwrap_or(0).min(2000);
            if let Some(command) = rest.get(..end).filter(|command| command.contains(' ')) {
                found.push((command.to_owned(), index));
            }
        }
    }
    if language == Language::Batch {
        found.extend(
            text.lines()
                .filter(|line| {
                    line.contains("curl") || line.contains("del ") || line.contains("format ")
                })
                .map(|line| (line.replace('\\', "/"), text.find(line).unwrap_or(0)))
                .take(200),
        );
    }
    found
}

#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
fn without_comments(text: &str, language: Language) -> String {
    let marks: &[&str] = match language {
        Language::PowerShell | Language::Ruby => &["#"],
        Language::Go => &["//"],
        Language::Php => &["//", "#"],
        Language::Batch => &["rem ", "REM ", "::"],
        Language::AppleScript => &["--"],
        Language::Python
        | Language::JavaScript
        | Language::TypeScript
        | Language::Shell
        | Language::OtherCode
        | Language::Markdown
        | Language::Markup
        | Language::Json
        | Language::Yaml
        | Language::Toml
        | Language::Plain => &["//", "#"],
    };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let comment =
            marks.iter().any(|mark| line.trim_start().starts_with(mark)) && !line.starts_with("#!");
        if comment {
            // The length is kept, so that places stay true.
            out.extend(
                line.bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
            );
        } else {
            out.push_str(line);
        }
    }
    out
}
