//! The cluster as the rest of the tool sees it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::account::Account;
use super::advice::absent;
use super::create::{self, OWNER};
use super::lock::Lock;
use super::place::Place;
use super::sockets::PORT;
use super::{Programs, Settings, Status, Target, server};

/// The private PostgreSQL of one user, which need not exist.
#[derive(Clone, Debug)]
pub struct Cluster {
    settings: Settings,
    place: Place,
    account: Account,
}

impl Cluster {
    /// The cluster that the settings name. Nothing is made.
    ///
    /// Fails if something else lies in its place.
    pub fn at(settings: &Settings) -> Result<Self> {
        let place = Place::of(settings)?;
        place.check_ours()?;
        let account = Account::for_data(&place.data())?;
        Ok(Self {
            settings: settings.clone(),
            place,
            account,
        })
    }

    /// Whether it has been made.
    pub fn exists(&self) -> Result<bool> {
        Ok(self.place.major()?.is_some())
    }

    /// What it is doing now.
    pub fn status(&self) -> Result<Status> {
        Status::of(&self.place)
    }

    /// Makes it if there is none, and leaves it down; whether it was made. Many may try at once.
    pub fn ensure_initialised(&self, programs: &Programs) -> Result<bool> {
        if self.exists()? {
            return Ok(false);
        }
        let lock = loop {
            self.place.make()?;
            if let Some(lock) = Lock::take(&self.place, self.settings.lock_wait)? {
                break lock;
            }
        };
        self.place.check_ours()?;
        self.place.sweep()?;
        if self.exists()? {
            return Ok(false);
        }
        self.place.mark()?;
        create::create(&self.place, self.account, programs, &lock)?;
        Ok(true)
    }

    /// Starts it if it is down; whether it was. No program runs if it is up, and many may try at
    /// once.
    ///
    /// Fails if it has not been made.
    pub fn ensure_running(&self) -> Result<bool> {
        match self.status()? {
            Status::Running { pid, .. } => {
                server::check_reachable(&self.place, self.account, pid)?;
                Ok(false)
            }
            Status::Absent => Err(absent(self.place.folder()).into()),
            Status::Stopped { .. }
            | Status::Starting { .. }
            | Status::Stopping { .. }
            | Status::Crashed { .. } => {
                let lock = self.lock()?.ok_or_else(|| absent(self.place.folder()))?;
                server::start(&self.place, self.account, &self.settings, &lock)
            }
        }
    }

    /// Stops it if it is up, ending its clients' connections; whether it was.
    pub fn stop(&self) -> Result<bool> {
        if !self.exists()? {
            return Ok(false);
        }
        let lock = self.lock()?;
        lock.map_or(Ok(false), |lock| self.halt(&lock))
    }

    /// Stops it and removes everything it has; whether there was anything. Only a folder that
    /// carries our marker is removed.
    pub fn destroy(&self) -> Result<bool> {
        if !self.place.is_marked() {
            return Ok(false);
        }
        let Some(lock) = self.lock()? else {
            return Ok(false);
        };
        self.halt(&lock)?;
        self.place.remove(self.account)?;
        Ok(true)
    }

    /// How a client reaches one of its databases.
    pub fn target(&self, database: &str) -> Target {
        Target {
            host: self.place.sockets().folder().to_path_buf(),
            port: PORT,
            user: OWNER,
            database: database.to_owned(),
        }
    }

    /// The same as a URL, without a password.
    pub fn url(&self, database: &str) -> String {
        self.target(database).to_string()
    }

    /// The interactive shell on one of its databases, to be run by the caller.
    pub fn psql(&self, database: &str, arguments: &[OsString]) -> Result<Command> {
        let mut command = Command::new(Programs::psql(&self.settings)?);
        // These would lead away from the socket, or refuse what it offers.
        for name in [
            "PGHOSTADDR",
            "PGSERVICE",
            "PGREQUIREAUTH",
            "PGTARGETSESSIONATTRS",
        ] {
            command.env_remove(name);
        }
        command
            .arg("--dbname")
            .arg(self.url(database))
            .args(arguments);
        Ok(command)
    }

    /// The folder that has everything.
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// What the server said since its last start; there is no such file before the first.
    pub fn log(&self) -> PathBuf {
        self.place.log()
    }

    /// The lock, unless there is nothing to lock. Never makes a folder.
    fn lock(&self) -> Result<Option<Lock>> {
        Lock::take(&self.place, self.settings.lock_wait)
    }

    fn halt(&self, _lock: &Lock) -> Result<bool> {
        match self.status()? {
            Status::Absent | Status::Stopped { .. } | Status::Crashed { .. } => Ok(false),
            Status::Starting { pid } | Status::Running { pid, .. } | Status::Stopping { pid } => {
                server::stop(&self.place, pid)?;
                Ok(true)
            }
        }
    }
}
