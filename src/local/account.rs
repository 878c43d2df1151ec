//! The operating-system account the server runs under, which is never root.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use rustix::process::{getegid, geteuid};

use super::Programs;
use super::advice::blocked;
use crate::error::{Advice, Code};

/// Accounts that root hands the server to, best first; the second is what macOS has.
const SERVANTS: [&str; 3] = ["postgres", "_postgres", "nobody"];

/// Who runs PostgreSQL's programs and owns its data.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    uid: u32,
    gid: u32,
    is_another: bool,
}

impl Account {
    /// The user of the tool, or for root whoever owns the data; before there is any, `postgres` or
    /// `nobody`.
    pub fn for_data(data: &Path) -> Result<Self> {
        if !geteuid().is_root() {
            return Ok(Self {
                uid: geteuid().as_raw(),
                gid: getegid().as_raw(),
                is_another: false,
            });
        }
        let (uid, gid) = match fs::metadata(data) {
            Ok(found) => (found.uid(), found.gid()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let list = Path::new("/etc/passwd");
                let text =
                    fs::read_to_string(list).map_err(|error| blocked(error, "read", list))?;
                servant(&text).ok_or_else(no_servant)?
            }
            Err(error) => return Err(blocked(error, "look at", data)),
        };
        Ok(Self {
            uid,
            gid,
            is_another: true,
        })
    }

    /// Its number.
    pub fn uid(self) -> u32 {
        self.uid
    }

    /// Makes the account the owner of what the user of the tool made.
    pub fn adopt(self, path: &Path) -> Result<()> {
        if !self.is_another {
            return Ok(());
        }
        chown(path, Some(self.uid), Some(self.gid))
            .map_err(|error| blocked(error, "change the owner of", path))
    }

    /// A PostgreSQL program to be run under the account, from within `folder`.
    ///
    /// It inherits no environment: the server lives long and would keep, where `COPY FROM
    /// '/proc/self/environ'` reads it, whatever password or key the command that happened to start
    /// it was given. Messages come in English, because some of them are read here.
    pub fn command(self, programs: &Programs, name: &str, folder: &Path) -> Command {
        let mut command = Command::new(programs.path_of(name));
        command.env_clear().env("LC_ALL", "C").current_dir(folder);
        if self.is_another {
            // Set by root, the user also takes the supplementary groups away.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// What it means that a program could not be run, given the error of running it.
    pub fn cannot_run(
        self,
        error: std::io::Error,
        command: &Command,
        folder: &Path,
    ) -> anyhow::Error {
        if !self.is_another || error.kind() != ErrorKind::PermissionDenied {
            return blocked(error, "run", Path::new(command.get_program()));
        }
        Advice::new(
            Code::LocalDenied,
            format!(
                "PostgreSQL refuses to run as root, and user {} may not enter {} or may not run {}",
                self.uid,
                folder.display(),
                command.get_program().display()
            ),
        )
        .hint("set AUTOMATOS_HOME to a folder that everyone may enter; /var/lib/automatos is used without it")
        .into()
    }
}

/// The number and the group of the first of our servants that this list of accounts has.
fn servant(passwd: &str) -> Option<(u32, u32)> {
    SERVANTS.iter().find_map(|wanted| {
        passwd.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            let uid: u32 = fields.nth(1)?.parse().ok()?;
            let gid: u32 = fields.next()?.parse().ok()?;
            (name == *wanted && uid != 0).then_some((uid, gid))
        })
    })
}

fn no_servant() -> Advice {
    Advice::new(
        Code::LocalNoAccount,
        "PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody` to run it under",
    )
    .hint("create a user `postgres`, or run this as an ordinary user")
}

#[cfg(test)]
mod tests {
    use super::servant;

    #[test]
    fn postgres_is_preferred_to_nobody_and_root_is_never_taken() {
        let both = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:\npostgres:x:101:104::/:\n";
        assert_eq!(servant(both), Some((101, 104)));
        assert_eq!(servant("nobody:x:65534:65533::/:\n"), Some((65534, 65533)));
        assert_eq!(servant("postgres:x:0:0::/:\n"), None);
    }
}
