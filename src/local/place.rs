//! Where the cluster lies, and whether that is ours to use.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rustix::process::geteuid;

use super::Settings;
use super::account::Account;
use super::advice::blocked;
use super::sockets::Sockets;
use crate::error::{Advice, Code};

const MARKER: &str = "automatos-local";
const LOCK: &str = "lock";

/// The folder of the cluster. Making one touches nothing.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    sockets: Sockets,
}

impl Place {
    /// The place that the settings name: absolute, and the same through whatever links.
    pub fn of(settings: &Settings) -> Result<Self> {
        let named = home(settings)?.join("postgres");
        let folder = std::path::absolute(&named)
            .and_then(|folder| resolved(&folder))
            .map_err(|error| blocked(error, "look at", &named))?;
        let sockets = Sockets::of(&folder, geteuid().as_raw());
        Ok(Self { folder, sockets })
    }

    /// The folder that has everything but, where its path is too long, the sockets.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The cluster itself.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A cluster being made.
    pub fn data_new(&self) -> PathBuf {
        self.folder.join("data.new")
    }

    /// A cluster being removed.
    pub fn data_old(&self) -> PathBuf {
        self.folder.join("data.old")
    }

    /// The server's note of itself: there while it runs, and after a crash.
    pub fn pid_file(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// The lock; see [`Lock`](super::lock::Lock).
    pub fn lock(&self) -> PathBuf {
        self.folder.join(LOCK)
    }

    /// What the server said since its last start.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// What it said before.
    pub fn old_log(&self) -> PathBuf {
        self.folder.join("server.log.1")
    }

    /// Where clients connect.
    pub fn sockets(&self) -> &Sockets {
        &self.sockets
    }

    /// The major version that made the cluster; none if there is no cluster.
    pub fn major(&self) -> Result<Option<u32>> {
        let file = self.data().join("PG_VERSION");
        match fs::read_to_string(&file) {
            Ok(text) => {
                let major = text.trim().parse();
                Ok(Some(major.with_context(|| {
                    format!("{} has no version", file.display())
                })?))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(blocked(error, "read", &file)),
        }
    }

    /// Fails unless the folder is absent, empty or ours.
    pub fn check_ours(&self) -> Result<()> {
        let found = match fs::metadata(&self.folder) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(blocked(error, "look at", &self.folder)),
        };
        if found.uid() != geteuid().as_raw() {
            return Err(self.not_ours(&format!("belongs to user {}", found.uid())));
        }
        if self.is_marked() {
            if found.mode() & 0o022 != 0 {
                return Err(open_to_others(&self.folder, found.mode(), "go-w"));
            }
            return Ok(());
        }
        // Whoever makes a cluster takes the lock, then leaves the marker, before anything else, and
        // whoever removes one takes them last. Either may be at work right now, so what is found
        // without a marker is looked for once more, and so is the marker.
        match self.unexpected()? {
            Some(entry) if !self.is_marked() && entry.exists() && !self.is_marked() => {
                Err(self.not_ours("was made by something else"))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Something in the folder that is neither the lock nor the marker, if there is anything.
    fn unexpected(&self) -> Result<Option<PathBuf>> {
        let failed = |error| blocked(error, "read", &self.folder);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            if entry.file_name() != LOCK && entry.file_name() != MARKER {
                return Ok(Some(entry.path()));
            }
        }
        Ok(None)
    }

    /// Makes the folder, or takes an empty one: closed to others, except that root's must let the
    /// server's account through.
    pub fn make(&self) -> Result<()> {
        let mode = if geteuid().is_root() { 0o755 } else { 0o700 };
        make_folders(&self.folder, mode)
            .and_then(|()| fs::set_permissions(&self.folder, Permissions::from_mode(mode)))
            .map_err(|error| blocked(error, "make", &self.folder))
    }

    /// Whether the folder says that it is ours.
    pub fn is_marked(&self) -> bool {
        self.folder.join(MARKER).exists()
    }

    /// Says in the folder whose it is. The lock must be held.
    pub fn mark(&self) -> Result<()> {
        let marker = self.folder.join(MARKER);
        let text =
            "This folder belongs to automatos: `automatos local destroy` removes all of it.\n";
        fs::write(&marker, text).map_err(|error| blocked(error, "write", &marker))
    }

    /// Removes what runs that died have left. The lock must be held.
    pub fn sweep(&self) -> Result<()> {
        remove(&self.data_new())?;
        remove(&self.data_old())
    }

    /// Removes everything. The lock must be held, and the server be down.
    pub fn remove(&self, account: Account) -> Result<()> {
        let (data, old) = (self.data(), self.data_old());
        self.sweep()?;
        // Renamed first: a cluster is there as a whole or not at all.
        match fs::rename(&data, &old) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(blocked(error, "remove", &data)),
        }
        self.sockets.remove(account)?;
        let entries = fs::read_dir(&self.folder);
        for entry in entries.map_err(|error| blocked(error, "read", &self.folder))? {
            let entry = entry.map_err(|error| blocked(error, "read", &self.folder))?;
            if entry.file_name() != MARKER && entry.file_name() != LOCK {
                remove(&entry.path())?;
            }
        }
        // The marker and the lock are last: if this ends here, it can be run again.
        remove(&self.folder.join(MARKER))?;
        remove(&self.lock())?;
        match fs::remove_dir(&self.folder) {
            Ok(()) => Ok(()),
            // Where something is mounted, the empty folder has to stay.
            Err(error) if error.kind() == ErrorKind::ResourceBusy => Ok(()),
            Err(error) => Err(blocked(error, "remove", &self.folder)),
        }
    }

    fn not_ours(&self, why: &str) -> anyhow::Error {
        Advice::new(
            Code::LocalNotOurs,
            format!("{} {why}, so it is left alone", self.folder.display()),
        )
        .hint("set AUTOMATOS_HOME to another folder")
        .into()
    }
}

/// A file or folder that others could change or read.
pub fn open_to_others(path: &Path, mode: u32, mend: &str) -> anyhow::Error {
    let mode = mode & 0o7777;
    Advice::new(
        Code::LocalPermissions,
        format!("{} is open to others (mode {mode:04o})", path.display()),
    )
    .hint(format!("chmod {mend} {}", path.display()))
    .into()
}

/// The folder that holds the cluster's folder, and the key file beside it.
pub fn home(settings: &Settings) -> Result<PathBuf> {
    if let Some(home) = &settings.home {
        return Ok(home.clone());
    }
    // The server's account cannot enter a home folder under /root.
    if geteuid().is_root() {
        return Ok(PathBuf::from("/var/lib/automatos"));
    }
    let data = settings
        .xdg_data_home
        .clone()
        .filter(|data| data.is_absolute());
    let data = data.or_else(|| {
        settings
            .user_home
            .as_ref()
            .map(|home| home.join(".local/share"))
    });
    let Some(data) = data else {
        return Err(Advice::new(
            Code::LocalNoHome,
            "there is no place for the local PostgreSQL: AUTOMATOS_HOME and HOME are unset",
        )
        .hint("set AUTOMATOS_HOME to a folder of your own")
        .into());
    };
    Ok(data.join("automatos"))
}

/// The path without links, as far as it exists; the rest as it is named.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name)) if error.kind() == ErrorKind::NotFound => {
            Ok(resolved(parent)?.join(name))
        }
        (found, _, _) => found,
    }
}

/// Makes a folder and those above it, whatever the umask says.
fn make_folders(path: &Path, mode: u32) -> io::Result<()> {
    match (fs::create_dir(path), path.parent()) {
        (Ok(()), _) => fs::set_permissions(path, Permissions::from_mode(mode)),
        (Err(error), _) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => {
            make_folders(parent, mode)?;
            make_folders(path, mode)
        }
        (Err(error), _) => Err(error),
    }
}

/// Removes a file or a folder with all it has, if it is there.
pub fn remove(path: &Path) -> Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(blocked(error, "remove", path)),
        Ok(()) | Err(_) => Ok(()),
    }
}
