//! Archives with something changed anywhere: never a panic, and what is read is what others read.

use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::package;
use super::zip::{deflated, stored, streamed};
use crate::package::{File, Limits, Remark, from_files, read_archive};

fn good() -> Vec<u8> {
    let folder = stored("skills/", b"").with(|it| it.attributes = 0o040_755 << 16);
    package([
        folder,
        deflated("skills/a/SKILL.md", b"words, words, words"),
        streamed("b.md", b"more words"),
    ])
    .with(|it| it.comment = b"a comment".to_vec())
    .bytes()
}

/// Paths and bytes. Systems differ in which modes they believe, so readers differ in what may be run.
fn contents(files: &[File]) -> Vec<(String, Vec<u8>)> {
    files
        .iter()
        .map(|file| (file.path.clone(), file.bytes.clone()))
        .collect()
}

/// What the zip crate, which is less strict, finds in an archive.
fn as_others_read(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        if entry.is_file() {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            files.push((entry.name().unwrap().into_owned(), bytes));
        }
    }
    files.sort();
    files
}

fn check(bytes: Vec<u8>) {
    let unmarked = |remark: &Remark| matches!(remark, Remark::UnmarkedName { .. });
    if let Ok(package) = read_archive(bytes, &Limits::default())
        && !package.remarks().iter().any(unmarked)
    {
        assert_eq!(contents(package.files()), as_others_read(package.bytes()));
    }
}

#[test]
fn every_cut_of_an_archive_is_refused() {
    let good = good();
    assert!(read_archive(good.clone(), &Limits::default()).is_ok());
    for length in 0..good.len() {
        assert!(
            read_archive(good[..length].to_vec(), &Limits::default()).is_err(),
            "{length}"
        );
    }
}

#[test]
fn every_flipped_bit_is_refused_or_harmless() {
    let good = good();
    for place in 0..good.len() * 8 {
        let mut bytes = good.clone();
        bytes[place / 8] ^= 1 << (place % 8);
        check(bytes);
    }
}

proptest! {
    #[test]
    fn bytes_that_say_nothing_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read_archive(bytes, &Limits::default()).is_err());
    }

    #[test]
    fn changes_are_refused_or_read_as_others_read_them(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
    ) {
        let mut bytes = good();
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        check(bytes);
    }
}

/// What fuzzing found to look at: in YAML's plain text a backslash and `u0000` are six characters, not
/// the one that PostgreSQL cannot keep.
#[test]
fn a_backslash_with_zeros_in_plain_text_is_no_nul() {
    let bytes =
        b"---\nname: [[[[4[[[[[[[[[tags[[[[[[[[[[0[[[[[[[[[[[[[[[[[glycoengin.eeringauthor: \
                  Ku\\u0000gla}thor: Kuanlin Huang\n---\n\n";
    let file = |path: &str, bytes: &[u8]| File {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
        executable: false,
    };
    let files = vec![file("SKILL.md", bytes), file("commands/a.md", b"words")];
    let package = from_files(files, &Limits::default()).expect("a package");
    let raw = &package.manifest().raw;
    assert!(
        raw["name"]
            .as_str()
            .is_some_and(|name| name.contains(r"Ku\u0000gla"))
    );
    assert!(!raw.to_string().replace(r"\\u0000", "").contains(r"\u0000"));
}
