//! Languages without a parser here: read word by word, comments left out, judged by what stands together.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::hidden;
use super::marks::{
    CONNECTS, DECODES, ENVIRONMENTS, FETCHES, LOOPS, PLANTED, RUNS, SENDS, SHELLS, WEAKENS, WIPES,
    command_marks,
};
use crate::scan::code::Outcome;
use crate::scan::labels::Labels;
use crate::scan::language::Language;
use crate::scan::rules::{self, Rule};
use crate::scan::scene::Piece;
use crate::scan::shell::judge as shell;
use crate::scan::{decode, secret_paths};

/// Judges code of a language without a parser.
pub fn judge(text: &str, language: Language, piece: &Piece) -> Outcome {
    if let Some(plain) = joined_up(text, language) {
        return taken_apart(text, &plain, language, piece);
    }
    let code = without_comments(text, language).to_ascii_lowercase();
    let mut outcome = Outcome::default();
    let places = first_places(&code);
    let has = |list: &[&str]| {
        list.iter()
            .find_map(|word| places.get(word).map(|at| (*at, at + word.len())))
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
    let mut found = |rule: &'static Rule, range: (usize, usize), belief: f32| {
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
    if secret.is_none()
        && code.len() < 3000
        && let (Some(range), Some(_)) = (dotenv(&code), sends)
    {
        found(&rules::SECRET_FILE_SENT, range, 0.4);
    }
    if let (Some(range), Some(_)) = (has(ENVIRONMENTS), sends) {
        found(&rules::ENVIRONMENT_SENT, range, 0.9);
    }
    if let (Some(run), Some(fetch)) = (runs, fetches)
        && let Some(belief) = beside(&code, run.0, fetch.0, language)
    {
        let known = code.get(line(fetch.0)).is_some_and(|text| {
            crate::scan::url::next_url(text, 0)
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
    shapes(&has, &mut found);
    encoded_command(text, piece, &mut outcome);
    run_commands(text, language, piece, &mut outcome);
    outcome
}

/// The commands that the code hands to a shell, judged as such.
fn run_commands(text: &str, language: Language, piece: &Piece, outcome: &mut Outcome) {
    for command in commands(text, language) {
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

/// Every word of the lists, each once.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lists = [
        SENDS,
        FETCHES,
        RUNS,
        ENVIRONMENTS,
        DECODES,
        CONNECTS,
        SHELLS,
        LOOPS,
        WEAKENS,
        PLANTED,
        WIPES,
        SAVES,
        MAY_RUN,
    ];
    let all: BTreeSet<&str> = lists.into_iter().flatten().copied().collect();
    all.into_iter().collect()
});

static AUTOMATON: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(WORDS.iter()).ok());

/// Where each word of the lists first stands in a text, found in one pass.
fn first_places(code: &str) -> HashMap<&'static str, usize> {
    let mut places = HashMap::new();
    if let Some(automaton) = AUTOMATON.as_ref() {
        for hit in automaton.find_overlapping_iter(code) {
            if let Some(word) = WORDS.get(hit.pattern().as_usize()) {
                places.entry(*word).or_insert(hit.start());
            }
        }
    }
    places
}

/// Finds the first of some words.
type Finding<'a> = dyn Fn(&[&str]) -> Option<(usize, usize)> + 'a;

/// Reports a rule at a range, with how much it says.
type Saying<'a> = dyn FnMut(&'static Rule, (usize, usize), f32) + 'a;

/// Calls that write a file, and what makes it one to run.
const SAVES: &[&str] = &["os.writefile(", "ioutil.writefile(", "os.create("];
const MAY_RUN: &[&str] = &["0755", "0o755", "0777", "0o777", "os.chmod("];

/// Shapes that are told by words alone.
fn shapes(has: &Finding, found: &mut Saying) {
    let saved = has(SAVES).filter(|_| has(MAY_RUN).is_some());
    if let (Some(range), Some(_), Some(_)) = (saved, has(FETCHES), has(RUNS)) {
        found(&rules::DOWNLOAD_RUN, range, 1.0);
    }
    let connects = has(CONNECTS);
    let shell = has(SHELLS);
    if let (Some(range), Some(_)) = (connects, shell) {
        let loops = has(LOOPS);
        found(
            &rules::REVERSE_SHELL,
            range,
            if loops.is_some() { 1.0 } else { 0.5 },
        );
    }
    let weakens = has(WEAKENS);
    if let Some(range) = weakens {
        found(&rules::DISABLE_DEFENCE, range, 1.0);
    }
    let planted = has(PLANTED);
    if let Some(range) = planted {
        found(
            &rules::PERSISTENCE,
            range,
            if has(FETCHES).is_some() || has(DECODES).is_some() {
                1.6
            } else {
                0.8
            },
        );
    }
    let wipes = has(WIPES);
    if let Some(range) = wipes {
        found(&rules::DESTROY, range, 1.0);
    }
}

/// `PowerShell` with its words put together again, if they were taken apart by ticks or pluses.
fn joined_up(text: &str, language: Language) -> Option<String> {
    if language != Language::PowerShell {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside =
            before.is_alphabetic() && letters.peek().is_some_and(char::is_ascii_alphabetic);
        if !(letter == '`' && inside) {
            plain.push(letter);
        }
        before = letter;
    }
    for glue in ["' + '", "'+'", "\" + \"", "\"+\""] {
        plain = plain.replace(glue, "");
    }
    (plain != text).then_some(plain)
}

/// A path that holds secrets, written whole or as the parts handed to a joining call.
fn secret_path(code: &str) -> Option<(usize, usize)> {
    whole_path(code).or_else(|| {
        let start = ["filepath.join(", "file.join(", "join-path ", "path.join("]
            .iter()
            .find_map(|call| code.find(call))?;
        let parts = code.get(start..)?.lines().next()?;
        let path: Vec<&str> = parts.split(['"', '\'']).skip(1).step_by(2).collect();
        secret_paths::path(&path.join("/"))
            .any(Labels::SECRET_PATH.with(Labels::VAULT_PATH))
            .then_some((start, start + parts.len()))
    })
}

/// A `.env` file that is named.
fn dotenv(code: &str) -> Option<(usize, usize)> {
    let start = ["/.env'", "/.env\"", "'.env'", "\".env\""]
        .iter()
        .find_map(|name| code.find(name))?;
    Some((start, start + 6))
}

fn whole_path(code: &str) -> Option<(usize, usize)> {
    code.split(['"', '\'', '`', ' ', '(', ')', ','])
        .filter(|word| word.len() > 4 && word.len() < 200)
        .find(|word| secret_paths::path(word).any(Labels::SECRET_PATH.with(Labels::VAULT_PATH)))
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
    let marks = command_marks(language);
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
