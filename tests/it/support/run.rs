//! Running the command, and showing what it did as one text to snapshot.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::Database;
use super::server::{binary, clean};

/// The command, in a folder and against a database of its own.
pub struct Automatos {
    pub db: Database,
    dir: TempDir,
}

impl Automatos {
    /// Against a migrated and seeded database.
    pub fn new() -> Self {
        Self::on(Database::new())
    }

    /// Against that database.
    pub fn on(db: Database) -> Self {
        Self {
            db,
            dir: TempDir::new().expect("a temporary folder"),
        }
    }

    /// The folder it runs in.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// The command with these words, not yet started.
    pub fn command(&self, line: &str) -> Command {
        let mut command = clean(Command::new(binary()));
        command
            .env("DATABASE_URL", self.db.url())
            .env("HOME", self.dir.path())
            .env("AUTOMATOS_HOME", self.path("home"))
            .env("AUTOMATOS_ACTOR", "tester")
            .env("CI", "true")
            .current_dir(&self.dir)
            .args(words(line));
        command
    }

    /// Runs it.
    pub fn run(&self, line: &str) -> Ran {
        Ran(self.command(line).output().expect("the command starts"))
    }
}

/// What a run left.
pub struct Ran(pub Output);

impl Ran {
    /// The exit code; a signal is 128 and its number.
    pub fn code(&self) -> i32 {
        use std::os::unix::process::ExitStatusExt;
        let status = self.0.status;
        status
            .code()
            .unwrap_or_else(|| 128 + status.signal().expect("it ended one way or the other"))
    }

    /// What it wrote to stdout.
    pub fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("stdout is text")
    }

    /// What it wrote to stderr.
    pub fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).expect("stderr is text")
    }

    /// Stdout as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout())
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout(), self.stderr()))
    }

    /// The same, when it ended with 0.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code(), 0, "{}{}", self.stdout(), self.stderr());
        self
    }

    /// Stdout, then stderr, then the exit code when it is not 0, without what differs from run to
    /// run.
    pub fn shown(&self) -> String {
        let mut shown = self.stdout();
        let stderr = self.stderr();
        let stderr: String = stderr
            .lines()
            .filter(|line| !line.starts_with("target: "))
            .map(|line| format!("{line}\n"))
            .collect();
        if !stderr.is_empty() {
            shown.push_str("--- stderr ---\n");
            shown.push_str(&stderr);
        }
        if self.code() != 0 {
            shown.push_str(&format!("[exit {}]\n", self.code()));
        }
        shown
    }
}

/// The words of a line, as a shell splits them: quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
