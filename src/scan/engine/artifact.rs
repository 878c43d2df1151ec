//! Files that are not text: programs, bytecode, locked archives, things behind pictures.

use crate::scan::finding::{Setting, Signal};
use crate::scan::inventory::{self, Item, Kind};
use crate::scan::role;
use crate::scan::rules;
use crate::scan::scene::Piece;

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
    let innocent = matches!(
        ending,
        "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "txt"
            | "md"
            | "pdf"
            | "csv"
            | "json"
            | "doc"
            | "docx"
            | "ico"
            | "svg"
            | "webp"
            | "mp3"
            | "mp4"
            | "woff"
            | "woff2"
            | "ttf"
            | "yaml"
            | "yml"
            | "xml"
            | "html"
            | "css"
    );
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
            let stem = name.split('.').next().unwrap_or_default();
            let source = names
                .iter()
                .any(|other| role::file_name(other).to_ascii_lowercase() == format!("{stem}.py"));
            say(
                &rules::BYTECODE,
                &item.path,
                if source {
                    0.3
                } else if ending == "class" || ending == "jar" {
                    0.5
                } else {
                    1.0
                },
            );
        }
        Kind::Pickle => {
            let calls = [
                b"posix\nsystem".as_slice(),
                b"os\nsystem",
                b"builtins\nexec",
                b"builtins\neval",
                b"subprocess",
                b"nt\nsystem",
                b"\x8c\x06system",
                b"__builtin__\neval",
                b"\x8c\x04exec",
                b"\x8c\x04eval",
            ]
            .iter()
            .any(|needle| {
                item.bytes
                    .windows(needle.len())
                    .any(|window| window == *needle)
            });
            say(&rules::BYTECODE, &item.path, if calls { 2.0 } else { 0.3 });
        }
        Kind::Zip | Kind::Gzip | Kind::OtherArchive
            if innocent && !matches!(ending, "docx" | "doc") =>
        {
            say(&rules::DISGUISED, &item.path, 0.7);
        }
        Kind::OtherArchive => say(&rules::LOCKED, &item.path, 0.5),
        Kind::Image => {
            if let Some(at) = inventory::appended(&item.bytes) {
                let tail = item.bytes.get(at..).unwrap_or_default();
                let inner = inventory::kind(tail);
                let loud = matches!(
                    inner,
                    Kind::Program | Kind::Zip | Kind::Gzip | Kind::Text | Kind::OtherArchive
                );
                say(
                    &rules::APPENDED,
                    &format!("{} bytes after the end of {}", tail.len(), item.path),
                    if loud { 1.0 } else { 0.2 },
                );
            }
        }
        Kind::Text => {
            let script = item.bytes.starts_with(b"#!")
                && matches!(
                    ending,
                    "png"
                        | "jpg"
                        | "jpeg"
                        | "gif"
                        | "pdf"
                        | "ico"
                        | "webp"
                        | "mp3"
                        | "mp4"
                        | "woff"
                        | "woff2"
                        | "ttf"
                        | "docx"
                );
            if script {
                say(&rules::DISGUISED, &item.path, 1.2);
            }
            if item.bytes.len() < 300 && item.bytes.starts_with(b"X5O!P%") {
                say(&rules::KNOWN_BAD_TEST, "EICAR", 1.0);
            }
        }
        Kind::Zip | Kind::Gzip | Kind::Document | Kind::Unknown => {
            let program = matches!(
                ending,
                "exe" | "dll" | "so" | "dylib" | "scr" | "msi" | "pif" | "com"
            );
            if program {
                say(&rules::BINARY_PROGRAM, &item.path, 0.7);
            }
        }
    }
    signals
}
