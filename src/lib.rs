//! Administration and seeding for the PostgreSQL database of an AI-agent platform.
//!
//! Each layer may use the ones below it and none above:
//!
//! | module | holds |
//! | --- | --- |
//! | `cli` | arguments, prompts and looks: a noun is a folder, a verb is a file in it |
//! | `ops` | what a verb changes; the only place where a transaction begins |
//! | `db` | one file per table: its row, its queries; connections, migrations, the lock |
//! | `config` | flag, environment, file, default: read once |
//! | `llm`, `local`, `package`, `probe`, `scan`, `seed`, `store`, `transfer`, `vault` | leaves that know nothing of their callers |
//! | `model`, `error` | names, states and failures that every layer shares |

mod cli;
mod config;
mod db;
mod error;
mod llm;
mod local;
mod model;
mod ops;
mod package;
mod probe;
mod scan;
mod seed;
mod store;
mod transfer;
mod vault;

pub use cli::main;
#[cfg(feature = "fuzzing")]
pub use package::{Budget, File, Limits, Remark, from_files, nested, read_archive};
#[cfg(feature = "fuzzing")]
pub use scan::{Policy, html, sarif, scan};
