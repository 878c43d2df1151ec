//! The harness: a server of the tests' own, a database per test, and ways to run the command.

mod database;
mod home;
mod network;
mod role;
mod run;
mod server;
mod started;

pub use database::{Database, migrations, query};
pub use home::Home;
pub use network::{Network, PASSWORD};
pub use role::Role;
pub use run::{Automatos, Ran};
pub use server::{Server, admin, binary, clean, eventually, psql};
pub use started::Started;
