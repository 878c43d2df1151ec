//! A folder that is being filled. Each file appears as a whole, and the list after all of them, so that
//! an export that was cut short is no export, and can be run again.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::manifest::{Entry, MANIFEST, Manifest, digest};
use crate::error::{Advice, Code};
use crate::model::{Digest, Hasher};

/// A folder, and what is in it so far.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    files: Vec<Entry>,
}

/// Keeps size and digest of what is written.
struct Hashed<'a> {
    out: &'a mut dyn Write,
    hasher: Hasher,
    bytes: u64,
}

impl Write for Hashed<'_> {
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

impl Folder {
    /// Makes the folder, which only this user can enter, or goes on with one in which an export was
    /// cut short. One that holds anything else is refused.
    pub fn create(root: &Path) -> anyhow::Result<Self> {
        let explain = || unwritable(root);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(root)
            .with_context(explain)?;
        let known = [
            "seeds",
            "packages",
            "secrets",
            super::SKILLS,
            super::PLUGINS,
        ];
        for entry in fs::read_dir(root).with_context(explain)? {
            let entry = entry.with_context(explain)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(PARTIAL) {
                fs::remove_file(entry.path()).with_context(explain)?;
            } else if !known.contains(&name.as_ref()) {
                let message = format!("{} is not empty: it holds {name}", root.display());
                return Err(Advice::new(Code::FileExists, message)
                    .hint("name a folder that is empty or not there yet")
                    .into());
            }
        }
        Ok(Self {
            root: root.to_owned(),
            files: Vec::new(),
        })
    }

    /// Writes a file, with its folders. Answers what `content` answers.
    pub fn write<T>(
        &mut self,
        path: &str,
        content: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let whole = self.root.join(path);
        let explain = || unwritable(&whole);
        let folder = whole.parent().unwrap_or(&self.root);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .with_context(explain)?;
        let mut file = tempfile::Builder::new()
            .prefix(PARTIAL)
            .permissions(Permissions::from_mode(0o600))
            .tempfile_in(&self.root)
            .with_context(explain)?;
        let mut out = BufWriter::new(file.as_file_mut());
        let mut hashed = Hashed {
            out: &mut out,
            hasher: Hasher::default(),
            bytes: 0,
        };
        let answer = content(&mut hashed)?;
        let Hashed { hasher, bytes, .. } = hashed;
        out.flush().with_context(explain)?;
        drop(out);
        file.as_file().sync_all().with_context(explain)?;
        file.persist(&whole).with_context(explain)?;
        self.files.push(Entry {
            path: path.to_owned(),
            bytes,
            sha256: hasher.finish(),
        });
        Ok(answer)
    }

    /// Whether the file is there already, from an export that was cut short, with that digest; then
    /// it is one of the folder's.
    pub fn keeps(&mut self, path: &str, sha256: &Digest) -> bool {
        let whole = self.root.join(path);
        match digest(&whole) {
            Ok((bytes, found)) if found == *sha256 => {
                self.files.push(Entry {
                    path: path.to_owned(),
                    bytes,
                    sha256: found,
                });
                true
            }
            // Whatever is there is written anew.
            Ok(_) | Err(_) => false,
        }
    }

    /// Writes the list, which makes the folder an export. Answers how many files it names, and their
    /// bytes.
    pub fn finish(mut self, mut manifest: Manifest) -> anyhow::Result<(usize, u64)> {
        manifest.files = std::mem::take(&mut self.files);
        let sum = (
            manifest.files.len(),
            manifest.files.iter().map(|entry| entry.bytes).sum(),
        );
        self.write(MANIFEST, |out| {
            serde_json::to_writer_pretty(&mut *out, &manifest)?;
            Ok(writeln!(out)?)
        })?;
        Ok(sum)
    }
}

/// How the names of files begin that are being written.
const PARTIAL: &str = ".partial-";

fn unwritable(path: &Path) -> Advice {
    Advice::new(
        Code::FileWrite,
        format!("{} cannot be written", path.display()),
    )
}
