//! A database that one test owns.

use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::{Connection, PgConnection};

use super::server::{Server, admin, psql};

/// Dropped, with all that is in it, when the test ends.
pub struct Database {
    name: String,
}

impl Database {
    /// One that is migrated and seeded: a copy of what `init` made.
    pub fn new() -> Self {
        Self::made("TEMPLATE automatos")
    }

    /// One with nothing in it.
    pub fn empty() -> Self {
        Self::made("")
    }

    /// The name of one that is not there; it is dropped if the test makes it.
    pub fn absent() -> Self {
        Self { name: next_name() }
    }

    fn made(how: &str) -> Self {
        let name = next_name();
        admin(&format!("CREATE DATABASE {name} {how}"));
        Self { name }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL.
    pub fn url(&self) -> String {
        Server::get().url(&self.name)
    }

    /// A connection to it.
    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url()).expect("the test database is there")
    }

    /// What psql prints for a query on it.
    pub fn query(&self, sql: &str) -> String {
        psql(&self.url(), sql)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        admin(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

fn next_name() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!(
        "test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}
