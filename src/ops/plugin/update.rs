//! What an operator decides about a plugin's place in the marketplace.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::json;

use super::held;
use super::record::Deed;
use crate::db::audit_event::{self, Change};
use crate::db::marketplace_plugin::{self, MarketplacePlugin};
use crate::db::plugin_category::PluginCategory;
use crate::db::workspace::PLATFORM;
use crate::db::{self, Exclusion, Session};

/// What is to change.
#[derive(Debug)]
pub struct Wanted {
    pub place: Place,
    /// Whether it is featured; absent leaves that as it is.
    pub is_featured: Option<bool>,
}

/// Where a plugin is to stand.
#[derive(Debug)]
pub enum Place {
    /// Where it does.
    Same,
    /// In this category.
    In(PluginCategory),
    /// In none.
    Nowhere,
}

/// Changes it, and gives the plugin as it is then, with whether anything changed.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    slug: &str,
    wanted: &Wanted,
) -> anyhow::Result<(MarketplacePlugin, bool)> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        within(conn, deed, slug, wanted)
    })
}

/// The same in a transaction that has begun.
pub fn within(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    slug: &str,
    wanted: &Wanted,
) -> anyhow::Result<(MarketplacePlugin, bool)> {
    let Wanted { place, is_featured } = wanted;
    let before = held::plugin(conn, slug)?;
    let explain = || format!("the plugin `{slug}` cannot be changed");
    let to = match place {
        Place::Same => None,
        Place::In(category) => Some((Some(category.id), Some(category.slug.as_str()))),
        Place::Nowhere => Some((None, None)),
    };
    if let Some((id, slug)) = to
        && before.category.as_deref() != slug
    {
        marketplace_plugin::set_category(conn, before.id, id).with_context(explain)?;
    }
    if let Some(is_featured) = is_featured
        && before.is_featured != *is_featured
    {
        marketplace_plugin::set_featured(conn, before.id, *is_featured).with_context(explain)?;
    }
    let after = marketplace_plugin::find(conn, before.id)?;
    let told = |plugin: &MarketplacePlugin| json!({"category": plugin.category, "is_featured": plugin.is_featured});
    let (old, new) = (told(&before), told(&after));
    let changed = old != new;
    if changed {
        let change = Change {
            workspace_id: PLATFORM,
            actor: deed.actor,
            command: deed.command,
            object_type: "plugin",
            object_id: &after.id.to_string(),
            object_name: slug,
            action: "update",
            after: new,
        };
        audit_event::insert_explained(conn, &change, deed.reason, &old)?;
    }
    Ok((after, changed))
}
