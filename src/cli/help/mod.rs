//! `automatos help`, and what every command's help has in common.

mod examples;

use std::io::{self, Write};

use super::app::App;
use super::exit::Status;
use super::near;
use crate::config::{OTHER_VARIABLES, SETTINGS};
use crate::error::{Advice, Code};

/// Explain a command, the environment variables, the exit codes or the error codes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A command, or one of: environment, exit-codes, errors
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

pub fn run(args: Args, _: &App) -> anyhow::Result<Status> {
    let words: Vec<&str> = args.topic.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        ["environment"] => environment(),
        ["exit-codes"] => exit_codes(),
        ["errors"] => errors(),
        path => of_command(path)?,
    };
    write!(io::stdout().lock(), "{text}")?;
    Ok(Status::Done)
}

/// Adds to every command its examples, and below them exit codes and environment variables.
pub fn decorated(command: clap::Command) -> clap::Command {
    decorate(command, "")
}

const LAST_LINES: &str = "\
Exit codes: 0 done, 1 failed, 2 usage, 3 found what was asked about, 4 consent missing, \
5 precondition, 75 try again later, 130/143 interrupted (`automatos help exit-codes`)
Environment: AUTOMATOS_DATABASE_URL, DATABASE_URL, PG*, and a variable for every global option \
(`automatos help environment`)";

fn decorate(command: clap::Command, path: &str) -> clap::Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command;
    for name in names {
        let below = format!("{path} {name}").trim_start().to_owned();
        command = command.mut_subcommand(name, |sub| decorate(sub, &below));
    }
    if let Some(lines) = examples::of(path) {
        let about = command
            .get_long_about()
            .or_else(|| command.get_about())
            .map(ToString::to_string)
            .unwrap_or_default();
        let mut long = format!("{about}\n\nExamples:");
        for line in lines {
            long.push_str("\n  ");
            long.push_str(line);
        }
        command = command.long_about(long);
    }
    command.after_long_help(LAST_LINES)
}

fn of_command(path: &[&str]) -> anyhow::Result<String> {
    let mut command = super::command();
    command.build();
    let mut at = &mut command;
    for word in path {
        let known: Vec<String> = at
            .get_subcommands()
            .map(|c| c.get_name().to_owned())
            .collect();
        let Some(found) = at.find_subcommand_mut(word) else {
            let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
            known.extend(["environment", "exit-codes", "errors"]);
            let message = format!("there is no command or topic `{}`", path.join(" "));
            return Err(Advice::new(Code::Usage, message)
                .hint(near::hint(word, &known))
                .into());
        };
        at = found;
    }
    Ok(at.render_long_help().to_string())
}

fn environment() -> String {
    let mut text = String::from(
        "Where settings come from: a flag, then the environment, then automatos.toml, then the \
         default.\n\n",
    );
    for setting in SETTINGS {
        let variables = setting.variables.join(", then ");
        let default = setting
            .default
            .map(|d| format!(" (default {d})"))
            .unwrap_or_default();
        let file = if setting.secret {
            "; …_FILE names a file that holds it"
        } else {
            ""
        };
        line(
            &mut text,
            &format!("{variables}\n    {}{default}{file}", setting.help),
        );
    }
    for (name, help) in OTHER_VARIABLES {
        line(&mut text, &format!("{name}\n    {help}"));
    }
    text
}

const EXIT_CODES: &[(&str, &str)] = &[
    ("0", "done, or nothing to do"),
    (
        "1",
        "failed: invalid input files, a statement timeout, anything unforeseen",
    ),
    ("2", "usage: the command line or a setting is not valid"),
    (
        "3",
        "a finding that was asked about, with --exit-code or --check",
    ),
    ("4", "consent is missing or was declined"),
    (
        "5",
        "a precondition does not hold: not found, no permission, wrong password or environment",
    ),
    (
        "75",
        "temporary, try again later: lock busy, server not up, too many connections",
    ),
    (
        "130, 143",
        "SIGINT, SIGTERM: the statement was cancelled and the transaction rolled back",
    ),
];

fn exit_codes() -> String {
    let mut text = String::new();
    for (code, meaning) in EXIT_CODES {
        line(&mut text, &format!("{code:<9}{meaning}"));
    }
    text
}

fn errors() -> String {
    let mut text =
        String::from("The codes in the `error.code` of `-o json`, with their exit codes.\n\n");
    for code in Code::ALL {
        let exit = code.exit() as u8;
        line(
            &mut text,
            &format!("{:<24}{exit:<4}{}", code.as_str(), code.meaning()),
        );
    }
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::examples;

    /// Every command that does something, as the words that lead to it.
    fn leaves(command: &clap::Command, path: &str, found: &mut Vec<String>) {
        let mut has_children = false;
        for sub in command.get_subcommands() {
            has_children = true;
            leaves(
                sub,
                format!("{path} {}", sub.get_name()).trim_start(),
                found,
            );
        }
        if !has_children {
            found.push(path.to_owned());
        }
    }

    /// The words of a line as a shell has them, up to a pipe or a remark. A digest may be cut short
    /// in an example.
    fn words(line: &str) -> Vec<String> {
        let digest = format!("sha256:{}", "0".repeat(64));
        let line = line.replace("sha256:…", &digest);
        let mut words = Vec::new();
        for (at, piece) in line.split('\'').enumerate() {
            if at % 2 == 1 {
                words.push(piece.to_owned());
            } else {
                words.extend(piece.split_whitespace().map(ToOwned::to_owned));
            }
        }
        let end = words
            .iter()
            .position(|word| ["|", ">", "#"].contains(&word.as_str()));
        words.truncate(end.unwrap_or(words.len()));
        words
    }

    #[test]
    fn every_command_has_two_examples_that_parse() {
        let mut found = Vec::new();
        leaves(&crate::cli::command(), "", &mut found);
        for path in found {
            let lines = examples::of(&path).unwrap_or_else(|| panic!("no examples for `{path}`"));
            assert_eq!(lines.len(), 2, "two examples for `{path}`");
            for line in lines {
                let words = words(line);
                let parsed = crate::cli::command().try_get_matches_from(&words);
                let parsed = parsed.unwrap_or_else(|error| panic!("`{line}`: {error}"));
                assert!(
                    super::super::path_of(&parsed)
                        .starts_with(path.split(' ').next().unwrap_or(""))
                );
            }
        }
    }
}
