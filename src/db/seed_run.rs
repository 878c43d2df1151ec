//! `seed_runs`: who seeded what, when and from where.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Text, Timestamptz, Uuid as SqlUuid};
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
