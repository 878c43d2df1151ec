//! A folder of the file system, read as an archive would be.

use std::fs::{self, DirEntry, FileType};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;

use super::File;
use super::budget::Budget;
use super::names::{self, Names};
use super::refused::Refused;
use super::shown::Shown;

/// Version control's own data is no part of a package, whether a folder or the pointer to one.
const SKIPPED: &str = ".git";

/// Reads every regular file below `root`; nothing but `.git` is skipped. Links and devices are refused,
/// as in an archive; `root` itself may be a link.
pub fn read(root: &Path, budget: &mut Budget<'_>) -> Result<Vec<File>, Refused> {
    let mut walk = Walk {
        names: Names::default(),
        files: Vec::new(),
        budget,
    };
    walk.folder(root, "")?;
    Ok(walk.files)
}

struct Walk<'a, 'b> {
    names: Names,
    files: Vec<File>,
    budget: &'a mut Budget<'b>,
}

impl Walk<'_, '_> {
    /// Reads the folder at `place`, whose paths begin with `prefix`. It goes as deep as paths may, and in
    /// the order of names, so that the same folder is always refused for the same reason.
    fn folder(&mut self, place: &Path, prefix: &str) -> Result<(), Refused> {
        let unreadable = |cause| unreadable(place, &cause);
        // No more entries than pass the limits are held: as many folders as files are allowed.
        let most = self
            .budget
            .limits()
            .files
            .saturating_mul(2)
            .saturating_add(2);
        let entries = fs::read_dir(place).map_err(unreadable)?.take(most);
        let mut entries = entries
            .collect::<io::Result<Vec<DirEntry>>>()
            .map_err(unreadable)?;
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            if entry.file_name() != SKIPPED {
                self.entry(&entry, prefix)?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, entry: &DirEntry, prefix: &str) -> Result<(), Refused> {
        let place = entry.path();
        let path = [prefix.as_bytes(), entry.file_name().as_bytes()].concat();
        let path = names::checked(&path, self.budget.limits())?;
        let kind = entry
            .file_type()
            .map_err(|cause| unreadable(&place, &cause))?;
        if let Some(kind) = special(kind) {
            return Err(Refused::Special {
                entry: Shown::of(path),
                kind,
            });
        }
        if kind.is_dir() {
            self.names.folder(path)?;
            self.budget.folder()?;
            return self.folder(&place, &format!("{path}/"));
        }
        self.names.file(path)?;
        let file = self.file(&place, path)?;
        self.files.push(file);
        Ok(())
    }

    /// Reads one file, but never more of it than it had bytes when it was opened.
    fn file(&mut self, place: &Path, path: &str) -> Result<File, Refused> {
        let unreadable = |cause| unreadable(place, &cause);
        let open = fs::File::open(place).map_err(unreadable)?;
        let metadata = open.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(unreadable(io::Error::other("it changed while it was read")));
        }
        let size = metadata.len();
        self.budget.file(path, size)?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
        open.take(size.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if u64::try_from(bytes.len()).ok() != Some(size) {
            return Err(unreadable(io::Error::other("it changed while it was read")));
        }
        Ok(File {
            path: path.to_owned(),
            bytes,
            executable: metadata.permissions().mode() & 0o111 != 0,
        })
    }
}

fn special(kind: FileType) -> Option<&'static str> {
    if kind.is_symlink() {
        Some("a symbolic link")
    } else if kind.is_fifo() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_dir() || kind.is_file() {
        None
    } else {
        Some("a device")
    }
}

/// Says that the operating system does not give `place`.
pub fn unreadable(place: &Path, cause: &io::Error) -> Refused {
    Refused::Unreadable {
        path: Shown::bytes(place.as_os_str().as_bytes()),
        cause: Shown::of(cause),
    }
}
