//! A category is changed or moved.

use anyhow::Context;

use super::{check_parent, fresh, record, told};
use crate::db::plugin_category::{self, Changes, PluginCategory};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// What is to change; what is absent stays.
#[derive(Debug, Default)]
pub struct Wanted {
    pub name: Option<String>,
    pub description: Option<String>,
    pub icon: Option<String>,
    pub sort_order: Option<i32>,
    pub is_active: Option<bool>,
    pub place: Place,
}

/// Where a category is to be.
#[derive(Debug, Default)]
pub enum Place {
    /// Where it is.
    #[default]
    Same,
    /// In this group.
    In(PluginCategory),
    /// A group itself.
    Top,
}

/// Changes it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    category: &PluginCategory,
    wanted: &Wanted,
) -> anyhow::Result<PluginCategory> {
    let slug = &category.slug;
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        let before = fresh(conn, category)?;
        let parent_id = match &wanted.place {
            Place::Same => None,
            Place::Top => Some(None),
            Place::In(parent) => {
                check_parent(conn, slug, parent)?;
                let inside = plugin_category::uses(conn, before.id)?.categories;
                if inside > 0 {
                    let message = format!("`{slug}` is a group with {inside} categories in it");
                    return Err(Advice::new(Code::CategoryLevels, message)
                        .hint("move those first; there are two levels and no more")
                        .into());
                }
                Some(Some(parent.id))
            }
        };
        let changes = Changes {
            name: wanted.name.clone(),
            description: wanted.description.clone(),
            icon: wanted.icon.clone(),
            sort_order: wanted.sort_order,
            parent_id,
            is_active: wanted.is_active,
        };
        let after = plugin_category::update(conn, before.id, &changes)
            .with_context(|| format!("the category `{slug}` cannot be changed"))?;
        record(
            conn,
            deed,
            ("update", &after),
            (told(&before), told(&after)),
        )?;
        Ok(after)
    })
}
