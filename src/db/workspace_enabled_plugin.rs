//! `workspace_enabled_plugins`: which workspace may use which plugin.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{workspace_enabled_plugins as table, workspaces};

/// A workspace that enabled a plugin.
#[derive(Debug, Queryable, Serialize)]
pub struct Enabled {
    pub workspace: String,
    pub enabled_by: String,
    pub enabled_at: DateTime<Utc>,
}

/// Enables it there.
pub fn insert(
    conn: &mut PgConnection,
    (workspace_id, plugin_id): (Uuid, Uuid),
    enabled_by: &str,
) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::workspace_id.eq(workspace_id),
            table::plugin_id.eq(plugin_id),
            table::enabled_by.eq(enabled_by),
        ))
        .execute(conn)
        .map(drop)
}

/// Removes it there, with the assignments of agents that are left.
pub fn delete(conn: &mut PgConnection, (workspace_id, plugin_id): (Uuid, Uuid)) -> QueryResult<()> {
    diesel::delete(table::table.find((workspace_id, plugin_id)))
        .execute(conn)
        .map(drop)
}

/// Whether it is enabled there.
pub fn exists(
    conn: &mut PgConnection,
    (workspace_id, plugin_id): (Uuid, Uuid),
) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        table::table.find((workspace_id, plugin_id)),
    ))
    .get_result(conn)
}

/// Which of these plugins are enabled there.
pub fn among(
    conn: &mut PgConnection,
    workspace_id: Uuid,
    plugins: &[Uuid],
) -> QueryResult<Vec<Uuid>> {
    table::table
        .filter(table::workspace_id.eq(workspace_id))
        .filter(table::plugin_id.eq_any(plugins))
        .select(table::plugin_id)
        .load(conn)
}

/// The first workspaces, by slug, that enabled a plugin.
pub fn of_plugin(
    conn: &mut PgConnection,
    plugin_id: Uuid,
    limit: i64,
) -> QueryResult<Vec<Enabled>> {
    table::table
        .inner_join(workspaces::table.on(workspaces::id.eq(table::workspace_id)))
        .filter(table::plugin_id.eq(plugin_id))
        .order(workspaces::slug)
        .limit(limit)
        .select((workspaces::slug, table::enabled_by, table::enabled_at))
        .load(conn)
}
