//! Making the cluster: all of it, or nothing.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::process::{Child, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Programs;
use super::account::Account;
use super::advice::{blocked, last_lines, no_space};
use super::lock::Lock;
use super::place::Place;
use crate::error::{Advice, Code};

/// The database role that owns everything.
pub const OWNER: &str = "automatos";

/// How long `initdb` may take; it is done in a second on a good disk.
const PATIENCE: Duration = Duration::from_mins(3);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(10);

/// The first version with a C.UTF-8 of its own.
const BUILTIN_LOCALE: u32 = 17;

/// Makes the cluster beside its place and moves it there when it is whole. The lock must be held.
pub fn create(place: &Place, account: Account, programs: &Programs, lock: &Lock) -> Result<()> {
    let made = fill(place, account, programs, lock);
    let swept = place.sweep();
    // If both failed, it was for the reason of the first.
    made.and(swept)
}

fn fill(place: &Place, account: Account, programs: &Programs, lock: &Lock) -> Result<()> {
    let (new, data) = (place.data_new(), place.data());
    let made = DirBuilder::new().mode(0o700).create(&new);
    made.map_err(|error| blocked(error, "make", &new))?;
    account.adopt(&new)?;
    let mut locales = locales(programs.major()).into_iter();
    loop {
        let locale = locales.next().context("initdb takes none of our locales")?;
        let output = initdb(place, account, programs, lock, locale)?;
        if output.status.success() {
            break;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if !said.contains("invalid locale") {
            return Err(not_made(place, &said));
        }
    }
    fs::rename(&new, &data).map_err(|error| blocked(error, "make", &data))?;
    // initdb has written its files through; the new name has to follow them.
    let folder = File::open(place.folder()).and_then(|folder| folder.sync_all());
    folder.map_err(|error| blocked(error, "write", place.folder()))
}

/// Arguments for UTF-8 with the same order on every machine, best first: letters beyond ASCII are
/// letters in C.UTF-8, which before version 17 is the system's, and not every system has it.
fn locales(major: u32) -> Vec<&'static [&'static str]> {
    if major >= BUILTIN_LOCALE {
        return vec![&[
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]];
    }
    vec![&["--locale=C", "--lc-ctype=C.UTF-8"], &["--locale=C"]]
}

/// Runs `initdb` into the new folder.
fn initdb(
    place: &Place,
    account: Account,
    programs: &Programs,
    lock: &Lock,
    locale: &[&str],
) -> Result<Output> {
    let mut command = account.command(programs, "initdb", place.folder());
    command
        .arg("--pgdata")
        .arg(place.data_new())
        .args([
            "--username",
            OWNER,
            "--encoding=UTF8",
            "--data-checksums",
            "--no-instructions",
        ])
        // The folder of the socket is the key, and nothing listens anywhere else.
        .args(["--auth-local=trust", "--auth-host=reject"])
        .args(locale)
        .stdin(lock.shared()?)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    match command.spawn() {
        Ok(child) => finish(child),
        Err(error) => Err(account.cannot_run(error, &command, place.folder())),
    }
}

/// Waits for `initdb`, and ends it when it hangs.
fn finish(mut child: Child) -> Result<Output> {
    let begun = Instant::now();
    while child
        .try_wait()
        .context("cannot wait for initdb")?
        .is_none()
    {
        if begun.elapsed() > PATIENCE {
            child.kill().context("cannot end initdb")?;
            child.wait().context("cannot wait for initdb")?;
            let message = format!("initdb has not finished within {} s", PATIENCE.as_secs());
            return Err(Advice::new(Code::LocalInitAgain, message)
                .hint("try again when the machine is less busy")
                .into());
        }
        thread::sleep(PAUSE);
    }
    child
        .wait_with_output()
        .context("cannot read what initdb said")
}

fn not_made(place: &Place, said: &str) -> anyhow::Error {
    let message = format!(
        "initdb cannot make the local PostgreSQL in {}:{}",
        place.folder().display(),
        last_lines(said)
    );
    if said.contains("No space left") || said.contains("Disk quota exceeded") {
        return no_space(message).into();
    }
    if said.contains("could not look up effective user ID") {
        return Advice::new(Code::LocalNoAccount, message)
            .hint("run this as a user who has a name, or use a server you have: DATABASE_URL")
            .into();
    }
    Advice::new(Code::LocalInitFailed, message)
        .hint("see what initdb said; DATABASE_URL names a server you have")
        .into()
}
