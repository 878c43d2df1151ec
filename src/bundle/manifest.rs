//! The list of a folder's files, and the check that they are those.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::{Advice, Code};
use crate::model::{Digest, Hasher};

/// The name of the list.
pub const MANIFEST: &str = "manifest.json";

/// The format that this binary writes, and the only one that it reads.
pub const FORMAT: u32 = 1;

/// What was exported.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the format.
    pub format: u32,
    /// The binary that wrote it.
    pub tool_version: String,
    /// The newest migration of the database.
    pub schema_version: String,
    /// The moment whose rows these are, by the database.
    pub exported_at: DateTime<Utc>,
    /// The slugs of the workspaces; null: all.
    pub workspaces: Option<Vec<String>>,
    /// What is not in the folder, and why.
    pub left: Vec<String>,
    /// Every file but this one.
    pub files: Vec<Entry>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path in the folder, with slashes.
    pub path: String,
    pub bytes: u64,
    pub sha256: Digest,
}

/// A folder that was exported whole.
#[derive(Debug)]
pub struct Bundle {
    root: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
    /// The digest of the list, which stands for all of it.
    pub sha256: Digest,
}

impl Bundle {
    /// Reads the list of a folder.
    pub fn open(root: &Path) -> anyhow::Result<Self> {
        let path = root.join(MANIFEST);
        let bytes = fs::read(&path).map_err(|error| {
            let advice = if error.kind() == io::ErrorKind::NotFound {
                let message = format!("{} holds no whole export", root.display());
                Advice::new(Code::FileRead, message)
                    .hint(format!("an export ends with its {MANIFEST}: run it again"))
            } else {
                unreadable(&path)
            };
            anyhow::Error::from(error).context(advice)
        })?;
        let damaged = || {
            let message = format!("{} is no list of an export", path.display());
            Advice::new(Code::BundleDamaged, message)
        };
        let manifest: Manifest = serde_json::from_slice(&bytes).with_context(damaged)?;
        if manifest.format != FORMAT {
            let message = format!(
                "{} has the format {}, and this binary reads {FORMAT}",
                path.display(),
                manifest.format
            );
            return Err(Advice::new(Code::BundleDamaged, message)
                .hint("import it with a binary like the one that exported it")
                .into());
        }
        let is_inside = |entry: &Entry| {
            let mut parts = Path::new(&entry.path).components();
            !entry.path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
        };
        if let Some(entry) = manifest.files.iter().find(|entry| !is_inside(entry)) {
            let message = format!("the export names a file outside of it: {}", entry.path);
            return Err(Advice::new(Code::BundleDamaged, message).into());
        }
        Ok(Self {
            root: root.to_owned(),
            manifest,
            sha256: Digest::of(&bytes),
        })
    }

    /// Reads every file, and refuses the whole where one is not as the list says.
    pub fn check(&self) -> anyhow::Result<()> {
        for entry in &self.manifest.files {
            let path = self.root.join(&entry.path);
            let found = digest(&path).with_context(|| unreadable(&path))?;
            if found != (entry.bytes, entry.sha256.clone()) {
                let message = format!("{} is not the file that was exported", path.display());
                return Err(Advice::new(Code::BundleDamaged, message)
                    .hint("export again; what is to be changed is better changed after the import")
                    .into());
            }
        }
        Ok(())
    }

    /// The path of a file of the list; nothing where the list has none of that name.
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let listed = self.manifest.files.iter().any(|entry| entry.path == path);
        listed.then(|| self.root.join(path))
    }

    /// The paths of the files of a folder of the list, with what follows the folder in their names.
    pub fn files<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, PathBuf)> {
        let start = format!("{folder}/");
        self.manifest.files.iter().filter_map(move |entry| {
            let name = entry.path.strip_prefix(&start)?;
            Some((name, self.root.join(&entry.path)))
        })
    }
}

/// The size and the digest of a file.
pub fn digest(path: &Path) -> io::Result<(u64, Digest)> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::default();
    let mut piece = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut piece)?;
        let Some(part) = piece.get(..read).filter(|part| !part.is_empty()) else {
            return Ok((bytes, hasher.finish()));
        };
        hasher.update(part);
        bytes += part.len() as u64;
    }
}

fn unreadable(path: &Path) -> Advice {
    Advice::new(Code::FileRead, format!("{} cannot be read", path.display()))
}
