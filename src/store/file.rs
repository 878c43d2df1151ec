//! Packages as files: `<root>/<two digits>/<digest>`, written beside and renamed into place.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;

use super::{Entry, Found, Location, PAGE, PackageStore, Put, Verified};
use crate::error::{Advice, Code};
use crate::model::Digest;

/// Where files are while they are being written.
const INCOMING: &str = "incoming";
/// Held shared by a put and alone by a deletion, so that no put takes for there what is going.
const LOCK: &str = "lock";
const PIECE: usize = 1 << 16;

/// One file per package. All it makes is for its user alone.
#[derive(Debug)]
pub struct FileStore {
    root: PathBuf,
    location: Location,
}

impl FileStore {
    /// A store in that folder, which the first put makes.
    pub fn new(root: PathBuf) -> Self {
        Self {
            location: Location::File(root.clone()),
            root,
        }
    }

    fn path(&self, digest: &Digest) -> PathBuf {
        self.root.join(shard(digest)).join(digest.as_str())
    }

    /// What failed, as advice; the cause stays below it.
    fn explain(&self, deed: &str, cause: &io::Error) -> Advice {
        let message = format!("the store {} cannot be {deed}", self.location);
        match cause.kind() {
            io::ErrorKind::PermissionDenied => Advice::new(Code::StoreDenied, message)
                .hint("run as the user that the folder belongs to"),
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded => Advice::new(Code::StoreUnusable, message)
                .hint("check the folder; the one above it must be there"),
            _ => Advice::new(Code::StoreFailed, message),
        }
    }

    fn failed(&self, deed: &'static str) -> impl Fn(io::Error) -> anyhow::Error {
        move |cause| {
            let advice = self.explain(deed, &cause);
            anyhow::Error::from(cause).context(advice)
        }
    }

    fn write(&self, digest: &Digest, bytes: &[u8]) -> io::Result<bool> {
        if make_folder(&self.root)? {
            sync(self.root.parent().unwrap_or(&self.root))?;
        }
        let incoming = self.root.join(INCOMING);
        make_folder(&incoming)?;
        let shard = self.root.join(shard(digest));
        if make_folder(&shard)? {
            sync(&self.root)?;
        }
        let mut file = tempfile::Builder::new().tempfile_in(&incoming)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        let lock = self.lock()?;
        lock.lock_shared()?;
        let path = self.path(digest);
        let new = !path.try_exists()?;
        // A file that is there is replaced: that makes it young, and whole if it was not.
        file.persist(&path)?;
        sync(&shard)?;
        Ok(new)
    }

    fn lock(&self) -> io::Result<File> {
        let mut options = fs::OpenOptions::new();
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.root.join(LOCK))
    }

    fn remove(&self, digest: &Digest, before: SystemTime) -> io::Result<bool> {
        let path = self.path(digest);
        if !path.try_exists()? {
            return Ok(false);
        }
        let lock = self.lock()?;
        lock.lock()?;
        let Some(put_at) = found(fs::metadata(&path))? else {
            return Ok(false);
        };
        if put_at.modified()? >= before {
            return Ok(false);
        }
        fs::remove_file(&path)?;
        sync(&self.root.join(shard(digest)))?;
        Ok(true)
    }

    fn entries(&self, after: Option<&Digest>) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let first = after.map_or("00", shard);
        for shard in shards().filter(|shard| shard.as_str() >= first) {
            let Some(names) = found(fs::read_dir(self.root.join(&shard)))? else {
                continue;
            };
            let mut of_shard = Vec::new();
            for name in names {
                of_shard.extend(entry(&name?, &shard)?);
            }
            of_shard.retain(|entry| after.is_none_or(|after| entry.digest > *after));
            of_shard.sort_by(|left, right| left.digest.cmp(&right.digest));
            entries.extend(of_shard);
            if entries.len() >= PAGE {
                break;
            }
        }
        Ok(entries)
    }

    fn leftovers(&self, before: SystemTime) -> io::Result<u64> {
        let Some(files) = found(fs::read_dir(self.root.join(INCOMING)))? else {
            return Ok(0);
        };
        let mut removed = 0;
        for file in files {
            let file = file?;
            // One that is gone by now was put, or is being cleaned by another.
            let Some(metadata) = found(file.metadata())? else {
                continue;
            };
            if metadata.modified()? < before && found(fs::remove_file(file.path()))?.is_some() {
                removed += 1;
            }
        }
        Ok(removed)
    }
}

impl PackageStore for FileStore {
    fn location(&self) -> &Location {
        &self.location
    }

    fn uri(&self, digest: &Digest) -> String {
        format!("{}/{}/{digest}", self.location, shard(digest))
    }

    fn put(&mut self, bytes: &[u8]) -> anyhow::Result<Put> {
        let digest = Digest::of(bytes);
        let new = self.write(&digest, bytes).map_err(self.failed("written"))?;
        Ok(Put {
            uri: self.uri(&digest),
            digest,
            new,
        })
    }

    fn read(&mut self, digest: &Digest, out: &mut dyn Write) -> anyhow::Result<Found> {
        let unreadable = self.failed("read");
        let Some(mut file) = found(File::open(self.path(digest))).map_err(&unreadable)? else {
            return Ok(Found::Missing);
        };
        let mut verified = Verified::new(out);
        let mut piece = vec![0; PIECE];
        loop {
            let length = file.read(&mut piece).map_err(&unreadable)?;
            let Some(read @ [_, ..]) = piece.get(..length) else {
                return Ok(verified.finish(digest));
            };
            verified
                .write_all(read)
                .context("the package cannot be written")?;
        }
    }

    fn contains(&mut self, digest: &Digest) -> anyhow::Result<bool> {
        self.path(digest).try_exists().map_err(self.failed("read"))
    }

    fn list(&mut self, after: Option<&Digest>) -> anyhow::Result<Vec<Entry>> {
        self.entries(after).map_err(self.failed("read"))
    }

    fn delete(&mut self, digest: &Digest, before: SystemTime) -> anyhow::Result<bool> {
        self.remove(digest, before).map_err(self.failed("written"))
    }

    fn clean(&mut self, before: SystemTime) -> anyhow::Result<u64> {
        self.leftovers(before).map_err(self.failed("written"))
    }
}

/// The folder of a package: the first two digits of its name.
fn shard(digest: &Digest) -> &str {
    digest.as_str().get(..2).unwrap_or_default()
}

fn shards() -> impl Iterator<Item = String> {
    (0..=u8::MAX).map(|number| format!("{number:02x}"))
}

/// The package that a folder's entry is; nothing where it is none of ours.
fn entry(file: &fs::DirEntry, shard_name: &str) -> io::Result<Option<Entry>> {
    let name = file.file_name();
    let Some(digest) = name.to_str().and_then(|name| name.parse::<Digest>().ok()) else {
        return Ok(None);
    };
    if digest.as_str() != name || shard(&digest) != shard_name {
        return Ok(None);
    }
    let Some(metadata) = found(file.metadata())? else {
        return Ok(None);
    };
    Ok(metadata.is_file().then_some(Entry {
        digest,
        bytes: metadata.len(),
        put_at: metadata.modified()?,
    }))
}

/// Nothing instead of the error that something is not there.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// Makes a folder that only its user may enter, unless it is there. Answers whether it made it.
fn make_folder(path: &Path) -> io::Result<bool> {
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// Makes the names in a folder durable.
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
