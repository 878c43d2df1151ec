//! Packages in their store, and the rows that point at them.

mod postgres;

pub use self::postgres::Postgres;
