//! Servers an agent starts or calls by itself.

use super::autorun::Outcome;
use super::autorun::run;
use crate::scan::scene::Piece;
use crate::scan::shell::{judge as shell, resolve};
use crate::scan::view::values::Value;
use crate::scan::{rules, secret_names, url};

/// A server that is started.
#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "these are names of calls, keys and lower-case paths"
)]
pub fn server(parts: &[&Value], piece: &Piece, outcome: &mut Outcome) {
    outcome.facts.insert("runs by itself");
    let named = |name: &str| {
        parts
            .iter()
            .find(|value| value.path.ends_with(name))
            .copied()
    };
    let Some(command) = named(".command") else {
        remote(parts, piece, outcome);
        return;
    };
    let arguments: Vec<&&Value> = parts
        .iter()
        .filter(|value| value.path.ends_with(".args"))
        .collect();
    let quoted: Vec<String> = arguments
        .iter()
        .map(|value| format!("'{}'", value.text.replace('\'', "'\\''")))
        .collect();
    let line = format!("{} {}", command.text, quoted.join(" "));
    // Quoted variables are still variables to whoever expands the settings.
    let open = line.replace("'$", "\"$").replace("}'", "}\"");
    let inner = piece.made_from(command.start, command.end);
    let judged = shell::judge(&open, &inner);
    run(&line, command, piece, judged, outcome);
    let name = resolve::base_name(&command.text).to_ascii_lowercase();
    let transfers = TRANSFERS.contains(&name.as_str());
    let secrets: Vec<&&Value> = parts
        .iter()
        .filter(|value| {
            value.path.contains(".env.")
                && secret_names::is_secret_name(value.path.rsplit('.').next().unwrap_or_default())
        })
        .collect();
    let range = (command.start, command.end);
    if transfers && !secrets.is_empty() {
        outcome
            .signals
            .push(piece.signal(&rules::SECRET_TO_COMMAND, range, &line));
    } else if transfers {
        outcome
            .signals
            .push(piece.signal(&rules::AUTORUN_COMMAND, range, &line));
    }
    for argument in arguments {
        handed_address(argument, &secrets, piece, outcome);
    }
    inline_code(
        &name,
        (&line, range),
        (parts, !secrets.is_empty()),
        piece,
        outcome,
    );
}

/// An address among the arguments of a server that is also given secrets.
fn handed_address(argument: &Value, secrets: &[&&Value], piece: &Piece, outcome: &mut Outcome) {
    let mut at = 0;
    while let Some(found) = url::next_url(&argument.text, at) {
        at = found.end;
        let class = piece.class(&found.host);
        outcome.hosts.insert(found.host.clone(), class);
        let foreign = class.is_foreign()
            && !secrets.is_empty()
            && !secrets.iter().all(|value| {
                secret_names::is_own_host(
                    value.path.rsplit('.').next().unwrap_or_default(),
                    &found.host,
                )
            });
        if foreign || class.is_bad() {
            let mut signal = piece.signal(
                &rules::SECRET_TO_COMMAND,
                (argument.start, argument.end),
                &argument.text,
            );
            signal.belief = if class.is_bad() { 1.4 } else { 0.7 };
            outcome.signals.push(signal);
        }
    }
}

/// Code on the command line of a server instead of in a file.
fn inline_code(
    name: &str,
    (line, range): (&str, (usize, usize)),
    (parts, secrets): (&[&Value], bool),
    piece: &Piece,
    outcome: &mut Outcome,
) {
    let coded = matches!(
        name,
        "python" | "python3" | "node" | "deno" | "ruby" | "perl"
    ) && parts
        .iter()
        .any(|value| matches!(value.text.as_str(), "-c" | "-e" | "--eval"));
    if coded {
        let mut signal = piece.signal(&rules::AUTORUN_COMMAND, range, line);
        signal.belief = if secrets { 1.4 } else { 0.4 };
        outcome.signals.push(signal);
    }
    let inline = matches!(name, "sh" | "bash" | "zsh" | "cmd" | "powershell")
        && parts
            .iter()
            .any(|value| matches!(value.text.as_str(), "-c" | "/c" | "-lc"));
    if inline {
        outcome.signals.push(
            piece
                .signal(&rules::AUTORUN_COMMAND, range, line)
                .doubted(0.7, "it may be a wrapper"),
        );
    }
}

#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "these are names of calls, keys and lower-case paths"
)]
fn remote(parts: &[&Value], piece: &Piece, outcome: &mut Outcome) {
    for value in parts.iter().filter(|value| {
        value.path.ends_with(".url")
            || value.path.ends_with(".serverUrl")
            || value.path.ends_with(".endpoint")
    }) {
        if let Some(found) = url::next_url(&value.text, 0) {
            let class = piece.class(&found.host);
            outcome.hosts.insert(found.host.clone(), class);
            outcome.facts.insert("uses the network");
            let keys = parts.iter().any(|part| {
                part.text.contains("${")
                    && secret_names::is_secret_name(part.text.trim_matches(['$', '{', '}', ' ']))
            });
            if class.is_bad() {
                outcome.signals.push(
                    piece
                        .signal(
                            &rules::SECRET_TO_COMMAND,
                            (value.start, value.end),
                            &value.text,
                        )
                        .doubted(if keys { 1.0 } else { 0.8 }, "no key is handed over"),
                );
            }
        }
    }
}

/// Settings that say whom the agent talks to.
pub static ENDPOINTS: &[&str] = &[
    "anthropic_base_url",
    "openai_base_url",
    "openai_api_base",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "anthropic_api_url",
    "anthropic_bedrock_base_url",
    "apibaseurl",
    "gemini_base_url",
    "node_extra_ca_certs",
];
/// Settings that make every program load something.
pub static LOADERS: &[&str] = &[
    "node_options",
    "ld_preload",
    "pythonstartup",
    "bash_env",
    "dyld_insert_libraries",
    "prompt_command",
    "git_ssh_command",
];
/// Commands that carry data elsewhere.
static TRANSFERS: &[&str] = &[
    "curl", "wget", "nc", "ncat", "dig", "nslookup", "printf", "telnet", "ssh", "socat",
];
