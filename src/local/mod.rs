//! The embedded PostgreSQL: a private cluster for people without a server of their own.
//!
//! Everything it has lies in one folder, `postgres` below the tool's home:
//!
//! | name | holds |
//! | --- | --- |
//! | `automatos-local` | the marker: this folder is ours, `local destroy` may remove it |
//! | `lock` | locked by whoever makes, starts, stops or removes the cluster; names the process |
//! | `data` | the cluster, as `initdb` made it |
//! | `data.new`, `data.old` | a cluster being made or removed; swept when found |
//! | `run` | the socket, unless its path would be too long |
//! | `server.log`, `server.log.1` | what the server said since its last start, and before |
//!
//! The folder belongs to the user of the tool, `data` and `run` to the account the server runs
//! under. Those differ only for root, because PostgreSQL refuses to run as root; and so root never
//! writes where that account could have put a link.
//!
//! Nothing here reads the environment or prints: [`Settings`] come in, values and
//! [`Advice`](crate::error::Advice) go out.

mod account;
mod advice;
mod cluster;
mod create;
mod installed;
mod lock;
mod place;
mod platform;
mod programs;
mod server;
mod sockets;
mod status;
mod target;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

pub use cluster::Cluster;
pub use place::home;
pub use programs::Programs;
pub use status::Status;
pub use target::Target;

/// What the surroundings say about the embedded PostgreSQL. Unset and empty are both `None`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `AUTOMATOS_HOME`: the folder that holds the cluster's folder, before any other choice.
    pub home: Option<PathBuf>,
    /// `AUTOMATOS_PG_BIN`: the folder of the PostgreSQL programs, before any other choice.
    pub pg_bin: Option<PathBuf>,
    /// `XDG_DATA_HOME`; ignored when it is relative, as its specification says.
    pub xdg_data_home: Option<PathBuf>,
    /// `HOME`.
    pub user_home: Option<PathBuf>,
    /// `PATH`.
    pub path: Option<OsString>,
    /// How long to wait for another process at work on the cluster; zero fails at once.
    pub lock_wait: Duration,
}
