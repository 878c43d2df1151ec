//! Languages without a parser here: read word by word, comments left out, judged by what stands together.

mod paths;
mod source;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use self::words::{MAY_RUN, SAVES};
use super::hidden;
use super::marks::{
    CONNECTS, DECODES, ENVIRONMENTS, FETCHES, LOOPS, PLANTED, RUNS, SENDS, SHELLS, WEAKENS,
    WEB_SHELLS, WIPES,
};
use crate::scan::code::Outcome;
use crate::scan::host::Class;
use crate::scan::language::Language;
use crate::scan::rules::{self, Rule};
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;
use crate::scan::{decode, url};

/// Judges code of a language without a parser.
pub fn judge(text: &str, language: Language, piece: &Piece) -> Outcome {
    if let Some(plain) = source::joined_up(text, language) {
        return taken_apart(text, &plain, language, piece);
    }
    let code = source::without_comments(text, language).to_ascii_lowercase();
    let mut reader = Reader {
        text,
        code: &code,
        places: words::first_places(&code),
        language,
        piece,
        outcome: Outcome::default(),
    };
    reader.facts();
    reader.sent();
    reader.run();
    reader.shapes();
    let mut outcome = reader.outcome;
    encoded_command(text, piece, &mut outcome);
    run_commands(text, language, piece, &mut outcome);
    outcome
}

/// A text with the words found in it, and what they have said so far.
struct Reader<'a> {
    text: &'a str,
    /// The text in lower case, comments blanked out: every place is the same in both.
    code: &'a str,
    places: HashMap<&'static str, usize>,
    language: Language,
    piece: &'a Piece<'a>,
    outcome: Outcome,
}

impl Reader<'_> {
    /// Where the first of some words stands.
    fn has(&self, words: &[&str]) -> Option<(usize, usize)> {
        words
            .iter()
            .find_map(|word| self.places.get(word).map(|at| (*at, at + word.len())))
    }

    /// Reports a rule at a range, with how much it says.
    fn found(&mut self, rule: &'static Rule, range: (usize, usize), belief: f32) {
        let line = self.text.get(line_around(self.code, range.0));
        let mut signal = self.piece.signal(rule, range, line.unwrap_or_default());
        signal.belief = belief;
        self.outcome.signals.push(signal);
    }

    fn facts(&mut self) {
        for (words, fact) in [(SENDS, "uses the network"), (RUNS, "spawns processes")] {
            if self.has(words).is_some() {
                self.outcome.facts.insert(fact);
            }
        }
    }

    /// Secrets in code that sends something.
    fn sent(&mut self) {
        if self.has(SENDS).is_none() {
            return;
        }
        if let Some(range) = paths::secret_path(self.code) {
            let belief = if self.code.len() < 8000 { 0.9 } else { 0.5 };
            self.found(&rules::SECRET_FILE_SENT, range, belief);
        } else if self.code.len() < 3000
            && !paths::names_known_host(self.code, self.piece)
            && let Some(range) = paths::dotenv(self.code)
        {
            self.found(&rules::SECRET_FILE_SENT, range, 0.4);
        }
        if let Some(range) = self.has(ENVIRONMENTS) {
            self.found(&rules::ENVIRONMENT_SENT, range, 0.9);
        }
    }

    /// What was fetched or decoded, and is run.
    fn run(&mut self) {
        let Some(run) = self.has(RUNS) else { return };
        if let Some(fetch) = self.has(FETCHES)
            && let Some(belief) = beside(self.code, run.0, fetch.0, self.language)
        {
            let line = self.code.get(line_around(self.code, fetch.0));
            let known = line
                .and_then(|line| url::next_url(line, 0))
                .is_some_and(|url| self.piece.class(&url.host) == Class::Good);
            let weight = if known { 0.1 } else { 1.0 };
            self.found(&rules::RESPONSE_RUN, run, belief * weight);
        }
        if let Some(decode) = self.has(DECODES) {
            let lines = [run.0, decode.0].map(|at| line_around(self.code, at).start);
            if lines[0].abs_diff(lines[1]) < 400 {
                self.found(&rules::DECODED_RUN, run, 0.9);
            }
        }
    }

    /// Shapes that are told by words alone.
    fn shapes(&mut self) {
        let fetches = self.has(FETCHES).is_some();
        let runnable = self.has(MAY_RUN).is_some() && self.has(RUNS).is_some();
        if fetches
            && runnable
            && let Some(range) = self.has(SAVES)
        {
            self.found(&rules::DOWNLOAD_RUN, range, 1.0);
        }
        if let (Some(range), Some(_)) = (self.has(CONNECTS), self.has(SHELLS)) {
            let belief = if self.has(LOOPS).is_some() { 1.0 } else { 0.5 };
            self.found(&rules::REVERSE_SHELL, range, belief);
        }
        if let Some(range) = self.has(PLANTED) {
            let foreign = fetches || self.has(DECODES).is_some();
            self.found(&rules::PERSISTENCE, range, if foreign { 1.6 } else { 0.8 });
        }
        for (words, rule) in [
            (WEAKENS, &rules::DISABLE_DEFENCE),
            (WEB_SHELLS, &rules::REMOTE_CONTROL),
            (WIPES, &rules::DESTROY),
        ] {
            if let Some(range) = self.has(words) {
                self.found(rule, range, 1.0);
            }
        }
    }
}

/// The commands that the code hands to a shell, judged as such.
fn run_commands(text: &str, language: Language, piece: &Piece, outcome: &mut Outcome) {
    for command in source::commands(text, language) {
        let inner = piece.made_from(command.1, command.1 + 1);
        let judged = shell::judge(&command.0, &inner);
        outcome.signals.extend(judged.signals);
        outcome.hosts.extend(judged.hosts);
    }
}

/// Judges code whose words were taken apart by what they are put together.
fn taken_apart(text: &str, plain: &str, language: Language, piece: &Piece) -> Outcome {
    let inner = piece.made_from(0, text.len());
    let mut outcome = judge(plain, language, &inner);
    if !outcome.signals.is_empty() {
        let hidden = inner.signal(&rules::HIDDEN_COMMAND, (0, 0), text);
        outcome.signals.push(hidden);
    }
    outcome
}

/// How much a run and a fetch have to do with one another: all if they share a line, less in a short file.
fn beside(code: &str, run: usize, fetch: usize, language: Language) -> Option<f32> {
    let (one, other) = (line_around(code, run), line_around(code, fetch));
    if one == other {
        return Some(1.0);
    }
    if kept_name(code, other).is_some_and(|name| holds_word(code, one, name)) {
        return Some(1.0);
    }
    let scripting = matches!(
        language,
        Language::PowerShell | Language::Batch | Language::AppleScript | Language::OtherCode
    );
    (scripting && code.len() < 6000 && run > fetch).then_some(0.55)
}

/// The name that a line keeps something under, as in `$code = get(…)`.
fn kept_name(code: &str, line: Range<usize>) -> Option<&str> {
    let (before, _) = code.get(line)?.split_once('=')?;
    let name = before
        .trim_end_matches([':', ' '])
        .rsplit([' ', '$'])
        .next()?;
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && name.len() > 1).then_some(name)
}

fn holds_word(code: &str, line: Range<usize>, name: &str) -> bool {
    let line = code.get(line).unwrap_or_default();
    line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .any(|word| word == name)
}

fn line_around(text: &str, at: usize) -> Range<usize> {
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
