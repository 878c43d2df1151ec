//! Packages in their store, and the rows that point at them.

pub mod migrate;
pub mod sweep;
pub mod verify;

mod postgres;

pub use self::postgres::Postgres;

/// How many rows are read at a time.
const BATCH: usize = 1000;
