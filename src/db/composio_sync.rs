//! `composio_syncs`: the catalogues that the app cache was filled from.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;

use super::schema::composio_syncs as table;

/// A row of `composio_syncs`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = table)]
pub struct ComposioSync {
    pub source: String,
    pub etag: Option<String>,
    pub content_sha256: String,
    pub apps: i32,
    pub actions: i32,
    pub synced_at: DateTime<Utc>,
    pub synced_by: String,
}

/// What is written of a sync.
#[derive(Debug, Insertable, AsChangeset)]
#[diesel(table_name = table, treat_none_as_null = true)]
pub struct New<'a> {
    pub source: &'a str,
    pub etag: Option<String>,
    pub content_sha256: &'a str,
    pub apps: i32,
    pub actions: i32,
    pub synced_at: DateTime<Utc>,
    pub synced_by: &'a str,
}

/// The last sync from that source.
pub fn find(conn: &mut PgConnection, source: &str) -> QueryResult<Option<ComposioSync>> {
    ComposioSync::query()
        .filter(table::source.eq(source))
        .first(conn)
        .optional()
}

/// Writes a sync in place of the one before from the same source.
pub fn put(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values(new)
        .on_conflict(table::source)
        .do_update()
        .set(new)
        .execute(conn)
        .map(drop)
}
