//! `plugin_categories`: groups of the marketplace and the categories in them.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::page::{Page, paged};
use super::schema::{marketplace_plugins, plugin_categories};
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

/// What is written of a new category.
#[derive(Debug, Insertable)]
#[diesel(table_name = plugin_categories)]
pub struct New<'a> {
    pub id: Uuid,
    pub slug: &'a str,
    pub name: &'a str,
    pub description: Option<&'a str>,
    pub icon: Option<&'a str>,
    pub sort_order: i32,
    pub parent_id: Option<Uuid>,
}

/// What changes; what is absent stays.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = plugin_categories)]
pub struct Changes {
    pub name: Option<String>,
    pub description: Option<String>,
    pub icon: Option<String>,
    pub sort_order: Option<i32>,
    #[expect(
        clippy::option_option,
        reason = "absent: it stays where it is; null: it becomes a group"
    )]
    pub parent_id: Option<Option<Uuid>>,
    pub is_active: Option<bool>,
}

/// What is in a category.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Uses {
    pub categories: i64,
    pub plugins: i64,
}

/// Writes a category; nothing when its slug is taken.
pub fn insert(conn: &mut PgConnection, new: &New<'_>) -> QueryResult<Option<PluginCategory>> {
    diesel::insert_into(plugin_categories::table)
        .values(new)
        .on_conflict(plugin_categories::slug)
        .do_nothing()
        .returning(PluginCategory::as_returning())
        .get_result(conn)
        .optional()
}

/// Changes a category.
pub fn update(conn: &mut PgConnection, id: Uuid, changes: &Changes) -> QueryResult<PluginCategory> {
    diesel::update(plugin_categories::table.find(id))
        .set((changes, plugin_categories::updated_at.eq(now)))
        .returning(PluginCategory::as_returning())
        .get_result(conn)
}

/// Removes a category.
pub fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(plugin_categories::table.find(id))
        .execute(conn)
        .map(drop)
}

/// Moves all plugins of a category into another. Answers how many.
pub fn move_plugins(conn: &mut PgConnection, from: Uuid, to: Uuid) -> QueryResult<usize> {
    diesel::update(marketplace_plugins::table)
        .filter(marketplace_plugins::category_id.eq(from))
        .set((
            marketplace_plugins::category_id.eq(to),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
}

/// What is in a category itself, not in those below it.
pub fn uses(conn: &mut PgConnection, id: Uuid) -> QueryResult<Uses> {
    let categories = plugin_categories::table
        .filter(plugin_categories::parent_id.eq(id))
        .count()
        .get_result(conn)?;
    let plugins = marketplace_plugins::table
        .filter(marketplace_plugins::category_id.eq(id))
        .count()
        .get_result(conn)?;
    Ok(Uses {
        categories,
        plugins,
    })
}
