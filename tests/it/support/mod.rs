//! The harness: a server of the tests' own, a database per test, and ways to run the command.

mod daemon;
mod database;
mod home;
mod model_server;
mod network;
mod pooler;
mod proxy;
mod role;
mod run;
mod s3;
pub mod sealing;
mod server;
mod sources;
mod standby;
mod started;

pub use daemon::Daemon;
pub use database::{Database, migrations, query};
pub use home::Home;
pub use model_server::{Answer, Asked, ModelServer, completion, http, message, opinion};
pub use network::{Network, PASSWORD};
pub use pooler::Pooler;
pub use proxy::{Behind, Fault, Proxy, SLOW_DOWN};
pub use role::Role;
pub use run::{Automatos, Ran};
pub use s3::{ACCESS_KEY, S3, SECRET_KEY};
pub use server::{Server, admin, binary, clean, eventually, psql};
pub use sources::{code, sources};
pub use standby::Standby;
pub use started::Started;
