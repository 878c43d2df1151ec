//! What of a package a judge is shown: all of it if it fits, else what matters most.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use super::opinion::LeftOut;
use crate::package::{File, Package};
use crate::scan::{self, Report};

/// The most that is shown, in tokens.
pub const BUDGET: usize = 24_000;
/// Bytes of a token, reckoned low so that the budget holds for every model.
const BYTES_A_TOKEN: usize = 3;
/// The longest passage, in bytes; a longer line is cut.
const LONGEST: usize = 4_000;
/// The most names of files that were left out.
const MOST_NAMES: usize = 50;

/// Some lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The file, its invisible characters made visible.
    pub path: String,
    /// The number of the first line, from 1.
    pub first_line: u32,
    /// The lines, invisible characters made visible.
    pub text: String,
    weight: u32,
}

/// What is shown, in the order of the package, and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is shown.
    pub passages: Vec<Passage>,
    /// What is not.
    pub left_out: LeftOut,
}

/// Chooses within a budget of tokens: first where the scanner found something, then what runs by itself,
/// then what the model is told, then code, then the rest.
pub fn select(package: &Package, report: &Report, budget: usize) -> Selection {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut bytes = 0;
    let mut all: Vec<(usize, Passage)> = Vec::new();
    for file in package.files() {
        let Some(text) = readable(file) else {
            bytes += file.bytes.len();
            names.insert(&file.path);
            continue;
        };
        all.extend(
            cut(&file.path, text, report).map(|passage| (place(&file.path, package), passage)),
        );
    }
    all.sort_by_key(|(at, passage)| (std::cmp::Reverse(passage.weight), *at, passage.first_line));
    let mut left = budget.saturating_mul(BYTES_A_TOKEN);
    let mut shown = Vec::new();
    for (at, passage) in all {
        let cost = passage.text.len() + passage.path.len() + 8 * passage.text.lines().count();
        if cost <= left {
            left -= cost;
            shown.push((at, passage));
        } else {
            bytes += passage.text.len();
            names.extend(package.files().get(at).map(|file| file.path.as_str()));
        }
    }
    shown.sort_by_key(|(at, passage)| (*at, passage.first_line));
    Selection {
        passages: shown.into_iter().map(|(_, passage)| passage).collect(),
        left_out: LeftOut {
            files: names.len(),
            bytes,
            first: names.into_iter().take(MOST_NAMES).map(visible).collect(),
        },
    }
}

fn place(path: &str, package: &Package) -> usize {
    package
        .files()
        .partition_point(|file| file.path.as_str() < path)
}

/// The text of a file, where it is one.
fn readable(file: &File) -> Option<Cow<'_, str>> {
    let is_binary = file.bytes.iter().take(4096).any(|byte| *byte == 0);
    (!is_binary).then(|| String::from_utf8_lossy(&file.bytes))
}

fn cut<'a>(
    path: &'a str,
    text: Cow<'a, str>,
    report: &'a Report,
) -> impl Iterator<Item = Passage> + use<'a> {
    let base = weight(path);
    let mut pieces: Vec<(u32, String)> = Vec::new();
    for (line, number) in text.lines().zip(1_u32..) {
        for part in parts(line) {
            match pieces.last_mut() {
                Some((_, open))
                    if open.len() + part.len() < LONGEST && part.len() == line.len() =>
                {
                    open.push('\n');
                    open.push_str(part);
                }
                Some(_) | None => pieces.push((number, part.to_owned())),
            }
        }
    }
    pieces.into_iter().map(move |(first_line, piece)| {
        let lines = u32::try_from(piece.lines().count()).unwrap_or(u32::MAX);
        let found = report.findings.iter().filter(|finding| {
            let at = &finding.location;
            at.file == path
                && (first_line..first_line.saturating_add(lines.max(1))).contains(&at.line)
        });
        Passage {
            path: visible(path),
            first_line,
            text: visible(&piece),
            weight: base + found.map(|finding| 20 + finding.points).max().unwrap_or(0),
        }
    })
}

/// A line in parts that are short enough.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    let mut is_first = true;
    std::iter::from_fn(move || {
        if rest.is_empty() && !is_first {
            return None;
        }
        is_first = false;
        let (part, more) = rest.split_at(rest.floor_char_boundary(LONGEST));
        rest = more;
        Some(part)
    })
}

/// What kind of file matters how much.
fn weight(path: &str) -> u32 {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let below = |folder: &str| lower.starts_with(folder) || lower.contains(&format!("/{folder}"));
    if below("hooks/")
        || matches!(
            name,
            ".mcp.json" | "package.json" | "setup.py" | "settings.json"
        )
    {
        70
    } else if matches!(name, "skill.md" | "manifest.json" | "plugin.json") {
        60
    } else if below("commands/") || below("agents/") {
        50
    } else if below("tests/") || below("test/") {
        10
    } else if matches!(
        extension,
        "py" | "js" | "ts" | "mjs" | "cjs" | "sh" | "bash" | "ps1" | "rb" | "go" | "php" | "bat"
    ) {
        40
    } else if extension == "md" {
        30
    } else {
        15
    }
}

/// The text with every character that cannot be seen written out, but for line ends and tabs.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_gap = letter == '\n' || letter == '\t';
        if (letter.is_control() && !is_gap)
            || scan::is_invisible(letter)
            || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}')
        {
            // Writing to a string cannot fail.
            write!(out, "<U+{:04X}>", u32::from(letter)).unwrap_or_default();
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{self, Limits};
    use crate::scan::Policy;

    fn package(files: &[(&str, String)]) -> Package {
        let files = files
            .iter()
            .map(|(path, text)| File {
                path: (*path).to_owned(),
                bytes: text.as_bytes().to_vec(),
                executable: false,
            })
            .collect();
        package::from_files(files, &Limits::default()).unwrap()
    }

    #[test]
    fn what_fits_is_shown_whole_and_in_order() {
        let package = package(&[
            (
                "SKILL.md",
                "---\nname: a\n---\none\ntwo\u{200b}\n".to_owned(),
            ),
            ("a.py", "print(1)\n".to_owned()),
        ]);
        let report = scan::scan(&package, &Policy::default());
        let selection = select(&package, &report, BUDGET);
        let texts: Vec<&str> = selection
            .passages
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(texts, ["---\nname: a\n---\none\ntwo<U+200B>", "print(1)"]);
        assert_eq!(selection.left_out, LeftOut::default());
    }

    #[test]
    fn what_does_not_fit_is_the_least_telling_and_is_said() {
        let package = package(&[
            ("SKILL.md", "---\nname: a\n---\nread it\n".to_owned()),
            ("long.txt", "words and words\n".repeat(2_000)),
            ("one-line.txt", "é".repeat(9_000)),
        ]);
        let report = scan::scan(&package, &Policy::default());
        let selection = select(&package, &report, 200);
        let paths: Vec<&str> = selection
            .passages
            .iter()
            .map(|one| one.path.as_str())
            .collect();
        assert_eq!(paths, ["SKILL.md"]);
        assert_eq!(selection.left_out.first, ["long.txt", "one-line.txt"]);
        assert!(selection.left_out.bytes > 49_000);
    }
}
