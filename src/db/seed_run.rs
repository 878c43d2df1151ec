//! `seed_runs`: who seeded what, when and from where.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// One run.
#[derive(Debug)]
pub struct Run<'a> {
    pub started_at: DateTime<Utc>,
    pub actor: &'a str,
    /// Where the seeds came from.
    pub source: &'a str,
    /// SHA-256 of each file by name, in hex.
    pub file_hashes: Value,
    /// Counts by kind.
    pub counts: Value,
    /// What was asked for.
    pub options: Value,
}

/// Records the run.
pub fn record(conn: &mut PgConnection, run: &Run<'_>) -> QueryResult<()> {
    let Run {
        started_at,
        actor,
        source,
        file_hashes,
        counts,
        options,
    } = run;
    diesel::sql_query(
        "INSERT INTO seed_runs (id, started_at, finished_at, actor, source, tool_version, \
             file_hashes, counts, options) \
         VALUES ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8)",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(started_at)
    .bind::<Text, _>(actor)
    .bind::<Text, _>(source)
    .bind::<Text, _>(env!("CARGO_PKG_VERSION"))
    .bind::<Jsonb, _>(file_hashes)
    .bind::<Jsonb, _>(counts)
    .bind::<Jsonb, _>(options)
    .execute(conn)
    .map(drop)
}

/// What is kept of the last run.
#[derive(Debug, Serialize, QueryableByName)]
pub struct Last {
    #[diesel(sql_type = Timestamptz)]
    pub started_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    pub actor: String,
    #[diesel(sql_type = Text)]
    pub db_user: String,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Text)]
    pub tool_version: String,
    #[diesel(sql_type = Jsonb)]
    pub file_hashes: Value,
    #[diesel(sql_type = Jsonb)]
    pub counts: Value,
}

/// The last run, if there was one.
pub fn last(conn: &mut PgConnection) -> QueryResult<Option<Last>> {
    diesel::sql_query(
        "SELECT started_at, actor, db_user, source, tool_version, file_hashes, counts \
         FROM seed_runs ORDER BY id DESC LIMIT 1",
    )
    .get_result(conn)
    .optional()
}
