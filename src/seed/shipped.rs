//! The seeds that ship in the binary.

use super::problem::Problems;
use super::{Seeds, Source, load};

/// Name and text of every file under `seed-data`.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/seed_files.rs"));

/// The files that ship.
pub fn shipped_sources() -> Vec<Source> {
    FILES
        .iter()
        .map(|(name, text)| Source::embedded(name, text))
        .collect()
}

/// Everything that ships. Variables have no place in it.
pub fn shipped() -> Result<Seeds, Problems> {
    load(&shipped_sources(), &|_| None)
}
