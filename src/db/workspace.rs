//! `workspaces`: the tenants.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::workspaces;
use super::search;
use crate::model::{WorkspaceKind, WorkspaceStatus};

/// The workspace of the platform itself: it owns marketplace agents and the audit rows of catalogs.
pub const PLATFORM: Uuid = Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001);

/// A row of `workspaces`; the hash of its webhook key stays in the database.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = workspaces)]
pub struct Workspace {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub kind: WorkspaceKind,
    pub plan: String,
    pub plan_limits: Value,
    pub settings: Value,
    pub owner_id: Option<i64>,
    pub clerk_org_id: Option<String>,
    pub is_active: bool,
    pub paused_at: Option<DateTime<Utc>>,
    pub paused_reason: Option<String>,
    pub deleted_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What is written of a new workspace.
#[derive(Debug, Insertable)]
#[diesel(table_name = workspaces)]
pub struct New<'a> {
    pub id: Uuid,
    pub slug: &'a str,
    pub name: &'a str,
    pub kind: WorkspaceKind,
    pub owner_id: Option<i64>,
    pub plan: &'a str,
}

/// Which workspaces are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub kind: Option<WorkspaceKind>,
    /// Without one, every workspace that is not deleted.
    pub status: Option<WorkspaceStatus>,
    pub search: Option<String>,
}

/// What changes; what is absent stays.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = workspaces)]
#[expect(
    clippy::option_option,
    reason = "absent: it stays; null: it is cleared"
)]
pub struct Changes {
    pub name: Option<String>,
    pub plan: Option<String>,
    pub plan_limits: Option<Value>,
    pub settings: Option<Value>,
    pub owner_id: Option<Option<i64>>,
    pub webhook_key_hash: Option<String>,
    pub is_active: Option<bool>,
    pub paused_at: Option<Option<DateTime<Utc>>>,
    pub paused_reason: Option<Option<String>>,
    pub deleted_at: Option<DateTime<Utc>>,
}

/// Writes a workspace; nothing when its slug is taken.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<Option<Workspace>> {
    diesel::insert_into(workspaces::table)
        .values(new)
        .on_conflict(workspaces::slug)
        .do_nothing()
        .returning(Workspace::as_returning())
        .get_result(conn)
        .optional()
}

/// A page of the workspaces that were not deleted.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<Uuid>,
) -> QueryResult<Vec<Workspace>> {
    let mut query = Workspace::query().into_boxed();
    query = if filter.status == Some(WorkspaceStatus::Deleted) {
        query.filter(workspaces::deleted_at.is_not_null())
    } else {
        query.filter(workspaces::deleted_at.is_null())
    };
    query = match filter.status {
        Some(WorkspaceStatus::Active) => query.filter(workspaces::paused_at.is_null()),
        Some(WorkspaceStatus::Paused) => query.filter(workspaces::paused_at.is_not_null()),
        Some(WorkspaceStatus::Deleted) | None => query,
    };
    if let Some(kind) = filter.kind {
        query = query.filter(workspaces::kind.eq(kind));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            workspaces::name
                .ilike(pattern.clone())
                .or(workspaces::slug.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        workspaces::slug,
        workspaces::created_at,
        workspaces::id
    )
    .load(conn)
}

/// The workspaces of that slug, name or id that were not deleted.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<Workspace>> {
    let mut found = named_or_deleted(conn, name)?;
    found.retain(|workspace| workspace.deleted_at.is_none());
    Ok(found)
}

/// The same with those that were deleted and not purged yet.
pub fn named_or_deleted(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<Workspace>> {
    let query = Workspace::query()
        .order((workspaces::deleted_at.is_not_null(), workspaces::id))
        .limit(3);
    match name.parse::<Uuid>() {
        Ok(id) => query.filter(workspaces::id.eq(id)).load(conn),
        Err(_) => query
            .filter(workspaces::slug.eq(name).or(workspaces::name.eq(name)))
            .load(conn),
    }
}

/// Holds the workspace to the end of the transaction; nothing when it is gone. Whatever is changed of
/// a workspace or its members begins here and ends in [`update`]: then two changes come one after the
/// other.
pub fn hold(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Workspace>> {
    Workspace::query()
        .filter(workspaces::id.eq(id))
        .for_update()
        .first(conn)
        .optional()
}

/// Changes a workspace.
pub fn update(conn: &mut PgConnection, id: Uuid, changes: &Changes) -> QueryResult<Workspace> {
    diesel::update(workspaces::table.find(id))
        .set((changes, workspaces::updated_at.eq(now)))
        .returning(Workspace::as_returning())
        .get_result(conn)
}

/// The slugs of all workspaces, in order.
pub fn slugs(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    workspaces::table
        .filter(workspaces::deleted_at.is_null())
        .select(workspaces::slug)
        .order(workspaces::slug)
        .load(conn)
}

/// The slugs of all workspaces, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    workspaces::table
        .filter(workspaces::deleted_at.is_null())
        .select(workspaces::slug)
        .limit(search::MOST_NAMES)
        .load(conn)
}
