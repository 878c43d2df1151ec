//! What changes the categories of the marketplace. Changes take the maintenance lock, so that no two
//! of them, nor a seed run, together make a third level.

pub mod create;
pub mod delete;
pub mod update;

use diesel::PgConnection;
use serde_json::{Value, json};

use crate::db::audit_event::{self, Change};
use crate::db::plugin_category::{self, PluginCategory};
use crate::db::workspace::PLATFORM;
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// The category as it is now that nobody else changes any.
fn fresh(conn: &mut PgConnection, category: &PluginCategory) -> anyhow::Result<PluginCategory> {
    let found = plugin_category::named(conn, &category.id.to_string())?;
    found.into_iter().next().ok_or_else(|| {
        let message = format!("the category `{}` was removed meanwhile", category.slug);
        Advice::new(Code::NameUnknown, message).into()
    })
}

/// Refuses a parent that is no group: then there would be three levels.
fn check_parent(
    conn: &mut PgConnection,
    slug: &str,
    parent: &PluginCategory,
) -> anyhow::Result<()> {
    let parent = fresh(conn, parent)?;
    if parent.parent_id.is_none() && parent.slug != slug {
        return Ok(());
    }
    let message = if parent.slug == slug {
        format!("`{slug}` cannot be in itself")
    } else {
        format!(
            "`{}` is a category in a group, and no group itself",
            parent.slug
        )
    };
    Err(Advice::new(Code::CategoryLevels, message)
        .hint("name a group; `automatos category tree` shows them")
        .into())
}

/// Writes the audit row.
fn record(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (action, category): (&str, &PluginCategory),
    (before, after): (Value, Value),
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: PLATFORM,
        actor: deed.actor,
        command: deed.command,
        object_type: "plugin_category",
        object_id: &category.id.to_string(),
        object_name: &category.slug,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, None, &before)?;
    Ok(())
}

/// The fields of a category that people set.
fn told(category: &PluginCategory) -> Value {
    json!({
        "slug": category.slug, "name": category.name, "description": category.description,
        "icon": category.icon, "sort_order": category.sort_order, "parent_id": category.parent_id,
        "is_active": category.is_active,
    })
}
