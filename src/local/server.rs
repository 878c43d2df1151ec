//! Starting and stopping the server.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rustix::io::Errno;
use rustix::process::{Signal, kill_process};

use super::account::Account;
use super::advice::{absent, blocked, last_lines, no_space};
use super::lock::Lock;
use super::place::{Place, open_to_others, remove};
use super::sockets::PORT;
use super::status::{Status, is_alive, process};
use super::{Programs, Settings};
use crate::error::{Advice, Code};

/// How long the server may take to come up or to go down.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long the processes of a crashed server may take to notice and end.
const AFTERLIFE: Duration = Duration::from_secs(10);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// Less free space than this, in bytes, and a server that does not start has no other reason.
const SPACE: u64 = 1 << 20;

/// What is given to `postgres` for good, whatever its configuration files say: a socket for its
/// user and nothing else. A shell reads it, and so it can close what the caller of this tool has
/// left open, a pipe or a lock that the server would hold for days; not every shell can name a
/// descriptor above 9.
fn options(place: &Place) -> String {
    format!(
        "-p {PORT} -k {} -c listen_addresses= -c unix_socket_permissions=0700 \
         3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-",
        place.sockets().folder().display()
    )
}

/// Makes the server answer, whatever state it is in; whether it had to be started. The lock must be
/// held.
pub fn start(place: &Place, account: Account, settings: &Settings, lock: &Lock) -> Result<bool> {
    let begun = Instant::now();
    loop {
        match Status::of(place)? {
            Status::Absent => return Err(absent(place.folder()).into()),
            Status::Running { pid, .. } => {
                check_reachable(place, account, pid)?;
                return Ok(false);
            }
            Status::Stopped { .. } => break,
            Status::Crashed { pid } => {
                bury(place, pid)?;
                break;
            }
            Status::Starting { pid } | Status::Stopping { pid } if begun.elapsed() > PATIENCE => {
                return Err(not_ready(place, pid));
            }
            Status::Starting { .. } | Status::Stopping { .. } => thread::sleep(PAUSE),
        }
    }
    check_data(place, account)?;
    let version = place.major()?.ok_or_else(|| absent(place.folder()))?;
    let programs = Programs::of_major(settings, version, &place.data())?;
    place.sockets().prepare(account)?;
    turn_log(place)?;
    launch(place, account, &programs, lock)?;
    Ok(true)
}

/// Fails unless a running server is where we look for it.
pub fn check_reachable(place: &Place, account: Account, pid: u32) -> Result<()> {
    if !place.sockets().socket().exists() {
        return Err(Advice::new(
            Code::LocalUnreachable,
            format!(
                "the local PostgreSQL runs (process {pid}), but its socket {} is gone, or it was started by hand",
                place.sockets().socket().display()
            ),
        )
        .hint("`automatos local stop`, then try again")
        .into());
    }
    place.sockets().check(account)
}

/// Stops a server, ending its clients' connections, and waits until it has. The lock must be held.
pub fn stop(place: &Place, pid: u32) -> Result<()> {
    let target = process(pid).context("the server has no process number")?;
    match kill_process(target, Signal::INT) {
        // It has just ended by itself.
        Ok(()) | Err(Errno::SRCH) => {}
        Err(error) => return Err(error).with_context(|| format!("cannot stop process {pid}")),
    }
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match Status::of(place)? {
            Status::Absent | Status::Stopped { .. } | Status::Crashed { .. } => return Ok(()),
            Status::Starting { .. } | Status::Running { .. } | Status::Stopping { .. } => {
                thread::sleep(PAUSE);
            }
        }
    }
    Err(not_ready(place, pid))
}

/// Removes the note of a server that is gone, where PostgreSQL itself would take it for a running
/// one: it is empty, or its number is another process's now. In all other cases PostgreSQL decides.
fn bury(place: &Place, pid: Option<u32>) -> Result<()> {
    if pid.is_none_or(is_alive) {
        remove(&place.pid_file())?;
    }
    Ok(())
}

