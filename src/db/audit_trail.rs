//! `audit_events` read back: who changed what.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Cursor, Page, paged};
use super::schema::audit_events as table;

/// A row of `audit_events`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = table)]
pub struct AuditEvent {
    pub workspace_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
    pub actor: String,
    pub db_user: String,
    pub command: String,
    pub object_type: String,
    pub object_id: String,
    pub object_name: String,
    pub action: String,
    pub reason: Option<String>,
    pub before: Value,
    pub after: Value,
    pub tool_version: String,
}

/// Which events are wanted; what is absent does not matter.
#[derive(Debug)]
pub struct Filter {
    pub workspace_id: Option<Uuid>,
    pub actor: Option<String>,
    pub object_type: Option<String>,
    pub object_name: Option<String>,
    pub action: Option<String>,
    /// Lets partitions be left out.
    pub since: DateTime<Utc>,
}

/// A page of events, the newest first.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<Uuid>,
) -> QueryResult<Vec<AuditEvent>> {
    let mut query = AuditEvent::query()
        .filter(table::created_at.ge(filter.since))
        .into_boxed();
    if let Some(workspace_id) = filter.workspace_id {
        query = query.filter(table::workspace_id.eq(workspace_id));
    }
    if let Some(actor) = &filter.actor {
        query = query.filter(table::actor.eq(actor));
    }
    if let Some(object_type) = &filter.object_type {
        query = query.filter(table::object_type.eq(object_type));
    }
    if let Some(object_name) = &filter.object_name {
        query = query.filter(table::object_name.eq(object_name));
    }
    if let Some(action) = &filter.action {
        query = query.filter(table::action.eq(action));
    }
    if let Some(Cursor::Created(at, _)) = &page.after {
        query = query.filter(table::created_at.le(at));
    }
    paged!(
        query,
        page,
        table::object_name,
        table::created_at,
        table::id
    )
    .load(conn)
}
