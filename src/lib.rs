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
//! | `bundle`, `context`, `git`, `llm`, `local`, `package`, `probe`, `retry`, `route`, `scan`, `seed`, `store`, `tool`, `transfer`, `vault`, `workflow` | leaves that know nothing of their callers |
//! | `model`, `error` | names, states and failures that every layer shares |

mod bundle;
mod cli;
mod config;
mod context;
mod db;
mod error;
mod git;
mod llm;
mod local;
mod model;
mod ops;
mod package;
mod probe;
mod retry;
mod route;
mod scan;
mod seed;
mod store;
mod tool;
mod transfer;
mod vault;
mod workflow;

pub use cli::main;
#[cfg(feature = "fuzzing")]
pub use package::{Budget, File, Limits, Remark, from_files, nested, read_archive};
#[cfg(feature = "fuzzing")]
pub use scan::{Policy, html, sarif, scan};
