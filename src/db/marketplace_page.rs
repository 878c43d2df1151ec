//! Pages of `marketplace_plugins`, in orders that other lists do not have.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use uuid::Uuid;

use super::marketplace_plugin::MarketplacePlugin;
use super::schema::marketplace_plugins as table;
use super::search;
use crate::model::{ApprovalStatus, SecurityStatus};

/// Which plugins are wanted; what is absent does not matter.
#[derive(Debug, Default)]
pub struct Filter {
    pub approval: Option<ApprovalStatus>,
    pub security: Option<SecurityStatus>,
    pub is_active: Option<bool>,
    /// Any of these categories.
    pub categories: Option<Vec<Uuid>>,
    pub tag: Option<String>,
    /// In the slug, the name, the description or a tag.
    pub search: Option<String>,
}

/// What the list is ordered by; plugins that are equal in it go by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By slug.
    Name,
    /// The newest first.
    Newest,
    /// The most enabled first.
    Popular,
}

/// The place after a plugin: its value in the order, and its id.
#[derive(Debug, Clone)]
pub enum After {
    Name(String),
    Newest(DateTime<Utc>, Uuid),
    Popular(i32, Uuid),
}

/// How many plugins of each category the marketplace shows.
pub fn count_by_category(conn: &mut PgConnection) -> QueryResult<Vec<(Uuid, i64)>> {
    table::table
        .filter(table::is_active.eq(true))
        .filter(table::approval_status.eq(ApprovalStatus::Approved))
        .filter(table::category_id.is_not_null())
        .group_by(table::category_id)
        .select((table::category_id.assume_not_null(), count_star()))
        .load(conn)
}

/// A page of at most that many plugins.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    (order, after): (Order, Option<&After>),
    limit: i64,
) -> QueryResult<Vec<MarketplacePlugin>> {
    let query = MarketplacePlugin::query().into_boxed::<Pg>();
    let query = match after {
        None => query,
        Some(After::Name(slug)) => query.filter(table::slug.gt(slug)),
        Some(After::Newest(at, id)) => query.filter(
            table::created_at
                .lt(at)
                .or(table::created_at.eq(at).and(table::id.lt(id))),
        ),
        // The first bound is in the second; said alone it lets an index begin there.
        Some(After::Popular(count, id)) => query.filter(table::enable_count.le(count)).filter(
            table::enable_count
                .lt(count)
                .or(table::enable_count.eq(count).and(table::id.gt(id))),
        ),
    };
    let query = match order {
        Order::Name => query.order(table::slug.asc()),
        Order::Newest => query.order((table::created_at.desc(), table::id.desc())),
        Order::Popular => query.order((table::enable_count.desc(), table::id.asc())),
    };
    let Filter {
        approval,
        security,
        is_active,
        categories,
        tag,
        search,
    } = filter;
    let mut query = query.limit(limit);
    if let Some(approval) = approval {
        query = query.filter(table::approval_status.eq(approval));
    }
    if let Some(security) = security {
        query = query.filter(table::security_status.eq(security));
    }
    if let Some(is_active) = is_active {
        query = query.filter(table::is_active.eq(is_active));
    }
    if let Some(categories) = categories {
        query = query.filter(table::category_id.eq_any(categories));
    }
    if let Some(tag) = tag {
        query = query.filter(table::tags.contains(vec![tag]));
    }
    if let Some(text) = search {
        let pattern = search::pattern(text);
        let tagged = sql::<Bool>(
            "EXISTS (SELECT FROM unnest(marketplace_plugins.tags) tag WHERE tag ILIKE ",
        )
        .bind::<Text, _>(pattern.clone())
        .sql(")");
        query = query.filter(
            table::slug
                .ilike(pattern.clone())
                .or(table::name.ilike(pattern.clone()))
                .or(table::description.ilike(pattern))
                .or(tagged),
        );
    }
    query.load(conn)
}
