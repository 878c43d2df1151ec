//! One process at a time makes, starts, stops or removes the cluster.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::process::{self, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::advice::blocked;
use super::place::Place;
use crate::error::{Advice, Code};

/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// The lock, held until this is dropped and every child that was given it has ended.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Waits for the lock that long at most; none if there is no folder for it, as when another
    /// process has removed the cluster.
    ///
    /// Fails with advice that names the holder.
    pub fn take(place: &Place, wait: Duration) -> Result<Option<Self>> {
        let path = place.lock();
        let begun = Instant::now();
        loop {
            let opened = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(&path);
            let file = match opened {
                Ok(file) => file,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(blocked(error, "lock", &path)),
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, &path)? => {
                    sign(&file, &path)?;
                    return Ok(Some(Self { file }));
                }
                // The file was removed with the cluster while we waited: take the new one.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if begun.elapsed() >= wait => {
                    return Err(busy(place, wait)?);
                }
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(blocked(error, "lock", &path)),
            }
        }
    }

    /// Lets a child hold the lock too, as its standard input: should we be killed, the next
    /// process waits for what the child is doing instead of working against it.
    pub fn shared(&self) -> Result<Stdio> {
        let file = self
            .file
            .try_clone()
            .context("cannot share the lock with a program")?;
        Ok(file.into())
    }
}

/// Whether the open file is the one at the path.
fn is_at(file: &File, path: &Path) -> Result<bool> {
    let ours = file
        .metadata()
        .map_err(|error| blocked(error, "look at", path))?;
    match fs::metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (ours.dev(), ours.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(blocked(error, "look at", path)),
    }
}

/// Writes our number into the file for those who wait.
fn sign(file: &File, path: &Path) -> Result<()> {
    match file.write_all_at(format!("{:<10}\n", process::id()).as_bytes(), 0) {
        // Stopping and removing the cluster must go on: they are what makes space.
        Err(error) if error.kind() == ErrorKind::StorageFull => Ok(()),
        written => written.map_err(|error| blocked(error, "write", path)),
    }
}

fn busy(place: &Place, wait: Duration) -> Result<anyhow::Error> {
    let path = place.lock();
    let holder = fs::read_to_string(&path).map_err(|error| blocked(error, "read", &path))?;
    let holder = match holder.trim() {
        "" => "another process".to_owned(),
        number => format!("process {number}, or a program that it started,"),
    };
    let advice = Advice::new(
        Code::LocalBusy,
        format!(
            "{holder} is still at work on the local PostgreSQL in {} after {} s",
            place.folder().display(),
            wait.as_secs()
        ),
    );
    Ok(advice
        .hint("try again later, or wait longer with --lock-wait")
        .into())
}
