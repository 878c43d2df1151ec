//! The embedded PostgreSQL, as a person meets it: under root and under an ordinary user, with
//! crashed servers, full disks, missing programs and many commands at once.
//!
//! Root tries everything twice, as itself and as `nobody`; what only root can try does nothing
//! under an ordinary user.

mod crash;
mod disk;
mod folder;
mod guardian;
mod home;
#[cfg(target_os = "linux")]
mod interrupted;
mod killed;
mod life;
mod place;
mod programs;
mod race;
mod surroundings;

use std::process::{Command, Output};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, geteuid, kill_process};
use serde_json::Value;

use crate::support::Ran;

/// `nobody`, who is neither root nor, where there is a user `postgres`, the server's account.
const STRANGER: u32 = 65534;

/// Removes the cluster and all its data.
const DESTROY: &str = "local destroy --confirm automatos";

/// Under which user the tool runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// The one who runs the tests.
    Me,
    /// Somebody ordinary, which only root can try.
    Stranger,
}

fn is_root() -> bool {
    geteuid().is_root()
}

/// Whether mounts of our own can be made. A container's root often may not.
fn can_mount() -> bool {
    static CAN: LazyLock<bool> = LazyLock::new(|| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]);
        is_root() && command.output().is_ok_and(|output| output.status.success())
    });
    *CAN
}

/// Everybody that can be tried here.
fn everyone() -> &'static [Who] {
    if is_root() && cfg!(target_os = "linux") {
        &[Who::Me, Who::Stranger]
    } else {
        &[Who::Me]
    }
}

/// The data of the JSON document of a run that must succeed.
#[track_caller]
fn data(output: Output) -> Value {
    let mut document = Ran(output).ok().json();
    document["data"].take()
}

/// The message and the hint of the JSON document of a run that must fail in this way.
#[track_caller]
fn refusal(output: Output, exit: i32, code: &str) -> String {
    let ran = Ran(output);
    let document = ran.json();
    let error = &document["error"];
    assert_eq!(
        (ran.code(), error["code"].as_str(), &document["ok"]),
        (exit, Some(code), &Value::Bool(false)),
        "{document:#}"
    );
    let hint = error["hint"].as_str().unwrap_or("none");
    format!("{}\nhint: {hint}", error["message"].as_str().unwrap())
}

/// Signals one process, never a group.
fn signal(signal: Signal, pid: i32) {
    assert!(pid > 1, "not a process of ours: {pid}");
    kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
}

/// Waits for something that another process does.
#[track_caller]
fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "not so after 30 s: {what}"
        );
        thread::sleep(Duration::from_millis(5));
    }
}
