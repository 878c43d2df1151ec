//! What is left of the limits while a package is read.

use super::limits::Limits;
use super::refused::Refused;
use super::shown::Shown;

/// Counts against the limits: bytes through a package and all archives inside it, files and folders of
/// each of them.
#[derive(Debug, Clone)]
pub struct Budget<'a> {
    limits: &'a Limits,
    files: usize,
    folders: usize,
    bytes: u64,
}

impl<'a> Budget<'a> {
    /// Nothing spent yet.
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            files: 0,
            folders: 0,
            bytes: 0,
        }
    }

    /// Begins to count the files and folders of another archive. Bytes go on being counted together.
    pub fn next_archive(&mut self) {
        self.files = 0;
        self.folders = 0;
    }

    /// The limits themselves.
    pub fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// How many bytes may still come.
    pub fn bytes_left(&self) -> u64 {
        self.limits.total_bytes.saturating_sub(self.bytes)
    }

    /// Spends one file of `size` bytes.
    pub fn file(&mut self, path: &str, size: u64) -> Result<(), Refused> {
        self.part(path, size)?;
        self.bytes(size)
    }

    /// Spends one file whose `size` bytes are part of others that are spent already.
    pub fn part(&mut self, path: &str, size: u64) -> Result<(), Refused> {
        self.files += 1;
        if self.files > self.limits.files {
            return Err(Refused::TooMany {
                limit: self.limits.files,
                what: "files",
            });
        }
        if size > self.limits.file_bytes {
            return Err(Refused::FileTooLarge {
                entry: Shown::of(path),
                limit: self.limits.file_bytes,
            });
        }
        Ok(())
    }

    /// Spends bytes that have come out of an archive.
    pub fn bytes(&mut self, size: u64) -> Result<(), Refused> {
        if size > self.bytes_left() {
            return Err(Refused::TotalTooLarge(self.limits.total_bytes));
        }
        self.bytes += size;
        Ok(())
    }

    /// Spends one folder.
    pub fn folder(&mut self) -> Result<(), Refused> {
        self.folders += 1;
        if self.folders > self.limits.files {
            return Err(Refused::TooMany {
                limit: self.limits.files,
                what: "folders",
            });
        }
        Ok(())
    }
}
