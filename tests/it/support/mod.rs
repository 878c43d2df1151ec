//! The harness: a server of the tests' own, a database per test, and ways to run the command.

mod database;
mod run;
mod server;

pub use database::Database;
pub use run::{Automatos, Ran};
pub use server::{Server, admin, binary, psql};
