//! The catalog and workspaces on their way to another database, as a folder of files.

pub mod export;
pub mod import;
mod plugins;
mod sealed;
mod secrets;

pub use self::sealed::{Opened, read as open};
