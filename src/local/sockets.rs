//! The private folder of the socket: whoever may enter it is let into the database.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rustix::process::geteuid;

use super::account::Account;
use super::advice::blocked;
use super::place::{open_to_others, remove};
use crate::error::{Advice, Code};
use crate::model::Digest;

/// The number in the socket's name; no TCP port is opened.
pub const PORT: u16 = 5432;

/// What a socket's path may have in bytes: 107 on Linux, 103 on macOS, one answer for both.
const LONGEST_PATH: usize = 103;

/// The folder, which need not exist.
#[derive(Clone, Debug)]
pub struct Sockets {
    folder: PathBuf,
}

impl Sockets {
    /// For a cluster in that folder: `run` in it, which nobody else can take first or sweep away.
    ///
    /// Where that is too long, or has a character that a list in a setting or a shell would read,
    /// it is a folder under /tmp with the user's number and a digest of the cluster's folder in its
    /// name, so that every run comes to the same one.
    pub fn of(cluster: &Path, uid: u32) -> Self {
        let beside = cluster.join("run");
        let path = beside.as_os_str().as_bytes();
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
        if path.len() + socket_name().len() < LONGEST_PATH && path.iter().all(plain) {
            return Self { folder: beside };
        }
        let digest = Digest::of(cluster.as_os_str().as_bytes());
        Self {
            folder: format!("/tmp/automatos-{uid}-{digest:.16}").into(),
        }
    }

    /// Its path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The socket in it.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(socket_name())
    }

    /// Makes the folder for the server's account, and clears it of what a crashed server left,
    /// whose lock file would keep the next one from starting if its number is in use again.
    pub fn prepare(&self, account: Account) -> Result<()> {
        let path = &self.folder;
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => account.adopt(path)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                // Our own run may have ended between making it and giving it away.
                if self.owner()? == Some(geteuid().as_raw()) {
                    account.adopt(path)?;
                }
            }
            Err(error) => return Err(blocked(error, "make", path)),
        }
        self.check(account)?;
        let socket = self.socket();
        remove(&socket.with_added_extension("lock"))?;
        remove(&socket)
    }

    /// Fails unless the folder belongs to the server's account and is closed to all others.
    pub fn check(&self, account: Account) -> Result<()> {
        let path = &self.folder;
        // Not through a link, which anyone can make in /tmp.
        let found = fs::symlink_metadata(path).map_err(|error| blocked(error, "look at", path))?;
        if !found.is_dir() || found.uid() != account.uid() {
            return Err(Advice::new(
                Code::LocalNotOurs,
                format!(
                    "{} should be a private folder for the socket, but it belongs to user {} or is not a folder",
                    path.display(),
                    found.uid()
                ),
            )
            .hint("have it removed, or set AUTOMATOS_HOME to another folder")
            .into());
        }
        if found.mode() & 0o077 != 0 {
            return Err(open_to_others(path, found.mode(), "700"));
        }
        Ok(())
    }

    /// Removes the folder, unless it is someone else's.
    pub fn remove(&self, account: Account) -> Result<()> {
        let owner = self.owner()?;
        if owner == Some(account.uid()) || owner == Some(geteuid().as_raw()) {
            remove(&self.folder)?;
        }
        Ok(())
    }

    fn owner(&self) -> Result<Option<u32>> {
        match fs::symlink_metadata(&self.folder) {
            Ok(found) => Ok(Some(found.uid())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(blocked(error, "look at", &self.folder)),
        }
    }
}

/// As PostgreSQL names it.
fn socket_name() -> String {
    format!(".s.PGSQL.{PORT}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{LONGEST_PATH, Sockets};

    #[test]
    fn a_short_plain_path_keeps_the_socket_beside_the_data() {
        let sockets = Sockets::of(Path::new("/var/lib/automatos/postgres"), 0);
        assert_eq!(
            sockets.folder(),
            Path::new("/var/lib/automatos/postgres/run")
        );
        assert!(sockets.socket().ends_with(".s.PGSQL.5432"));
    }

    #[test]
    fn a_long_or_odd_path_moves_it_to_a_short_one_that_stays_the_same() {
        let long = format!("/home/{}/postgres", "x".repeat(100));
        for cluster in [
            &long,
            "/home/a b/postgres",
            "/home/a,b/postgres",
            "/home/ü/postgres",
        ] {
            let sockets = Sockets::of(Path::new(cluster), 1000);
            assert!(sockets.folder().starts_with("/tmp"), "{cluster}");
            assert!(sockets.socket().as_os_str().len() <= LONGEST_PATH);
            let again = Sockets::of(Path::new(cluster), 1000);
            assert_eq!(sockets.folder(), again.folder());
            let of_another = Sockets::of(Path::new(cluster), 1001);
            assert_ne!(sockets.folder(), of_another.folder());
        }
    }

    #[test]
    fn the_longest_path_beside_the_data_is_one_a_socket_can_have() {
        for length in 50..110 {
            let cluster = format!("/{}", "x".repeat(length));
            let socket = Sockets::of(Path::new(&cluster), 1000).socket();
            assert!(socket.as_os_str().len() <= LONGEST_PATH, "{length}");
        }
    }
}
