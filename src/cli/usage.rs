//! A command line that cannot be understood, and the little that must be known of its words.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::ColorChoice;

use super::exit;
use super::output::{Format, Output};
use super::redact;
use crate::config::Environment;
use crate::error::{Advice, Code, Exit};

/// Requested help goes to stdout with 0; a line that cannot be understood is explained, as JSON
/// too when that was asked for.
pub fn explain(error: &clap::Error, words: &[OsString], variables: &Environment) -> ExitCode {
    let form =
        value_of(words, "--output", Some("-o")).or_else(|| variables.utf8("AUTOMATOS_OUTPUT"));
    let is_json = form.is_some_and(|form| form == "json");
    let out = Output::for_usage(if is_json { Format::Json } else { Format::Table });
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(io) if io.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(io) => exit::code(Err(io.into()), &out),
        };
    }
    if is_json {
        return exit::code(Err(advice(error).into()), &out);
    }
    let text = error.to_string();
    let shown = redact::passwords(&text);
    // The streams may be gone; the code still says it.
    if shown == text {
        drop(error.print());
    } else {
        drop(write!(io::stderr().lock(), "{shown}"));
    }
    ExitCode::from(Exit::Usage as u8)
}

/// Whether help and usage errors, which come before the settings are read, may have colour.
pub fn color(words: &[OsString], variables: &Environment) -> ColorChoice {
    let wanted = value_of(words, "--color", None).or_else(|| variables.utf8("AUTOMATOS_COLOR"));
    match wanted.as_deref() {
        Some("never") => ColorChoice::Never,
        Some(_) | None => ColorChoice::Auto,
    }
}

/// What clap has to say, as one message and a hint.
fn advice(error: &clap::Error) -> Advice {
    let text = error.to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = lines.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let advice = Advice::new(Code::Usage, message);
    match lines.find_map(|line| line.strip_prefix("tip: ")) {
        Some(tip) => advice.hint(tip),
        None => advice.hint("see `--help`"),
    }
}

/// The value of a flag among words that were not parsed, by its long and perhaps its short name.
fn value_of(words: &[OsString], long: &str, short: Option<&str>) -> Option<String> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == long || short == Some(word) {
            return words.next().map(str::to_owned);
        }
        let by_long = word
            .strip_prefix(long)
            .and_then(|rest| rest.strip_prefix('='));
        let by_short = short.and_then(|short| word.strip_prefix(short));
        if let Some(value) = by_long.or(by_short) {
            return Some(value.trim_start_matches('=').to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn a_flag_is_found_in_every_way_of_writing_it() {
        let value = |line: &str| {
            let words: Vec<_> = line.split(' ').map(Into::into).collect();
            value_of(&words, "--output", Some("-o"))
        };
        for line in [
            "x -o json y",
            "-ojson",
            "-o=json",
            "--output json",
            "a --output=json",
        ] {
            assert_eq!(value(line).as_deref(), Some("json"), "{line}");
        }
        assert_eq!(value("list --outputs=json -v"), None);
    }
}
