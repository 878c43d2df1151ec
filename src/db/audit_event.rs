//! `audit_events`: who changed what, in the transaction that changed it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Nullable, Text, Uuid as SqlUuid};
use serde_json::{Value, json};
use uuid::Uuid;

use super::schema::audit_events;
use super::workspace::PLATFORM;

/// One changed object, or one kind of objects that a bulk command changed.
#[derive(Debug)]
pub struct Change<'a> {
    /// Whose object it is; the platform's for catalogs.
    pub workspace_id: Uuid,
    pub actor: &'a str,
    pub command: &'a str,
    pub object_type: &'a str,
    pub object_id: &'a str,
    pub object_name: &'a str,
    pub action: &'a str,
    /// The changed fields, secrets masked; for a bulk command its counts.
    pub after: Value,
}

/// When the newest change of an object of that type was recorded in the platform's workspace.
pub fn last_of(conn: &mut PgConnection, object_type: &str) -> QueryResult<Option<DateTime<Utc>>> {
    audit_events::table
        .filter(audit_events::workspace_id.eq(PLATFORM))
        .filter(audit_events::object_type.eq(object_type))
        .order(audit_events::created_at.desc())
        .select(audit_events::created_at)
        .first(conn)
        .optional()
}

/// Records the change.
pub fn insert(conn: &mut PgConnection, change: &Change<'_>) -> QueryResult<()> {
    insert_explained(conn, change, None, &json!({}))
}

/// Records the change with what was there before and, where somebody gave one, the reason.
pub fn insert_explained(
    conn: &mut PgConnection,
    change: &Change<'_>,
    reason: Option<&str>,
    before: &Value,
) -> QueryResult<()> {
    let Change {
        workspace_id,
        actor,
        command,
        object_type,
        object_id,
        object_name,
        action,
        after,
    } = change;
    diesel::sql_query(
        "INSERT INTO audit_events (workspace_id, created_at, id, actor, db_user, command, \
             object_type, object_id, object_name, action, after, tool_version, \
             reason, before) \
         VALUES ($1, now(), $2, $3, session_user, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind::<SqlUuid, _>(workspace_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(actor)
    .bind::<Text, _>(command)
    .bind::<Text, _>(object_type)
    .bind::<Text, _>(object_id)
    .bind::<Text, _>(object_name)
    .bind::<Text, _>(action)
    .bind::<Jsonb, _>(after)
    .bind::<Text, _>(env!("CARGO_PKG_VERSION"))
    .bind::<Nullable<Text>, _>(reason)
    .bind::<Jsonb, _>(before)
    .execute(conn)
    .map(drop)
}
