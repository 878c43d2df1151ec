//! Archives whose end lies, or that have none.

use super::zip::{Archive, stored};
use super::{Hostile, package};

type Change = fn(&mut Archive);

/// Changes to a package of two files.
const CHANGES: &[(&str, Change, &str)] = &[
    (
        "one of two disks",
        |it| it.end.disk = 1,
        "one part of several",
    ),
    (
        "fewer entries on this disk",
        |it| it.end.entries_here = Some(1),
        "one part of several",
    ),
    (
        "fewer entries than listed",
        |it| it.end.entries = Some(1),
        "in the directory after",
    ),
    (
        "more entries than listed",
        |it| it.end.entries = Some(3),
        "fewer entries than it says",
    ),
    (
        "more entries than any",
        |it| it.end.entries = Some(u16::MAX),
        "more than 500 files",
    ),
    (
        "a directory past the end",
        |it| it.end.start = Some(u32::MAX),
        "past its end",
    ),
    (
        "a directory too large",
        |it| it.end.size = Some(u32::MAX),
        "past its end",
    ),
    (
        "a directory too small",
        |it| it.end.size = Some(40),
        "between the directory",
    ),
    (
        "a directory at the first entry",
        |it| it.end.start = Some(0),
        "before the first entry",
    ),
    (
        "a comment cut short",
        |it| it.end.comment = Some(9),
        "inside its comment",
    ),
    (
        "a comment longer than it says",
        |it| (it.comment, it.end.comment) = (b"words".to_vec(), Some(2)),
        "after the end of the archive",
    ),
    (
        "a 64-bit record somewhere else",
        |it| {
            it.after_directory = b"PK\x06\x07\0\0\0\0".to_vec();
            it.after_directory
                .extend([7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
        },
        "64-bit end record",
    ),
    (
        "a 64-bit record of another disk",
        |it| {
            it.after_directory = b"PK\x06\x07\x01\0\0\0".to_vec();
            it.after_directory.extend([0; 12]);
        },
        "one part of several",
    ),
    (
        "a 64-bit record of other numbers",
        |it| it.after_directory = large(2),
        "end records disagree",
    ),
    (
        "a 64-bit record of too much",
        |it| it.after_directory = large(u64::MAX),
        "end records disagree",
    ),
];

/// These, and archives cut at telling places.
pub fn all() -> Vec<Hostile> {
    let changed = CHANGES.iter().map(|(name, change, words)| {
        let archive = package([stored("a.md", b"words")]).with(change);
        Hostile::new(name, &archive, words)
    });
    changed.chain(cut()).collect()
}

/// A 64-bit end record and its locator for the package above, with another number of entries and a
/// directory that begins a byte later.
fn large(entries: u64) -> Vec<u8> {
    let bytes = package([stored("a.md", b"words")]).bytes();
    let end = &bytes[bytes.len() - 22..];
    let number = |at: usize| u64::from(u32::from_le_bytes(end[at..at + 4].try_into().unwrap()));
    let mut record = b"PK\x06\x06".to_vec();
    record.extend(44_u64.to_le_bytes());
    record.extend([45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for value in [entries, entries, number(12), number(16) + 1] {
        record.extend(value.to_le_bytes());
    }
    record.extend(b"PK\x06\x07\0\0\0\0");
    record.extend(u64::try_from(bytes.len() - 22).unwrap().to_le_bytes());
    record.extend(1_u32.to_le_bytes());
    record
}

fn cut() -> Vec<Hostile> {
    let bytes = package([stored("a.md", b"words")]).bytes();
    let length = bytes.len();
    let part = |name, from: usize, to: usize, words| Hostile {
        name,
        bytes: bytes[from..to].to_vec(),
        words,
    };
    let other = |name, bytes: &[u8], words| Hostile {
        name,
        bytes: bytes.to_vec(),
        words,
    };
    vec![
        part("nothing", 0, 0, "not a zip archive"),
        part("only a mark", 0, 4, "truncated"),
        part("half of it", 0, length / 2, "truncated"),
        part("all but its last byte", 0, length - 1, "truncated"),
        part("all but its first byte", 1, length, "past its end"),
        part("only its end", length - 22, length, "past its end"),
        other(
            "an archive of nothing",
            &Archive::default().bytes(),
            "no files",
        ),
        other("something else", b"%PDF-1.7\n%%EOF\n", "not a zip archive"),
        other(
            "a gzip stream",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
            "not a zip archive",
        ),
        other("blanks", &[b' '; 100_000], "not a zip archive"),
        other(
            "nothing but ends",
            &b"PK\x05\x06".repeat(50_000),
            "inside its end record",
        ),
    ]
}
