//! `plugin_sync_history`: the steps in the life of plugins, only ever added to.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::plugin_sync_history as table;
use crate::model::PluginAction;

/// A row of `plugin_sync_history`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = table)]
pub struct PluginSyncHistory {
    pub id: Uuid,
    pub started_at: DateTime<Utc>,
    pub action: PluginAction,
    pub plugin_slug: String,
    pub plugin_version: Option<String>,
    pub status: String,
    pub performed_by: String,
    #[diesel(select_expression = sql("(plugin_sync_history.details ->> 'reason')"))]
    #[diesel(select_expression_type = SqlLiteral<Nullable<Text>>)]
    pub reason: Option<String>,
    pub details: Value,
    pub error_message: Option<String>,
    pub completed_at: Option<DateTime<Utc>>,
}

/// One step that was done.
#[derive(Debug)]
pub struct Step<'a> {
    pub action: PluginAction,
    pub plugin_id: Option<Uuid>,
    pub slug: &'a str,
    pub version: Option<&'a str>,
    pub details: Value,
    pub by: &'a str,
}

/// Adds steps; they were done in this transaction, which is when they began and ended.
pub fn append(conn: &mut PgConnection, steps: Vec<Step<'_>>) -> QueryResult<()> {
    let rows: Vec<_> = steps
        .into_iter()
        .map(|step| {
            (
                table::id.eq(Uuid::now_v7()),
                table::action.eq(step.action),
                table::plugin_id.eq(step.plugin_id),
                table::plugin_slug.eq(step.slug),
                table::plugin_version.eq(step.version),
                table::status.eq("done"),
                table::details.eq(step.details),
                table::performed_by.eq(step.by),
                table::completed_at.eq(diesel::dsl::now),
            )
        })
        .collect();
    diesel::insert_into(table::table)
        .values(rows)
        .execute(conn)
        .map(drop)
}

/// A page of the history of the plugin that has or had that slug.
pub fn page(
    conn: &mut PgConnection,
    slug: &str,
    page: &Page<Uuid>,
) -> QueryResult<Vec<PluginSyncHistory>> {
    let query = PluginSyncHistory::query()
        .filter(table::plugin_slug.eq(slug))
        .into_boxed();
    paged!(
        query,
        page,
        table::plugin_slug,
        table::started_at,
        table::id
    )
    .load(conn)
}

/// Whether anything was ever done to a plugin of that slug.
pub fn exists(conn: &mut PgConnection, slug: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        table::table.filter(table::plugin_slug.eq(slug)),
    ))
    .get_result(conn)
}
