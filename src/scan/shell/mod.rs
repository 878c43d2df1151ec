//! Shell commands: parsed into words with their quoting undone, then judged by what flows where.

pub(super) mod command;
pub(super) mod fetch;
pub(super) mod judge;
pub(super) mod leak;
pub(super) mod makefile;
mod parse;
pub(super) mod places;
mod quoting;
pub(super) mod reading;
mod redirect;
pub(super) mod resolve;
pub(super) mod running;
mod script;
mod transfer;
mod traps;
pub(super) mod writing;

pub use parse::parse;
pub use script::{Command, Pipeline, Word};
