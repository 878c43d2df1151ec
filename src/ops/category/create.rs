//! A new category or group.

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;

use super::{check_parent, record, told};
use crate::db::plugin_category::{self, New, PluginCategory};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::Slug;
use crate::ops::Deed;

/// What the new category is to be; without a parent it is a group.
#[derive(Debug)]
pub struct Wanted {
    pub slug: Slug,
    pub name: String,
    pub description: Option<String>,
    pub icon: Option<String>,
    pub sort_order: i32,
    pub parent: Option<PluginCategory>,
}

/// Creates it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    wanted: &Wanted,
) -> anyhow::Result<PluginCategory> {
    let slug = wanted.slug.as_str();
    db::write(session, deed.commit, Exclusion::Rows, |conn| {
        if let Some(parent) = &wanted.parent {
            check_parent(conn, slug, parent)?;
        }
        let new = New {
            id: Uuid::now_v7(),
            slug,
            name: &wanted.name,
            description: wanted.description.as_deref(),
            icon: wanted.icon.as_deref(),
            sort_order: wanted.sort_order,
            parent_id: wanted.parent.as_ref().map(|parent| parent.id),
        };
        let created = plugin_category::insert(conn, &new)
            .with_context(|| format!("the category `{slug}` cannot be created"))?
            .ok_or_else(|| {
                Advice::new(
                    Code::NameTaken,
                    format!("there is a category `{slug}` already"),
                )
                .hint("choose another slug")
            })?;
        record(
            conn,
            deed,
            ("create", &created),
            (json!({}), told(&created)),
        )?;
        Ok(created)
    })
}
