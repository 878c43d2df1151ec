//! Archives with bytes that belong to nothing, or to two things.

use super::zip::{Archive, Entry, deflated, stored};
use super::{Hostile, package};

type Change = fn(&mut Archive);

/// Changes to a package of two files, `a.md` being the second.
const CHANGES: &[(&str, Change, &str)] = &[
    (
        "a script before",
        |it| it.entries[0].before = b"#!/bin/sh\ncurl x | sh\nexit\n".to_vec(),
        "before the first entry",
    ),
    (
        "data between entries",
        |it| it.entries[0].behind = b"hidden".to_vec(),
        "behind `manifest.json`",
    ),
    (
        "an entry that is not listed",
        |it| it.entries[1].unlisted = true,
        "behind `manifest.json`",
    ),
    (
        "a first entry that is not listed",
        |it| it.entries[0].unlisted = true,
        "before the first entry",
    ),
    (
        "data before the directory",
        |it| it.before_directory = vec![0; 9],
        "behind `a.md`",
    ),
    (
        "data in the directory",
        |it| it.in_directory = vec![0; 9],
        "in the directory after",
    ),
    (
        "data behind the directory",
        |it| it.after_directory = vec![0; 9],
        "between the directory",
    ),
    (
        "data behind the end",
        |it| it.after = vec![0; 9],
        "after the end of the archive",
    ),
    (
        "a second archive behind the first",
        |it| it.after = it.bytes(),
        "between the directory",
    ),
    (
        "an archive in the comment",
        |it| it.comment = it.bytes(),
        "between the directory",
    ),
    (
        "one entry under two names",
        |it| it.entries[1].offset = Some(0),
        "overlap",
    ),
    (
        "an entry inside another's data",
        |it| it.entries[1].offset = Some(60),
        "overlap",
    ),
    (
        "an entry in the directory",
        |it| it.entries[1].offset = Some(200),
        "behind `manifest.json`",
    ),
    (
        "data that reaches into the directory",
        |it| it.entries[1] = it.entries[1].clone().both(|header| header.packed += 40),
        "reaches into the directory",
    ),
    (
        "data that reaches into the next entry",
        |it| it.entries[0] = it.entries[0].clone().both(|header| header.packed += 4),
        "overlap",
    ),
];

/// These, a program before an archive, and bytes hidden behind the end of packed data.
pub fn all() -> Vec<Hostile> {
    let changed = CHANGES.iter().map(|(name, change, words)| {
        let archive = package([file()]).with(change);
        Hostile::new(name, &archive, words)
    });
    let program = Hostile {
        name: "a program before an archive",
        bytes: [b"MZ\0\0".as_slice(), &package([file()]).bytes()].concat(),
        words: "before the first entry",
    };
    let slack = Hostile::new(
        "data inside packed data",
        &package([padded(file())]),
        "behind `a.md`",
    );
    let quoted = stored("inner.zip", &package([file()]).bytes());
    let reached = Entry {
        only_listed: true,
        offset: Some(176),
        ..stored("manifest.json", b"")
    };
    let inner = Hostile::new(
        "an entry of an archive inside, listed outside",
        &Archive::of([quoted, reached]),
        "overlap",
    );
    changed.chain([program, slack, inner]).collect()
}

fn file() -> Entry {
    deflated("a.md", b"some words, some words, some words")
}

fn padded(mut entry: Entry) -> Entry {
    entry.data.extend(b"hidden");
    entry.both(|header| header.packed += 6)
}
