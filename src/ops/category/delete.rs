//! A category that nothing is in is removed.

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::{fresh, record, told};
use crate::db::plugin_category::{self, PluginCategory};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// A category that is gone.
#[derive(Debug, Serialize)]
pub struct Deleted {
    #[serde(flatten)]
    pub category: PluginCategory,
    /// How many plugins were moved out of it.
    pub moved: usize,
}

/// Removes it, its plugins moved where that was asked for; refused while plugins or categories are in
/// it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    category: &PluginCategory,
    move_to: Option<&PluginCategory>,
) -> anyhow::Result<Deleted> {
    let slug = &category.slug;
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        let before = fresh(conn, category)?;
        let moved = match move_to {
            Some(other) => {
                let other = fresh(conn, other)?;
                plugin_category::move_plugins(conn, before.id, other.id)?
            }
            None => 0,
        };
        let uses = plugin_category::uses(conn, before.id)?;
        if uses.categories + uses.plugins > 0 {
            return Err(Advice::new(
                Code::CategoryInUse,
                format!(
                    "`{slug}` has {} plugins and {} categories in it",
                    uses.plugins, uses.categories
                ),
            )
            .hint("`--move-to` moves its plugins; `automatos category update --inactive` only hides it")
            .into());
        }
        plugin_category::delete(conn, before.id)
            .with_context(|| format!("the category `{slug}` cannot be deleted"))?;
        record(
            conn,
            deed,
            ("delete", &before),
            (told(&before), json!({"moved_plugins": moved})),
        )?;
        Ok(Deleted {
            category: before,
            moved,
        })
    })
}
