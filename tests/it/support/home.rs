//! A home folder of a test's own, for an embedded PostgreSQL of its own.

use std::path::Path;
use std::process::{Child, Command};

use super::Ran;
use super::server::{binary, clean, guardian, next_name};

/// Its server is stopped and all is removed when the test ends, however it ends.
pub struct Home {
    path: std::path::PathBuf,
    guardian: Child,
}

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(next_name().replace("test", "automatos-it-home"));
        // Everyone may enter it: root's server runs under another account.
        std::fs::create_dir(&path).expect("a folder");
        let guardian = guardian(
            "\"$1\" local destroy --confirm automatos; rm -rf \"$AUTOMATOS_HOME\"",
            &path,
        );
        Self { path, guardian }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The command in it, with no database configured.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = clean(Command::new(binary()));
        command
            .env("AUTOMATOS_HOME", &self.path)
            .env("HOME", &self.path)
            .env("AUTOMATOS_ACTOR", "tester")
            .env("CI", "true")
            .current_dir(&self.path)
            .args(words);
        command
    }

    /// Runs it.
    pub fn run(&self, words: &[&str]) -> Ran {
        Ran(self.command(words).output().expect("the command starts"))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        self.guardian.wait().expect("the guardian ends");
    }
}
