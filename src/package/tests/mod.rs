//! Packages that want to be trouble, made byte by byte, and honest ones that look alike.

mod bombs;
mod ends;
mod folders;
mod forms;
mod headers;
mod honest;
mod hostile;
mod manifests;
mod nested;
mod noise;
mod paths;
mod stray;
mod zip;

use super::{Limits, Package, Refused, read_archive};
use zip::{Archive, Entry, stored};

const MANIFEST: &str = r#"{"slug": "tool", "name": "Tool", "version": "1.0.0"}"#;

/// One archive that must not be read.
struct Hostile {
    /// What it tries.
    name: &'static str,
    bytes: Vec<u8>,
    /// Words that its refusal must have.
    words: &'static str,
}

impl Hostile {
    fn new(name: &'static str, archive: &Archive, words: &'static str) -> Self {
        Self {
            name,
            bytes: archive.bytes(),
            words,
        }
    }
}

/// An entry that makes an archive a package.
fn manifest() -> Entry {
    stored("manifest.json", MANIFEST.as_bytes())
}

/// A package with these entries behind its manifest.
fn package(entries: impl IntoIterator<Item = Entry>) -> Archive {
    Archive::of([manifest()].into_iter().chain(entries))
}

fn read(archive: &Archive) -> Result<Package, Refused> {
    read_archive(archive.bytes(), &Limits::default())
}

fn refusal(archive: &Archive) -> String {
    read(archive).unwrap_err().to_string()
}
