//! Files that are not text: programs, bytecode, locked archives, things behind pictures.

use crate::scan::finding::{Setting, Signal};
use crate::scan::inventory::Item;
use crate::scan::kind::{self, Kind};
use crate::scan::scene::Piece;
use crate::scan::{role, rules};

/// Endings of files that nobody expects to run.
static INNOCENT: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "txt", "md", "pdf", "csv", "json", "doc", "docx", "ico", "svg",
    "webp", "mp3", "mp4", "woff", "woff2", "ttf", "yaml", "yml", "xml", "html", "css",
];
/// Endings of files that are never text with a program in it.
static NEVER_SCRIPTS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "pdf", "ico", "webp", "mp3", "mp4", "woff", "woff2", "ttf", "docx",
];
/// Endings of programs.
static PROGRAMS: &[&str] = &["exe", "dll", "so", "dylib", "scr", "msi", "pif", "com"];

/// What pickles hold that run something when they are loaded.
static CALLS: &[&[u8]] = &[
    b"posix\nsystem",
    b"os\nsystem",
    b"builtins\nexec",
    b"builtins\neval",
    b"subprocess",
    b"nt\nsystem",
    b"\x8c\x06system",
    b"__builtin__\neval",
    b"\x8c\x04exec",
    b"\x8c\x04eval",
];

/// Judges a file by what it is against what its name says. `names` are all paths of the package.
#[expect(clippy::match_same_arms, reason = "each row stands for itself")]
pub fn judge(item: &Item, names: &[&str], piece: &Piece) -> Vec<Signal> {
    let mut signals = Vec::new();
    let piece = &Piece {
        setting: Setting::Whole,
        ..piece.clone()
    };
    let name = role::file_name(&item.path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let innocent = INNOCENT.contains(&ending);
    let mut say = |rule, evidence: &str, belief: f32| {
        let mut signal = piece.signal(rule, (0, 0), evidence);
        signal.belief = belief;
        signals.push(signal);
    };
    match item.kind {
        Kind::Program if innocent => say(&rules::DISGUISED, &item.path, 1.6),
        Kind::Program => say(
            &rules::BINARY_PROGRAM,
            &item.path,
            if ending == "wasm" { 0.2 } else { 0.7 },
        ),
        Kind::Bytecode if innocent => say(&rules::DISGUISED, &item.path, 1.6),
        Kind::Bytecode => {
            say(
                &rules::BYTECODE,
                &item.path,
                unsourced(&name, ending, names),
            );
        }
        Kind::Pickle => {
            let calls = CALLS.iter().any(|needle| holds(&item.bytes, needle));
            say(&rules::BYTECODE, &item.path, if calls { 2.0 } else { 0.3 });
        }
        Kind::Zip | Kind::Gzip | Kind::OtherArchive
            if innocent && !matches!(ending, "docx" | "doc") =>
        {
            say(&rules::DISGUISED, &item.path, 0.7);
        }
        Kind::OtherArchive => say(&rules::LOCKED, &item.path, 0.5),
        Kind::Image => {
            if let Some((evidence, belief)) = behind_image(item) {
                say(&rules::APPENDED, &evidence, belief);
            }
        }
        Kind::Text => {
            let script = item.bytes.starts_with(b"#!") && NEVER_SCRIPTS.contains(&ending);
            if script {
                say(&rules::DISGUISED, &item.path, 1.2);
            }
            if item.bytes.len() < 300 && item.bytes.starts_with(b"X5O!P%") {
                say(&rules::KNOWN_BAD_TEST, "EICAR", 1.0);
            }
        }
        Kind::Zip | Kind::Gzip | Kind::Document | Kind::Unknown => {
            if PROGRAMS.contains(&ending) {
                say(&rules::BINARY_PROGRAM, &item.path, 0.7);
            }
        }
    }
    signals
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// How much bytecode says: less if its source is there to be read.
fn unsourced(name: &str, ending: &str, names: &[&str]) -> f32 {
    let stem = name.split('.').next().unwrap_or_default();
    let source = names
        .iter()
        .any(|other| role::file_name(other).to_ascii_lowercase() == format!("{stem}.py"));
    if source {
        0.3
    } else if ending == "class" || ending == "jar" {
        0.5
    } else {
        1.0
    }
}

/// What stands behind the end of an image, and how much that says.
fn behind_image(item: &Item) -> Option<(String, f32)> {
    let tail = item.bytes.get(kind::appended(&item.bytes)?..)?;
    let loud = matches!(
        kind::kind(tail),
        Kind::Program | Kind::Zip | Kind::Gzip | Kind::Text | Kind::OtherArchive
    );
    let evidence = format!("{} bytes after the end of {}", tail.len(), item.path);
    Some((evidence, if loud { 1.0 } else { 0.2 }))
}
