//! The file that keeps master keys: one a line, the first seals; a line that begins with `#` says
//! something to people. The only part of the vault that touches the disk.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use anyhow::{Context, Result};
use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::process::geteuid;
use zeroize::Zeroizing;

use super::key::MasterKey;
use super::ring::KeyRing;
use crate::error::{Advice, Code};

const HEADING: &str = "# Master keys of automatos: the first seals, all of them open.\n\
                       # What they sealed is lost without them: keep a copy in a safe place.\n";
/// More than any ring needs.
const MOST_BYTES: u64 = 64 * 1024;

/// Reads the keys of a text: one a word, the first seals.
pub fn parse(text: &str, from: &str) -> Result<KeyRing, Advice> {
    let words = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(|line| line.split([' ', '\t', ',', '\r']))
        .filter(|word| !word.is_empty());
    let mut keys = Vec::new();
    for (at, word) in words.enumerate() {
        keys.push(word.parse::<MasterKey>().map_err(|reason| {
            let message = format!("key {} of {from} cannot be used: {reason}", at + 1);
            Advice::new(Code::KeyInvalid, message).hint("`automatos key generate` makes one")
        })?);
    }
    let mut keys = keys.into_iter();
    let active = keys.next().ok_or_else(|| {
        Advice::new(Code::KeyInvalid, format!("there is no key in {from}"))
            .hint("`automatos key generate` makes one")
    })?;
    Ok(KeyRing::new(active, keys))
}

/// Reads a key file; nothing where there is none. It must be a file of this user's that nobody else
/// can open, and no link: what a link names may be swapped.
pub fn read(path: &Path) -> Result<Option<KeyRing>> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let opened = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path);
    let file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            return Err(refused(path, "is a link", "put the file itself there").into());
        }
        Err(error) => return Err(error).with_context(|| unreadable(path)),
    };
    check(&file, path)?;
    let mut text = Zeroizing::new(String::with_capacity(4096));
    file.take(MOST_BYTES)
        .read_to_string(&mut text)
        .with_context(|| unreadable(path))?;
    Ok(Some(parse(&text, &path.display().to_string())?))
}

fn check(file: &File, path: &Path) -> Result<()> {
    let found = file.metadata().with_context(|| unreadable(path))?;
    if !found.is_file() {
        return Err(refused(path, "is no file", "name a file").into());
    }
    if found.uid() != geteuid().as_raw() {
        let whose = format!("belongs to user {}", found.uid());
        return Err(refused(path, &whose, "use a key file of your own").into());
    }
    if found.mode() & 0o077 != 0 {
        let mode = format!("is open to others (mode {:04o})", found.mode() & 0o7777);
        let mend = format!("chmod 600 {}", path.display());
        return Err(refused(path, &mode, &mend).into());
    }
    Ok(())
}

/// Writes a new key file, for its owner alone, and the folder it is to be in. One that is there
/// already is an error.
pub fn create(path: &Path, ring: &KeyRing) -> Result<()> {
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        let made = fs::DirBuilder::new()
            .recursive(true)
            .mode(0o755)
            .create(folder);
        made.with_context(|| unwritable(path))?;
    }
    write(path, ring)
}

/// Puts a key in front of those that a key file has, whole or not at all, and gives the ring of then. Another
/// that is at it waits, so that no key is lost.
pub fn put_first(path: &Path, key: &MasterKey) -> Result<KeyRing> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = File::open(folder.unwrap_or(Path::new("."))).with_context(|| unwritable(path))?;
    flock(&folder, FlockOperation::LockExclusive).with_context(|| unwritable(path))?;
    let ring = read(path)?.with_context(|| unwritable(path))?;
    let both = ring.with_active(key.clone());
    let new = path.with_extension("key.new");
    // Left over from a run that was killed.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| unwritable(&new));
        }
        Ok(()) | Err(_) => {}
    }
    write(&new, &both)?;
    fs::rename(&new, path).with_context(|| unwritable(path))?;
    sync_folder(path)?;
    Ok(both)
}

fn write(path: &Path, ring: &KeyRing) -> Result<()> {
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    let mut file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("{} is there already", path.display());
            return Err(Advice::new(Code::FileExists, message)
                .hint("keys are never overwritten: name another file with `--out`")
                .into());
        }
        Err(error) => return Err(error).with_context(|| unwritable(path)),
    };
    let mut text = Zeroizing::new(String::with_capacity(4096));
    text.push_str(HEADING);
    for key in ring.keys() {
        text.push_str(&key.text());
        text.push('\n');
    }
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| unwritable(path))?;
    sync_folder(path)
}

/// The name of a file lasts only once its folder is on the disk.
fn sync_folder(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))
        .and_then(|folder| folder.sync_all())
        .with_context(|| unwritable(path))
}

fn refused(path: &Path, why: &str, mend: &str) -> Advice {
    let message = format!("the key file {} {why}, so it is not used", path.display());
    Advice::new(Code::KeyFile, message).hint(mend)
}

fn unreadable(path: &Path) -> Advice {
    let message = format!("the key file {} cannot be read", path.display());
    Advice::new(Code::KeyFile, message)
}

fn unwritable(path: &Path) -> Advice {
    let message = format!("the key file {} cannot be written", path.display());
    Advice::new(Code::FileWrite, message)
}
