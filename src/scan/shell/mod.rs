//! Shell commands: parsed into words with their quoting undone, then judged by what flows where.

pub mod command;
pub mod judge;
mod parse;
pub mod places;
mod transfer;

pub use parse::{Command, Pipeline, Word, parse};