/// Says what PostgreSQL would refuse, with the command that mends it.
fn check_data(place: &Place, account: Account) -> Result<()> {
    let data = place.data();
    let found = fs::metadata(&data).map_err(|error| blocked(error, "look at", &data))?;
    if found.uid() != account.uid() || found.uid() == 0 {
        return Err(Advice::new(
            Code::LocalPermissions,
            format!(
                "{} belongs to user {}, under which the local PostgreSQL cannot run",
                data.display(),
                found.uid()
            ),
        )
        .hint(format!(
            "give it back to the user who made it: chown -R USER {}",
            data.display()
        ))
        .into());
    }
    if found.mode() & 0o027 != 0 {
        return Err(open_to_others(&data, found.mode(), "700"));
    }
    Ok(())
}

/// Begins a new log and keeps the one before.
fn turn_log(place: &Place) -> Result<()> {
    match fs::rename(place.log(), place.old_log()) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(blocked(error, "move", &place.log()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Starts the server, waiting out the processes of one that crashed.
fn launch(place: &Place, account: Account, programs: &Programs, lock: &Lock) -> Result<()> {
    let begun = Instant::now();
    loop {
        if run(place, account, programs, lock)? {
            return Ok(());
        }
        let log = fs::read(place.log()).map_err(|error| blocked(error, "read", &place.log()))?;
        let said = last_lines(&String::from_utf8_lossy(&log));
        // Its memory has users: FATAL: pre-existing shared memory block … is still in use
        let haunted = said.contains("is still in use");
        if !haunted || begun.elapsed() > AFTERLIFE {
            return Err(not_started(place, &said, haunted)?);
        }
        thread::sleep(PAUSE);
    }
}

/// One attempt; whether the server is up. It is a session of its own, with nothing of ours open
/// but its log, and so it outlives us, our terminal and whoever waits for the end of our output.
fn run(place: &Place, account: Account, programs: &Programs, lock: &Lock) -> Result<bool> {
    let path = place.log();
    let log = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(&path);
    let log = log.map_err(|error| blocked(error, "write", &path))?;
    let copy = File::try_clone(&log).map_err(|error| blocked(error, "write", &path))?;
    let mut command = account.command(programs, "pg_ctl", place.folder());
    command
        .args(["start", "--silent", "--wait"])
        .arg(format!("--timeout={}", PATIENCE.as_secs()))
        .arg("--options")
        .arg(options(place))
        // Not as an argument, which pg_ctl would hand to a shell.
        .env("PGDATA", place.data())
        .stdin(lock.shared()?)
        .stdout(copy)
        .stderr(log);
    match command.status() {
        Ok(status) => Ok(status.success()),
        Err(error) => Err(account.cannot_run(error, &command, place.folder())),
    }
}

/// Why the server did not start, from the last it said.
fn not_started(place: &Place, said: &str, haunted: bool) -> Result<anyhow::Error> {
    if let Status::Starting { pid } = Status::of(place)? {
        return Ok(not_ready(place, pid));
    }
    let message = format!("the local PostgreSQL does not start:{said}");
    let hint = format!("all it said is in {}", place.log().display());
    let free = rustix::fs::statvfs(place.folder()).context("cannot ask for the free space")?;
    let advice = if said.contains("No space left") || free.f_bavail * free.f_frsize < SPACE {
        no_space(message)
    } else if haunted {
        Advice::new(Code::LocalStillInUse, message).hint(format!(
            "processes of the crashed server are still at work in {}: wait for them or end them",
            place.data().display()
        ))
    } else {
        Advice::new(Code::LocalStartFailed, message).hint(hint)
    };
    Ok(advice.into())
}

fn not_ready(place: &Place, pid: u32) -> anyhow::Error {
    Advice::new(
        Code::LocalNotReady,
        format!(
            "the local PostgreSQL (process {pid}) is still starting or stopping after {} s",
            PATIENCE.as_secs()
        ),
    )
    .hint(format!(
        "try again later; what it is doing is in {}",
        place.log().display()
    ))
    .into()
}
