//! Hashing what passes by on its way out.

use std::io::{self, Write};

use super::Found;
use crate::model::{Digest, Hasher};

/// A writer that keeps the digest of what was written through it.
pub struct Verified<'a> {
    out: &'a mut dyn Write,
    hasher: Hasher,
    bytes: u64,
}

impl<'a> Verified<'a> {
    /// Passes on to `out`.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            hasher: Hasher::default(),
            bytes: 0,
        }
    }

    /// How many bytes were written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether the bytes were those of that digest.
    pub fn finish(self, wanted: &Digest) -> Found {
        let bytes = self.bytes;
        let digest = self.hasher.finish();
        if digest == *wanted {
            Found::Whole { bytes }
        } else {
            Found::Damaged { digest, bytes }
        }
    }
}

impl Write for Verified<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.out.write_all(piece)?;
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
