//! Tar archives, by the rules that hold for zip archives.

use std::io::Read;

use tar::{Archive, Entry, EntryType};

use crate::package::File;
use crate::package::budget::Budget;
use crate::package::names::{self, Names};
use crate::package::refused::Refused;
use crate::package::shown::Shown;

const MAGIC_AT: usize = 257;
const MAGIC: &[u8] = b"ustar";

/// Whether bytes begin as a tar archive does, of any kind that has a mark: POSIX and GNU.
pub fn is_tar(bytes: &[u8]) -> bool {
    bytes
        .get(MAGIC_AT..)
        .is_some_and(|rest| rest.starts_with(MAGIC))
}

/// The regular files in the archive. Links and devices are refused, and so is anything but zeros behind
/// the last entry. Their bytes are those of the archive, so they are not spent again.
pub fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<File>, Refused> {
    let mut names = Names::default();
    let mut files = Vec::new();
    let mut archive = Archive::new(bytes);
    for entry in archive.entries().map_err(corrupt)? {
        let mut entry = entry.map_err(corrupt)?;
        let name = entry.path_bytes().into_owned();
        match kind(&entry, &name)? {
            Kind::Header => {}
            Kind::Folder if entry.size() > 0 => {
                return Err(Refused::MalformedEntry {
                    entry: Shown::bytes(&name),
                    what: "data although it is a folder",
                });
            }
            Kind::Folder => folder(&name, &mut names, budget)?,
            Kind::File => {
                let path = names::checked_file(names::plain(&name), budget.limits())?;
                names.file(path)?;
                budget.part(path, entry.size())?;
                files.push(file(path, &mut entry)?);
            }
        }
    }
    let rest = archive.into_inner();
    let stray = rest.iter().filter(|byte| **byte != 0).count();
    if stray > 0 {
        return Err(Refused::StrayData {
            bytes: u64::try_from(stray).unwrap_or(u64::MAX),
            place: "after the end of the tar archive",
        });
    }
    Ok(files)
}

/// What an entry is to us.
enum Kind {
    File,
    Folder,
    /// Words about the archive as a whole.
    Header,
}

fn kind(entry: &Entry<'_, &[u8]>, name: &[u8]) -> Result<Kind, Refused> {
    let special = |kind| {
        Err(Refused::Special {
            entry: Shown::bytes(name),
            kind,
        })
    };
    match entry.header().entry_type() {
        EntryType::Regular | EntryType::Continuous => Ok(Kind::File),
        EntryType::Directory => Ok(Kind::Folder),
        EntryType::XGlobalHeader => Ok(Kind::Header),
        EntryType::Link => special("a hard link"),
        EntryType::Symlink => special("a symbolic link"),
        EntryType::Char | EntryType::Block => special("a device"),
        EntryType::Fifo => special("a named pipe"),
        EntryType::GNUSparse => special("a sparse file"),
        _ => special("of a kind that is not known"),
    }
}

fn folder(name: &[u8], names: &mut Names, budget: &mut Budget<'_>) -> Result<(), Refused> {
    let name = names::plain(name);
    if name.is_empty() {
        return Ok(());
    }
    let path = names::checked(name, budget.limits())?;
    names.folder(path.strip_suffix('/').unwrap_or(path))?;
    budget.folder()
}

fn file(path: &str, entry: &mut Entry<'_, &[u8]>) -> Result<File, Refused> {
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(corrupt)?;
    if u64::try_from(bytes.len()).ok() != Some(entry.size()) {
        return Err(Refused::Size {
            entry: Shown::of(path),
            declared: entry.size(),
            real: Shown::of(bytes.len()),
        });
    }
    let mode = entry.header().mode().map_err(corrupt)?;
    Ok(File {
        path: path.to_owned(),
        bytes,
        executable: mode & 0o111 != 0,
    })
}

fn corrupt(cause: std::io::Error) -> Refused {
    Refused::Corrupt {
        entry: Shown::of("the tar archive"),
        cause: Shown::of(cause),
    }
}
