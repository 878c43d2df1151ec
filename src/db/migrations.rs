//! The migrations compiled into the binary, and `automatos_migrations`, which says what is applied.
//!
//! Diesel's own bookkeeping takes four messages a migration and a CREATE TABLE on every check,
//! which a role that only reads cannot do; its table is still kept, so that its tools work.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration as _, MigrationSource};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text, Timestamptz};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use serde::Serialize;

use crate::model::Digest;

const EMBEDDED: EmbeddedMigrations = embed_migrations!("migrations");

/// Version, title and up.sql of every migration, oldest first.
const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// A migration of this binary.
#[derive(Debug)]
pub struct Migration {
    /// Digits of its date and number, such as `20261122000001`.
    pub version: &'static str,
    /// What it does, such as `create_users`.
    pub name: &'static str,
    /// SHA-256 of its up.sql with line ends as LF, in hex.
    pub checksum: String,
}

/// Every migration of this binary, oldest first.
pub static ALL: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(version, name, up)| Migration {
            version,
            name,
            checksum: checksum(up),
        })
        .collect()
});

fn checksum(sql: &str) -> String {
    Digest::of(sql.replace("\r\n", "\n").as_bytes()).to_string()
}

/// A row of `automatos_migrations`.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct Applied {
    #[diesel(sql_type = Text)]
    pub version: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub checksum: String,
    #[diesel(sql_type = Timestamptz)]
    pub applied_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    pub duration_ms: i32,
}

/// What is applied, oldest first; nothing when the database was never migrated.
pub fn applied(conn: &mut PgConnection) -> QueryResult<Vec<Applied>> {
    let exists = diesel::select(diesel::dsl::sql::<Bool>(
        "to_regclass('automatos_migrations') IS NOT NULL",
    ))
    .get_result::<bool>(conn)?;
    if !exists {
        return Ok(Vec::new());
    }
    diesel::sql_query(
        "SELECT version, name, checksum, applied_at, duration_ms \
         FROM automatos_migrations ORDER BY version",
    )
    .load(conn)
}

/// The up.sql of that version.
pub fn up_sql(version: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(known, ..)| *known == version)
        .map(|(_, _, up)| *up)
}

/// Creates the two tables of bookkeeping where they are missing.
pub fn create_tables(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(include_str!("migrations.sql"))
}

/// Runs the up.sql of that version, and records it.
pub fn apply(conn: &mut PgConnection, migration: &Migration) -> QueryResult<()> {
    let start = std::time::Instant::now();
    run(conn, migration.version, Direction::Up)?;
    let milliseconds = i32::try_from(start.elapsed().as_millis()).unwrap_or(i32::MAX);
    diesel::sql_query(
        "WITH ours AS (INSERT INTO automatos_migrations \
             (version, name, checksum, applied_at, duration_ms, tool_version) \
             VALUES ($1, $2, $3, clock_timestamp(), $4, $5)) \
         INSERT INTO __diesel_schema_migrations (version) VALUES ($1) ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(migration.version)
    .bind::<Text, _>(migration.name)
    .bind::<Text, _>(&migration.checksum)
    .bind::<Integer, _>(milliseconds)
    .bind::<Text, _>(env!("CARGO_PKG_VERSION"))
    .execute(conn)
    .map(drop)
}

/// Sets the recorded checksum to the one of this binary, and gives the one that was there.
pub fn accept(conn: &mut PgConnection, migration: &Migration) -> QueryResult<String> {
    #[derive(QueryableByName)]
    struct Before {
        #[diesel(sql_type = Text)]
        checksum: String,
    }
    let before: Before = diesel::sql_query(
        "UPDATE automatos_migrations m SET checksum = $2 \
         FROM (SELECT version, checksum FROM automatos_migrations WHERE version = $1 FOR UPDATE) AS old \
         WHERE m.version = old.version RETURNING old.checksum",
    )
    .bind::<Text, _>(migration.version)
    .bind::<Text, _>(&migration.checksum)
    .get_result(conn)?;
    Ok(before.checksum)
}

/// Runs the down.sql of that version, and forgets it.
pub fn revert(conn: &mut PgConnection, migration: &Migration) -> QueryResult<()> {
    run(conn, migration.version, Direction::Down)?;
    diesel::sql_query(
        "WITH ours AS (DELETE FROM automatos_migrations WHERE version = $1) \
         DELETE FROM __diesel_schema_migrations WHERE version = $1",
    )
    .bind::<Text, _>(migration.version)
    .execute(conn)
    .map(drop)
}

#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
}

fn run(conn: &mut PgConnection, version: &str, direction: Direction) -> QueryResult<()> {
    let migrations = MigrationSource::<Pg>::migrations(&EMBEDDED)
        .map_err(diesel::result::Error::QueryBuilderError)?;
    for migration in migrations {
        if migration.name().version().to_string() == version {
            let ran = match direction {
                Direction::Up => migration.run(conn),
                Direction::Down => migration.revert(conn),
            };
            return ran.map_err(unwrapped);
        }
    }
    Err(diesel::result::Error::NotFound)
}

/// The database's own error, which Diesel wraps when a migration fails.
fn unwrapped(error: Box<dyn std::error::Error + Send + Sync>) -> diesel::result::Error {
    match error.downcast::<diesel::result::Error>() {
        Ok(error) => *error,
        Err(other) => diesel::result::Error::QueryBuilderError(other),
    }
}

#[cfg(test)]
mod tests {
    use diesel::migration::{Migration as _, MigrationSource};
    use diesel::pg::Pg;

    use super::{ALL, EMBEDDED, checksum};

    #[test]
    fn both_lists_name_the_same_migrations() {
        let mut diesel: Vec<String> = MigrationSource::<Pg>::migrations(&EMBEDDED)
            .expect("they are embedded")
            .iter()
            .map(|migration| migration.name().version().to_string())
            .collect();
        diesel.sort();
        let ours: Vec<&str> = ALL.iter().map(|migration| migration.version).collect();
        assert_eq!(ours, diesel);
    }

    #[test]
    fn every_migration_runs_in_the_transaction_of_the_command() {
        for migration in MigrationSource::<Pg>::migrations(&EMBEDDED).expect("they are embedded") {
            assert!(migration.metadata().run_in_transaction());
        }
    }

    #[test]
    fn line_ends_do_not_change_a_checksum() {
        assert_eq!(checksum("a\r\nb\n"), checksum("a\nb\n"));
        assert_ne!(checksum("a"), checksum("b"));
    }
}
