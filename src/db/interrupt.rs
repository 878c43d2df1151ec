//! SIGINT and SIGTERM: the running statement is cancelled at the server, the transaction rolls
//! back, and the command ends with 130 or 143. A second signal leaves at once.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use diesel::connection::SimpleConnection;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::connect;
use super::lock::MAINTENANCE_KEY;
use super::target::Target;
use crate::error::{Advice, Code};

static LISTENING: AtomicBool = AtomicBool::new(false);
static RECEIVED: AtomicI32 = AtomicI32::new(0);
static RUNNING: Mutex<Option<Running>> = Mutex::new(None);

/// The transaction that a signal has to cancel.
struct Running {
    target: Target,
    backend: Backend,
}

/// How a second connection finds the server process of the first.
#[derive(Clone, Copy)]
pub enum Backend {
    /// By its number.
    Pid(i32),
    /// It holds the maintenance lock, which only one can.
    LockHolder,
}

/// Starts to listen for the two signals, unless that was done already.
pub fn listen() -> io::Result<()> {
    if LISTENING.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let first = RECEIVED.swap(signal, Ordering::SeqCst) == 0;
                if !(first && cancel()) {
                    leave(signal);
                }
            }
        })
        .map(drop)
}

/// The signal that was received, if any.
pub fn signal() -> Option<i32> {
    match RECEIVED.load(Ordering::SeqCst) {
        0 => None,
        signal => Some(signal),
    }
}

/// Fails once a signal was received; for places between two statements.
pub fn check() -> Result<(), Advice> {
    match signal() {
        Some(_) => Err(Advice::new(Code::Interrupted, "interrupted")),
        None => Ok(()),
    }
}

/// While it lives, a signal cancels this transaction's statement instead of ending the process.
pub struct Guard;

impl Guard {
    /// Makes the transaction known.
    pub fn new(target: &Target, backend: Backend) -> Self {
        *running() = Some(Running {
            target: target.clone(),
            backend,
        });
        Self
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        *running() = None;
    }
}

fn running() -> std::sync::MutexGuard<'static, Option<Running>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Cancels the running statement over a connection of its own. False when there is none to cancel
/// or the server cannot be told.
fn cancel() -> bool {
    let Some((target, backend)) = running().as_ref().map(|r| (r.target.clone(), r.backend)) else {
        return false;
    };
    let sql = match backend {
        Backend::Pid(pid) => format!("SELECT pg_cancel_backend({pid})"),
        Backend::LockHolder => format!(
            "SELECT pg_cancel_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted \
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
             AND classid = 0 AND objid = {MAINTENANCE_KEY} AND objsubid = 1"
        ),
    };
    connect::open(&target, "cancel").is_ok_and(|mut conn| conn.batch_execute(&sql).is_ok())
}

#[expect(
    clippy::exit,
    clippy::disallowed_methods,
    reason = "a signal ends the process when there is nothing to roll back, or the second time"
)]
fn leave(signal: i32) -> ! {
    std::process::exit(128 + signal)
}
