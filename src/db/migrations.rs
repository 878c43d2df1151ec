//! The migrations compiled into the binary, and `automatos_migrations`, which says what is applied.
//!
//! Diesel's own runner takes four messages a migration and a CREATE TABLE on every check, which a role
//! that only reads cannot do, and hides what the server said; its table is still kept, and its form of
//! folders, so that its tools work.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text, Timestamptz};
use serde::Serialize;

use super::concurrent;
use super::session::Session;
use crate::model::Digest;

/// The files of a migration.
struct Files {
    version: &'static str,
    name: &'static str,
    in_transaction: bool,
    up: &'static str,
    down: &'static str,
}

/// The files of every migration, oldest first.
const FILES: &[Files] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// A migration of this binary.
#[derive(Debug)]
pub struct Migration {
    /// Digits of its date and number, such as `20261122000001`.
    pub version: &'static str,
    /// What it does, such as `create_users`.
    pub name: &'static str,
    /// SHA-256 of its up.sql with line ends as LF, in hex.
    pub checksum: String,
    /// Whether it may run in a transaction, which CREATE INDEX CONCURRENTLY may not.
    pub in_transaction: bool,
    up: &'static str,
    down: &'static str,
}

/// Every migration of this binary, oldest first.
pub static ALL: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|files| Migration {
            version: files.version,
            name: files.name,
            checksum: checksum(files.up),
            in_transaction: files.in_transaction,
            up: files.up,
            down: files.down,
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
    let found = FILES.iter().find(|files| files.version == version);
    found.map(|files| files.up)
}

/// Creates the two tables of bookkeeping where they are missing.
pub fn create_tables(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(include_str!("migrations.sql"))
}

/// Runs the up.sql of that version in the transaction that is open, and records it. What it would build
/// concurrently is built at once: for databases that nobody works with yet.
pub fn apply(conn: &mut PgConnection, migration: &Migration) -> QueryResult<()> {
    let start = std::time::Instant::now();
    if migration.in_transaction {
        conn.batch_execute(migration.up)?;
    } else {
        conn.batch_execute(&without_concurrently(migration.up))?;
    }
    let milliseconds = i32::try_from(start.elapsed().as_millis()).unwrap_or(i32::MAX);
    record(conn, migration, milliseconds)
}

/// Runs the up.sql of a version that fits into no transaction, statement by statement, and records it.
pub fn apply_alone(session: &mut Session, migration: &Migration) -> anyhow::Result<()> {
    let start = std::time::Instant::now();
    concurrent::run(session, migration.up, |conn| {
        let milliseconds = i32::try_from(start.elapsed().as_millis()).unwrap_or(i32::MAX);
        record(conn, migration, milliseconds)
    })
}

/// Records that version as applied, and runs nothing. `milliseconds` is how long it took.
pub fn record(
    conn: &mut PgConnection,
    migration: &Migration,
    milliseconds: i32,
) -> QueryResult<()> {
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
    conn.batch_execute(migration.down)?;
    diesel::sql_query(
        "WITH ours AS (DELETE FROM automatos_migrations WHERE version = $1) \
         DELETE FROM __diesel_schema_migrations WHERE version = $1",
    )
    .bind::<Text, _>(migration.version)
    .execute(conn)
    .map(drop)
}

/// The same statements without the word that no transaction may hold.
fn without_concurrently(sql: &str) -> String {
    sql.replace(" CONCURRENTLY", "")
}

#[cfg(test)]
mod tests {
    use super::{ALL, checksum};

    #[test]
    fn versions_only_grow() {
        let versions: Vec<&str> = ALL.iter().map(|migration| migration.version).collect();
        assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
    }

    #[test]
    fn line_ends_do_not_change_a_checksum() {
        assert_eq!(checksum("a\r\nb\n"), checksum("a\nb\n"));
        assert_ne!(checksum("a"), checksum("b"));
    }
}
