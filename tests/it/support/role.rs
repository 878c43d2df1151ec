//! A role of the test's own, without any power but to log in.

use super::Database;
use super::server::{admin, next_name};

/// Dropped with what it owns in `databases`, which must outlive it.
pub struct Role<'a> {
    name: String,
    database: &'a Database,
}

impl<'a> Role<'a> {
    /// One that may log in and nothing else.
    pub fn new(database: &'a Database) -> Self {
        let name = next_name().replace("test", "role");
        admin(&format!("CREATE ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS"));
        Self { name, database }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The database's URL for it.
    pub fn url(&self) -> String {
        self.database
            .url()
            .replace("user=automatos", &format!("user={}", self.name))
    }
}

impl Drop for Role<'_> {
    fn drop(&mut self) {
        let Self { name, database } = self;
        if database.exists() {
            let owner = format!("ALTER DATABASE {} OWNER TO automatos", database.name());
            admin(&owner);
            database.execute(&format!("DROP OWNED BY {name} CASCADE"));
        }
        admin(&format!("DROP ROLE {name}"));
    }
}
