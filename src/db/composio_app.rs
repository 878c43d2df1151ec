//! `composio_apps_cache`: the apps that agents' tools belong to.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Jsonb, Text, Timestamptz};
use serde::Serialize;
use serde_json::Value;

use super::page::{Page, paged};
use super::schema::composio_apps_cache as table;
use super::search;

/// A row of `composio_apps_cache`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = table)]
pub struct ComposioApp {
    pub id: i64,
    pub app_name: String,
    pub app_slug: String,
    pub display_name: String,
    pub description: Option<String>,
    pub logo_url: Option<String>,
    pub categories: Vec<String>,
    pub auth_schemes: Vec<String>,
    pub action_count: i32,
    pub trigger_count: i32,
    pub status: String,
    pub metadata: Value,
    pub last_synced_at: DateTime<Utc>,
}

/// Which apps are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub category: Option<String>,
    pub status: Option<String>,
    pub search: Option<String>,
}

/// Whether a row was new.
#[derive(Debug, QueryableByName)]
pub struct Written {
    #[diesel(sql_type = Bool)]
    pub is_new: bool,
}

/// A page of apps.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<ComposioApp>> {
    let Filter {
        category,
        status,
        search,
    } = filter;
    let mut query = ComposioApp::query().into_boxed();
    if let Some(category) = category {
        query = query.filter(table::categories.contains(vec![category]));
    }
    if let Some(status) = status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(text) = search {
        let pattern = search::pattern(text);
        query = query.filter(
            table::app_name
                .ilike(pattern.clone())
                .or(table::display_name.ilike(pattern.clone()))
                .or(table::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        table::app_name,
        table::last_synced_at,
        table::id
    )
    .load(conn)
}

/// The app of that name, slug or id; names in any case.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<ComposioApp>> {
    let query = ComposioApp::query().limit(2);
    match name.parse::<i64>() {
        Ok(id) => query.filter(table::id.eq(id)).load(conn),
        Err(_) => query
            .filter(
                table::app_name
                    .eq(name.to_uppercase())
                    .or(table::app_slug.eq(name.to_lowercase())),
            )
            .load(conn),
    }
}

/// The names of all apps, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    table::table
        .select(table::app_name)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// Writes apps, given as a JSON list, that are new or otherwise than they were.
pub fn put(conn: &mut PgConnection, apps: &Value, at: DateTime<Utc>) -> QueryResult<Vec<Written>> {
    diesel::sql_query(
        "WITH wanted AS ( \
             SELECT s.app_name, s.app_slug, s.display_name, s.description, s.logo_url, s.categories, \
                 s.auth_schemes, coalesce(s.action_count, a.action_count, 0) AS action_count, \
                 s.trigger_count, s.status, s.metadata \
             FROM jsonb_to_recordset($1) AS s (app_name text, app_slug text, display_name text, \
                 description text, logo_url text, categories text[], auth_schemes text[], \
                 action_count int4, trigger_count int4, status text, metadata jsonb) \
             LEFT JOIN composio_apps_cache a ON a.app_name = s.app_name \
             WHERE a.id IS NULL OR (a.app_slug, a.display_name, a.description, a.logo_url, \
                     a.categories, a.auth_schemes, a.action_count, a.trigger_count, a.status, a.metadata) \
                 IS DISTINCT FROM (s.app_slug, s.display_name, s.description, s.logo_url, \
                     s.categories, s.auth_schemes, coalesce(s.action_count, a.action_count, 0), \
                     s.trigger_count, s.status, s.metadata) \
         ) INSERT INTO composio_apps_cache (app_name, app_slug, display_name, description, logo_url, \
             categories, auth_schemes, action_count, trigger_count, status, metadata, last_synced_at) \
         SELECT *, $2 FROM wanted \
         ON CONFLICT (app_name) DO UPDATE SET app_slug = excluded.app_slug, \
             display_name = excluded.display_name, description = excluded.description, \
             logo_url = excluded.logo_url, categories = excluded.categories, \
             auth_schemes = excluded.auth_schemes, action_count = excluded.action_count, \
             trigger_count = excluded.trigger_count, status = excluded.status, \
             metadata = excluded.metadata, last_synced_at = excluded.last_synced_at \
         RETURNING xmax = 0 AS is_new",
    )
    .bind::<Jsonb, _>(apps)
    .bind::<Timestamptz, _>(at)
    .load(conn)
}

/// Writes those apps of a JSON list that are not there yet, and leaves the others as they are.
pub fn add(conn: &mut PgConnection, apps: &Value, at: DateTime<Utc>) -> QueryResult<Vec<Written>> {
    diesel::sql_query(
        "INSERT INTO composio_apps_cache (app_name, app_slug, display_name, logo_url, last_synced_at) \
         SELECT app_name, app_slug, display_name, logo_url, $2 FROM jsonb_to_recordset($1) \
             AS s (app_name text, app_slug text, display_name text, logo_url text) \
         ON CONFLICT (app_name) DO NOTHING RETURNING true AS is_new",
    )
    .bind::<Jsonb, _>(apps)
    .bind::<Timestamptz, _>(at)
    .load(conn)
}

/// Switches off the apps that have none of these names. Answers how many were on.
pub fn deactivate_others(conn: &mut PgConnection, names: &[&str]) -> QueryResult<usize> {
    diesel::sql_query(
        "UPDATE composio_apps_cache SET status = 'inactive' \
         WHERE status <> 'inactive' AND NOT (app_name = ANY ($1))",
    )
    .bind::<Array<Text>, _>(names)
    .execute(conn)
}

/// Counts the actions of all apps again; says how many counts were wrong.
pub fn recount(conn: &mut PgConnection) -> QueryResult<usize> {
    diesel::sql_query(
        "UPDATE composio_apps_cache t SET action_count = s.number FROM ( \
             SELECT a.app_name, count(c.app_name)::int4 AS number FROM composio_apps_cache a \
             LEFT JOIN composio_actions_cache c ON c.app_name = a.app_name GROUP BY a.app_name) s \
         WHERE t.app_name = s.app_name AND t.action_count <> s.number",
    )
    .execute(conn)
}
