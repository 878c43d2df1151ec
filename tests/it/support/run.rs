//! Running the command, and showing what it did as one text to snapshot.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::server::{binary, clean};
use super::{Database, Started};

/// The command, in a folder and against a database of its own.
pub struct Automatos {
    pub db: Database,
    dir: TempDir,
}

impl Automatos {
    /// Against a migrated and seeded database of its own.
    pub fn new() -> Self {
        Self::on(Database::new())
    }

    /// Against a migrated and seeded database that others read too.
    pub fn reading() -> Self {
        Self::on(Database::shared())
    }

    /// Against that database.
    pub fn on(db: Database) -> Self {
        Self {
            db,
            dir: TempDir::new().expect("a temporary folder"),
        }
    }

    /// A path in the folder it runs in.
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

    /// The command with these words and no database configured, not yet started.
    pub fn bare(&self, line: &str) -> Command {
        let mut command = clean(Command::new(binary()));
        command
            .env("HOME", self.dir.path())
            .env("AUTOMATOS_HOME", self.path("home"))
            .env("AUTOMATOS_ACTOR", "tester")
            .env("CI", "true")
            .current_dir(&self.dir)
            .stdin(Stdio::null())
            .args(words(line));
        command
    }

    /// The command with these words, not yet started.
    pub fn command(&self, line: &str) -> Command {
        self.at(&self.db.url(), line)
    }

    /// The same with another URL of the database.
    pub fn at(&self, url: &str, line: &str) -> Command {
        let mut command = self.bare(line);
        command.env("DATABASE_URL", url);
        command
    }

    /// Runs it.
    pub fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line))
    }

    /// Starts it.
    pub fn start(&self, line: &str) -> Started {
        Started::new(self.command(line))
    }
}

/// What a run left.
pub struct Ran(pub Output);

impl Ran {
    /// Runs a command to its end.
    pub fn of(mut command: Command) -> Self {
        Self(command.output().expect("the command starts"))
    }

    /// The exit code; a signal is 128 and its number.
    pub fn code(&self) -> i32 {
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
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout())
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout(), self.stderr()))
    }

    /// What it asked for, from the JSON on stdout.
    #[track_caller]
    pub fn data(&self) -> serde_json::Value {
        let mut document = self.json();
        assert_eq!(document["schema_version"], 1, "{document:#}");
        assert_eq!(document["ok"], true, "{document:#}");
        document["data"].take()
    }

    /// One field of every row of a list, from the JSON on stdout.
    #[track_caller]
    pub fn column(&self, name: &str) -> Vec<String> {
        let data = self.data();
        let rows = data.as_array().expect("a list");
        rows.iter()
            .map(|row| match &row[name] {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            })
            .collect()
    }

    /// The same, when it ended with 0.
    #[track_caller]
    pub fn ok(self) -> Self {
        self.ends_with(0)
    }

    /// The same, when it ended with that code.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "{}{}", self.stdout(), self.stderr());
        self
    }

    /// Stdout, then stderr, then the exit code when it is not 0, without what differs from run to
    /// run: the line that names the target.
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
        match self.code() {
            0 => shown,
            code => format!("{shown}[exit {code}]\n"),
        }
    }
}

/// The words of a line, as a shell splits them: quotes keep blanks together.
pub fn words(line: &str) -> Vec<String> {
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
