//! `unrouted_events`: requests that no rule had a place for, by month.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Cursor, Page};
use super::schema::unrouted_events as table;
use crate::model::Channel;

/// A row of `unrouted_events` without the payload.
#[derive(Debug, Clone, QueryableByName, Serialize)]
pub struct UnroutedEvent {
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Text)]
    pub content: String,
    #[diesel(sql_type = Text)]
    pub reason: String,
}

/// What is written of an event.
#[derive(Debug, Insertable)]
#[diesel(table_name = table)]
pub struct New<'a> {
    pub workspace_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
    pub source: &'a str,
    pub content: &'a str,
    pub raw_payload: &'a Value,
    pub reason: &'a str,
}

/// Writes an event.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values(new)
        .execute(conn)
        .map(drop)
}

/// A page of the events of a workspace since that time, the newest first.
pub fn page(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    (since, channel): (DateTime<Utc>, Option<Channel>),
    page: &Page<Uuid>,
) -> QueryResult<Vec<UnroutedEvent>> {
    let (at, id) = match &page.after {
        Some(Cursor::Created(at, id)) => (Some(*at), Some(*id)),
        Some(Cursor::Name(..)) | None => (None, None),
    };
    // The bound on the time alone is in the one on both; said alone it lets partitions be left out.
    diesel::sql_query(
        "SELECT created_at, id, source, content, reason FROM unrouted_events \
         WHERE workspace_id = $1 AND created_at >= $2 \
             AND ($3::timestamptz IS NULL OR created_at <= $3) \
             AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4)) \
             AND ($5::text IS NULL OR split_part(source, ':', 1) = $5) \
         ORDER BY created_at DESC, id DESC LIMIT $6",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<Timestamptz, _>(since)
    .bind::<Nullable<Timestamptz>, _>(at)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<Nullable<Text>, _>(channel)
    .bind::<BigInt, _>(page.fetch())
    .load(conn)
}
