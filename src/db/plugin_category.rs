//! `plugin_categories`: groups of the marketplace and the categories in them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::plugin_categories;
use super::search;

/// A row of `plugin_categories`.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = plugin_categories)]
pub struct PluginCategory {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub description: Option<String>,
    pub icon: Option<String>,
    pub sort_order: i32,
    pub parent_id: Option<Uuid>,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Which categories are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub parent_id: Option<Uuid>,
    pub search: Option<String>,
}

/// A page of categories.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    page: &Page<Uuid>,
) -> QueryResult<Vec<PluginCategory>> {
    let mut query = PluginCategory::query().into_boxed();
    if let Some(parent_id) = filter.parent_id {
        query = query.filter(plugin_categories::parent_id.eq(parent_id));
    }
    if let Some(text) = &filter.search {
        let pattern = search::pattern(text);
        query = query.filter(
            plugin_categories::name
                .ilike(pattern.clone())
                .or(plugin_categories::description.ilike(pattern)),
        );
    }
    paged!(
        query,
        page,
        plugin_categories::slug,
        plugin_categories::created_at,
        plugin_categories::id
    )
    .load(conn)
}

/// All categories in the order they are shown: a catalog of a few dozen rows.
pub fn all(conn: &mut PgConnection) -> QueryResult<Vec<PluginCategory>> {
    PluginCategory::query()
        .order((plugin_categories::sort_order, plugin_categories::slug))
        .load(conn)
}

/// The categories of that slug, name or id.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<PluginCategory>> {
    let query = PluginCategory::query().limit(2);
    match name.parse::<Uuid>() {
        Ok(id) => query.filter(plugin_categories::id.eq(id)).load(conn),
        Err(_) => query
            .filter(
                plugin_categories::slug
                    .eq(name)
                    .or(plugin_categories::name.eq(name)),
            )
            .load(conn),
    }
}

/// The slugs of all categories, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    plugin_categories::table
        .select(plugin_categories::slug)
        .limit(search::MOST_NAMES)
        .load(conn)
}
