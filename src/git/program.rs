//! One run of the program `git`.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use rustix::process::{Pid, Signal, kill_process_group};

use crate::error::{Advice, Code};

const PAUSE: Duration = Duration::from_millis(20);
/// The most that is kept of what it writes.
const MOST_BYTES: u64 = 64 * 1024;

/// What git reads of its surroundings: no configuration, no prompts, three transports.
const SURROUNDINGS: &[(&str, &str)] = &[
    ("GIT_ALLOW_PROTOCOL", "file:https:ssh"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_SSH_COMMAND", "ssh -oBatchMode=yes"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// What would lead git elsewhere, for instance where this runs inside a hook.
const NOT_PASSED_ON: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_EXEC_PATH",
    "GIT_EXTERNAL_DIFF",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PROXY_COMMAND",
    "GIT_SSH",
    "GIT_TEMPLATE_DIR",
    "GIT_WORK_TREE",
];

/// Settings that hold whatever else is said.
const SETTINGS: &[&str] = &[
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "submodule.recurse=false",
    "-c",
    "gc.auto=0",
];

/// Why git did not do it.
#[derive(Debug)]
pub enum Failure {
    /// The time was over.
    TooSlow,
    /// What it said, in a few lines.
    Said(String),
}

/// Where git works, and until when.
pub struct Program<'a> {
    pub folder: &'a Path,
    pub end: Instant,
    pub stop: &'a dyn Fn() -> anyhow::Result<()>,
}

impl Program<'_> {
    /// Runs it to its end. Gives what it wrote to stdout, or why it failed; an error is ours.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<Result<String, Failure>> {
        let mut said = tempfile::tempfile().context("no temporary file can be made")?;
        let mut written = tempfile::tempfile().context("no temporary file can be made")?;
        let mut command = Command::new("git");
        command
            .args(SETTINGS)
            .args(arguments)
            .current_dir(self.folder)
            .envs(SURROUNDINGS.iter().copied())
            .stdin(Stdio::null())
            .stdout(written.try_clone()?)
            .stderr(said.try_clone()?)
            .process_group(0);
        for name in NOT_PASSED_ON {
            command.env_remove(name);
        }
        let mut child = command.spawn().map_err(|cause| absent(&cause))?;
        let Some(status) = self.wait(&mut child)? else {
            return Ok(Err(Failure::TooSlow));
        };
        if status.success() {
            return Ok(Ok(text(&mut written)?));
        }
        Ok(Err(Failure::Said(plain(&text(&mut said)?))))
    }

    /// How it ended; nothing when its time was over and it was ended.
    fn wait(&self, child: &mut Child) -> anyhow::Result<Option<ExitStatus>> {
        loop {
            if let Some(status) = child.try_wait().context("git cannot be waited for")? {
                return Ok(Some(status));
            }
            let stopped = (self.stop)();
            if stopped.is_err() || Instant::now() >= self.end {
                end(child)?;
                return stopped.map(|()| None);
            }
            thread::sleep(PAUSE);
        }
    }
}

/// Ends git and the programs that it started.
fn end(child: &mut Child) -> anyhow::Result<()> {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let killed = group.map(|group| kill_process_group(group, Signal::KILL));
    if let Some(Err(cause)) = killed {
        // It may have ended by itself in between; if it has not, waiting for it would not end.
        if child.try_wait()?.is_none() {
            return Err(cause).context("git cannot be ended");
        }
    }
    child.wait().context("git cannot be waited for")?;
    Ok(())
}

fn absent(cause: &io::Error) -> anyhow::Error {
    if cause.kind() == io::ErrorKind::NotFound {
        return Advice::new(Code::GitAbsent, "there is no program `git` on this machine")
            .hint("install git (Debian: `apt install git`), or import a folder")
            .into();
    }
    Advice::new(Code::GitAbsent, format!("git cannot be run: {cause}")).into()
}

fn text(file: &mut File) -> anyhow::Result<String> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The lines that say something, without what could command a terminal.
fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line
            .trim_start_matches("fatal: ")
            .trim_start_matches("error: ");
        line.chars().filter(|c| !c.is_control()).collect::<String>()
    });
    let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
    let first: Vec<&str> = lines.iter().take(3).map(String::as_str).collect();
    first.join("; ")
}
