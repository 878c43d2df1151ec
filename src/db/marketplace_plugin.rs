//! `marketplace_plugins`: plugins as the marketplace shows them.

use chrono::{DateTime, Utc};
use diesel::dsl::{now, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use serde::Serialize;
use uuid::Uuid;

use super::schema::marketplace_plugins;
use super::search;
use crate::model::{ApprovalStatus, SecurityStatus};

const CATEGORY: &str =
    "(SELECT c.slug FROM plugin_categories c WHERE c.id = marketplace_plugins.category_id)";

/// A row of `marketplace_plugins`, with the slug of its category.
#[derive(Debug, Clone, HasQuery, Serialize)]
#[diesel(table_name = marketplace_plugins)]
pub struct MarketplacePlugin {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub version: String,
    pub description: Option<String>,
    pub long_description: Option<String>,
    #[diesel(select_expression = sql(CATEGORY))]
    #[diesel(select_expression_type = SqlLiteral<Nullable<Text>>)]
    pub category: Option<String>,
    pub tags: Vec<String>,
    pub security_status: SecurityStatus,
    pub approval_status: ApprovalStatus,
    pub is_active: bool,
    pub is_featured: bool,
    pub enable_count: i32,
    pub skills_count: i32,
    pub commands_count: i32,
    pub agents_count: i32,
    pub hooks_count: i32,
    pub token_estimate: i32,
    pub recommended_models: Vec<String>,
    pub original_author: Option<String>,
    pub license: Option<String>,
    pub source_type: Option<String>,
    pub source_url: Option<String>,
    pub source_repo: Option<String>,
    pub package_sha256: Option<String>,
    pub storage_uri: Option<String>,
    pub security_scan_id: Option<Uuid>,
    pub approved_by: Option<String>,
    pub approved_at: Option<DateTime<Utc>>,
    pub rejection_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a version says of its plugin, as the marketplace shows it.
#[derive(Debug, Clone, AsChangeset, Insertable)]
#[diesel(table_name = marketplace_plugins, treat_none_as_null = true)]
pub struct Shown {
    pub name: String,
    pub version: String,
    pub storage_uri: Option<String>,
    pub package_sha256: Option<String>,
    pub description: Option<String>,
    pub long_description: Option<String>,
    pub tags: Vec<String>,
    pub skills_count: i32,
    pub commands_count: i32,
    pub agents_count: i32,
    pub hooks_count: i32,
    pub original_author: Option<String>,
    pub license: Option<String>,
    pub token_estimate: i32,
    pub recommended_models: Vec<String>,
    pub security_scan_id: Option<Uuid>,
    pub security_status: SecurityStatus,
}

/// What is written of a new plugin.
#[derive(Debug, Insertable)]
#[diesel(table_name = marketplace_plugins)]
pub struct New<'a> {
    pub id: Uuid,
    pub slug: &'a str,
    pub category_id: Option<Uuid>,
    pub source_type: &'a str,
    pub source_url: Option<&'a str>,
    #[diesel(embed)]
    pub shown: Shown,
}

/// Writes a plugin; false when there is one of that slug.
pub fn insert(conn: &mut PgConnection, new: New<'_>) -> QueryResult<bool> {
    diesel::insert_into(marketplace_plugins::table)
        .values(new)
        .on_conflict(marketplace_plugins::slug)
        .do_nothing()
        .execute(conn)
        .map(|rows| rows > 0)
}

/// Every plugin, by slug.
pub fn all(conn: &mut PgConnection) -> QueryResult<Vec<MarketplacePlugin>> {
    MarketplacePlugin::query()
        .order(marketplace_plugins::slug)
        .load(conn)
}

/// The plugin of that slug, held until the end of the transaction. Whatever is changed of a plugin
/// begins here and ends in [`touch`] or another change of this row: then two changes of one plugin
/// come one after the other.
pub fn hold(conn: &mut PgConnection, slug: &str) -> QueryResult<Option<MarketplacePlugin>> {
    let held: Option<Uuid> = marketplace_plugins::table
        .filter(marketplace_plugins::slug.eq(slug))
        .select(marketplace_plugins::id)
        .for_update()
        .first(conn)
        .optional()?;
    held.map(|id| find(conn, id)).transpose()
}

/// The plugin of that id.
pub fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<MarketplacePlugin> {
    MarketplacePlugin::query()
        .filter(marketplace_plugins::id.eq(id))
        .first(conn)
}

/// Says that something of the plugin was changed.
pub fn touch(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set(marketplace_plugins::updated_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// Shows that version, approved now.
pub fn show_approved(
    conn: &mut PgConnection,
    id: Uuid,
    shown: &Shown,
    approved_by: &str,
) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            shown,
            marketplace_plugins::approval_status.eq(ApprovalStatus::Approved),
            marketplace_plugins::approved_by.eq(approved_by),
            marketplace_plugins::approved_at.eq(now),
            marketplace_plugins::rejection_reason.eq(None::<String>),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Shows that version, which nobody approved.
pub fn show_undecided(conn: &mut PgConnection, id: Uuid, shown: &Shown) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((shown, marketplace_plugins::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// Sets what has been decided of a plugin that has no approved version.
pub fn set_undecided(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason): (ApprovalStatus, Option<&str>),
) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            marketplace_plugins::approval_status.eq(status),
            marketplace_plugins::rejection_reason.eq(reason),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Sets what the newest scan says of the shown version.
pub fn set_scan(
    conn: &mut PgConnection,
    id: Uuid,
    (scan_id, status): (Uuid, SecurityStatus),
) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            marketplace_plugins::security_scan_id.eq(scan_id),
            marketplace_plugins::security_status.eq(status),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Shows the plugin in the marketplace, or hides it.
pub fn set_active(conn: &mut PgConnection, id: Uuid, is_active: bool) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            marketplace_plugins::is_active.eq(is_active),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Puts the plugin into that category, or into none.
pub fn set_category(
    conn: &mut PgConnection,
    id: Uuid,
    category_id: Option<Uuid>,
) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            marketplace_plugins::category_id.eq(category_id),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Sets whether the marketplace features the plugin.
pub fn set_featured(conn: &mut PgConnection, id: Uuid, is_featured: bool) -> QueryResult<()> {
    diesel::update(marketplace_plugins::table.find(id))
        .set((
            marketplace_plugins::is_featured.eq(is_featured),
            marketplace_plugins::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Removes a plugin with its versions and all that uses it.
pub fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(marketplace_plugins::table.find(id))
        .execute(conn)
        .map(drop)
}

/// The plugins of that slug, name or id.
pub fn named(conn: &mut PgConnection, name: &str) -> QueryResult<Vec<MarketplacePlugin>> {
    if let Ok(id) = name.parse::<Uuid>() {
        return MarketplacePlugin::query()
            .filter(marketplace_plugins::id.eq(id))
            .load(conn);
    }
    // A slug is one plugin's; others may have it for a name.
    let slug: Vec<MarketplacePlugin> = MarketplacePlugin::query()
        .filter(marketplace_plugins::slug.eq(name))
        .load(conn)?;
    if !slug.is_empty() {
        return Ok(slug);
    }
    MarketplacePlugin::query()
        .filter(marketplace_plugins::name.eq(name))
        .limit(2)
        .load(conn)
}

/// The slugs of all plugins, to find one that is nearly so.
pub fn names(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    marketplace_plugins::table
        .select(marketplace_plugins::slug)
        .limit(search::MOST_NAMES)
        .load(conn)
}

/// The ids, slugs and names of the plugins that go by any of these slugs, names or ids.
pub fn among(
    conn: &mut PgConnection,
    names: &[String],
) -> QueryResult<Vec<(Uuid, String, String)>> {
    let ids: Vec<Uuid> = names.iter().filter_map(|name| name.parse().ok()).collect();
    marketplace_plugins::table
        .filter(
            marketplace_plugins::slug
                .eq_any(names)
                .or(marketplace_plugins::name.eq_any(names))
                .or(marketplace_plugins::id.eq_any(ids)),
        )
        .select((
            marketplace_plugins::id,
            marketplace_plugins::slug,
            marketplace_plugins::name,
        ))
        .load(conn)
}
