//! A home of the tool for one test, and the tool in it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use rustix::process::Signal;
use serde_json::Value;
use tempfile::TempDir;

use super::guardian::Guardian;
use super::surroundings::{folder_of, guardian, make_folder, succeed, surrounded, tool};
use super::{Who, data, eventually, refusal, signal};
use crate::support::Ran;

/// A home whose server is stopped, and which is removed, when the test ends.
pub struct Home {
    who: Who,
    /// `AUTOMATOS_HOME`, which need not exist.
    pub path: PathBuf,
    /// A process whose mounts are seen instead of ours.
    mounts_of: Option<u32>,
    // Dropped in this order: the server goes before its folder.
    _guardian: Guardian,
    folder: TempDir,
}

impl Home {
    /// One that does not exist yet.
    pub fn new(who: Who) -> Self {
        Self::named(who, "home")
    }

    /// The same, with a name that may be long or odd.
    pub fn named(who: Who, name: &str) -> Self {
        let folder = folder_of(who);
        let path = folder.path().join(name);
        let guardian = guardian(Command::new("sh"), who, &folder, &path);
        Self {
            who,
            path,
            mounts_of: None,
            _guardian: guardian,
            folder,
        }
    }

    /// An empty one on a disk of its own with that many megabytes, which only root can have.
    pub fn on_a_disk_of(megabytes: u32) -> Self {
        let folder = folder_of(Who::Me);
        let path = folder.path().join("home");
        let mut unshare = Command::new("unshare");
        unshare.args(["--mount", "sh"]);
        let guardian = guardian(unshare, Who::Me, &folder, &path);
        let home = Self {
            who: Who::Me,
            path,
            mounts_of: Some(guardian.pid()),
            _guardian: guardian,
            folder,
        };
        make_folder(&home.path, Who::Me);
        home.shell(&format!(
            "mount -t tmpfs -o size={megabytes}m tmpfs $AUTOMATOS_HOME"
        ));
        home
    }

    /// One with a seeded cluster, which is down.
    pub fn made(who: Who) -> Self {
        let home = Self::new(who);
        home.furnish();
        home
    }

    /// One with a seeded cluster, which is up.
    pub fn running(who: Who) -> Self {
        let home = Self::made(who);
        home.run("local start");
        home
    }

    /// Puts a seeded cluster into the home: a copy of what `init` has once made for this user.
    pub fn furnish(&self) {
        static MINE: LazyLock<Home> = LazyLock::new(|| Home::template(Who::Me));
        static THEIRS: LazyLock<Home> = LazyLock::new(|| Home::template(Who::Stranger));
        let template: &Self = match self.who {
            Who::Me => &MINE,
            Who::Stranger => &THEIRS,
        };
        if !self.path.exists() {
            make_folder(&self.path, self.who);
        }
        // As ourselves: only root may keep the owners of all files.
        let mut copy = self.entered("cp".as_ref());
        copy.arg("-a").arg(template.cluster()).arg(&self.path);
        succeed(&mut copy);
    }

    fn template(who: Who) -> Self {
        let home = Self::new(who);
        home.run("init");
        home.run("local stop");
        home
    }

    /// The folder of the cluster.
    pub fn cluster(&self) -> PathBuf {
        self.path.join("postgres")
    }

    /// The cluster's data.
    pub fn data(&self) -> PathBuf {
        self.cluster().join("data")
    }

    /// A folder beside the home.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Any program, in the surroundings of the home.
    pub fn program(&self, program: impl AsRef<Path>) -> Command {
        let command = self.entered(program.as_ref());
        surrounded(command, self.who, self.folder.path(), &self.path)
    }

    /// A program that sees the mounts of the home.
    fn entered(&self, program: &Path) -> Command {
        let Some(pid) = self.mounts_of else {
            return Command::new(program);
        };
        let mut command = Command::new("nsenter");
        command
            .arg(format!("--mount=/proc/{pid}/ns/mnt"))
            .arg(program);
        command
    }

    /// The tool with these words, answering in JSON.
    pub fn automatos(&self, words: &str) -> Command {
        let mut command = self.program(tool(self.who));
        command.args(["-o", "json"]).args(words.split_whitespace());
        command
    }

    /// Runs the tool, which must succeed, for its data.
    #[track_caller]
    pub fn run(&self, words: &str) -> Value {
        data(self.automatos(words).output().unwrap())
    }

    /// Runs the tool, which must succeed, for its remarks.
    #[track_caller]
    pub fn remark(&self, words: &str) -> String {
        let ran = Ran(self.automatos(words).output().unwrap()).ok();
        ran.stderr().trim_end().to_owned()
    }

    /// Runs the tool, which must fail in this way, for its message and hint.
    #[track_caller]
    pub fn fails(&self, words: &str, exit: i32, code: &str) -> String {
        refusal(self.automatos(words).output().unwrap(), exit, code)
    }

    /// Starts the tool, whose output can be read later.
    pub fn spawn(&self, words: &str) -> Child {
        let mut command = self.automatos(words);
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// What the cluster is doing.
    #[track_caller]
    pub fn state(&self) -> String {
        let status = self.run("local status");
        status["state"].as_str().unwrap().to_owned()
    }

    /// The server process; it must run.
    #[track_caller]
    pub fn pid(&self) -> i32 {
        let status = self.run("local status");
        assert_eq!(status["state"], "running");
        i32::try_from(status["pid"].as_i64().unwrap()).unwrap()
    }

    /// The URL of the database.
    pub fn url(&self) -> String {
        let found = self.run("local url");
        found["url"].as_str().unwrap().to_owned()
    }

    /// What psql prints for a query.
    #[track_caller]
    pub fn query(&self, sql: &str) -> String {
        let mut command = self.program(tool(self.who));
        command.args(["local", "psql", "--", "-X", "-At", "-c", sql]);
        succeed(&mut command)
    }

    /// Leaves a running cluster that `init` has to fill.
    #[track_caller]
    pub fn drop_database(&self) {
        // The session of a command that was killed may still be there.
        let drop = "drop database automatos with (force)";
        let mut command = self.program(tool(self.who));
        command.args(["local", "psql", "--", "-Xq", "-v", "ON_ERROR_STOP=1"]);
        succeed(command.args(["-c", r"\c postgres", "-c", drop]));
    }

    /// How many personas are seeded, which needs everything to work.
    #[track_caller]
    pub fn personas(&self) -> usize {
        self.run("persona list").as_array().unwrap().len()
    }

    /// Runs a script, which must succeed, for what it prints. `$AUTOMATOS_HOME` is the home and
    /// `$TOOL` the tool.
    #[track_caller]
    pub fn shell(&self, script: &str) -> String {
        succeed(self.program("sh").args(["-eu", "-c", script]))
    }

    /// The user who owns the data, and the server.
    pub fn servant(&self) -> u32 {
        fs::metadata(self.data()).unwrap().uid()
    }

    /// Replaces the server's number in its two notes of itself.
    pub fn forge_notes(&self, pid: u32) {
        let socket = self.cluster().join("run/.s.PGSQL.5432.lock");
        for note in [self.data().join("postmaster.pid"), socket] {
            let text = fs::read_to_string(&note).unwrap();
            let (_, rest) = text.split_once('\n').unwrap();
            fs::write(&note, format!("{pid}\n{rest}")).unwrap();
        }
    }

    /// Ends the server as a crash does, and waits until it is gone.
    pub fn crash(&self) {
        signal(Signal::KILL, self.pid());
        eventually("the server is gone", || self.state() == "crashed");
    }
}
