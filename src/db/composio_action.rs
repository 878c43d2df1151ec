//! `composio_actions_cache`: what apps can be asked to do.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Jsonb, Text, Timestamptz};
use serde::Serialize;
use serde_json::Value;

use super::composio_app::Written;
use super::page::{Page, paged};
use super::schema::composio_actions_cache as table;
use super::search;

/// A row of `composio_actions_cache`.
#[derive(Debug, HasQuery, Serialize)]
#[diesel(table_name = table)]
pub struct ComposioAction {
    pub id: i64,
    pub app_name: String,
    pub action_name: String,
    pub action_slug: String,
    pub display_name: String,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub category: Option<String>,
    pub is_premium: bool,
    pub parameters: Value,
    pub response_schema: Value,
    pub metadata: Value,
    pub last_synced_at: DateTime<Utc>,
}

/// Which actions are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub app_name: Option<String>,
    pub tag: Option<String>,
    pub search: Option<String>,
}

/// A page of actions.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<i64>,
) -> QueryResult<Vec<ComposioAction>> {
    let Filter {
        app_name,
        tag,
        search,
    } = filter;
    let mut query = ComposioAction::query().into_boxed();
    if let Some(app_name) = app_name {
        query = query.filter(table::app_name.eq(app_name));
    }
    if let Some(tag) = tag {
        query = query.filter(table::tags.contains(vec![tag]));
    }
    if let Some(text) = search {
        let pattern = search::pattern(text);
        query = query.filter(
            table::action_name
                .ilike(pattern.clone())
                .or(table::display_name.ilike(pattern.clone()))
                .or(table::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        table::action_name,
        table::last_synced_at,
        table::id
    )
    .load(conn)
}

/// The actions of that name, slug or id, of one app or of any.
pub fn named(
    conn: &mut PgConnection,
    name: &str,
    app_name: Option<&str>,
) -> QueryResult<Vec<ComposioAction>> {
    let mut query = ComposioAction::query().limit(2).into_boxed();
    if let Some(app_name) = app_name {
        query = query.filter(table::app_name.eq(app_name));
    }
    match name.parse::<i64>() {
        Ok(id) => query.filter(table::id.eq(id)).load(conn),
        Err(_) => query
            .filter(table::action_name.eq(name).or(table::action_slug.eq(name)))
            .load(conn),
    }
}

/// The names of actions, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    table::table
        .select(table::action_name)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// Writes actions, given as a JSON list, that are new or otherwise than they were.
pub fn put(
    conn: &mut PgConnection,
    actions: &Value,
    at: DateTime<Utc>,
) -> QueryResult<Vec<Written>> {
    diesel::sql_query(
        "WITH wanted AS ( \
             SELECT s.* FROM jsonb_to_recordset($1) AS s (app_name text, action_name text, \
                 action_slug text, display_name text, description text, parameters jsonb, \
                 response_schema jsonb, tags text[], category text, is_premium bool, metadata jsonb) \
             WHERE NOT EXISTS (SELECT FROM composio_actions_cache a \
                 WHERE a.app_name = s.app_name AND a.action_name = s.action_name \
                   AND (a.action_slug, a.display_name, a.description, a.parameters, a.response_schema, \
                        a.tags, a.category, a.is_premium, a.metadata) \
                   IS NOT DISTINCT FROM (s.action_slug, s.display_name, s.description, s.parameters, \
                        s.response_schema, s.tags, s.category, s.is_premium, s.metadata)) \
         ) INSERT INTO composio_actions_cache (app_name, action_name, action_slug, display_name, \
             description, parameters, response_schema, tags, category, is_premium, metadata, \
             last_synced_at) \
         SELECT *, $2 FROM wanted \
         ON CONFLICT (app_name, action_name) DO UPDATE SET action_slug = excluded.action_slug, \
             display_name = excluded.display_name, description = excluded.description, \
             parameters = excluded.parameters, response_schema = excluded.response_schema, \
             tags = excluded.tags, category = excluded.category, is_premium = excluded.is_premium, \
             metadata = excluded.metadata, last_synced_at = excluded.last_synced_at \
         RETURNING xmax = 0 AS is_new",
    )
    .bind::<Jsonb, _>(actions)
    .bind::<Timestamptz, _>(at)
    .load(conn)
}

/// Removes the actions of these apps that are not in the JSON list. Answers how many.
pub fn delete_others(
    conn: &mut PgConnection,
    apps: &[&str],
    actions: &Value,
) -> QueryResult<usize> {
    diesel::sql_query(
        "DELETE FROM composio_actions_cache a WHERE a.app_name = ANY ($1) \
         AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2) AS s (app_name text, action_name text) \
             WHERE s.app_name = a.app_name AND s.action_name = a.action_name)",
    )
    .bind::<Array<Text>, _>(apps)
    .bind::<Jsonb, _>(actions)
    .execute(conn)
}
