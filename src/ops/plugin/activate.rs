//! A plugin is shown in the marketplace, or hidden.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use super::held;
use super::record::{Deed, Done, record};
use crate::db::{self, Exclusion, Session, marketplace_plugin};
use crate::model::{ApprovalStatus, PluginAction};

/// A plugin and whether it is shown.
#[derive(Debug, Serialize)]
pub struct Activity {
    pub slug: String,
    pub is_active: bool,
    /// False when it was so already.
    pub changed: bool,
    pub approval_status: ApprovalStatus,
    pub enable_count: i32,
}

/// Sets whether the plugin is active. Workspaces that enabled it keep it.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    slug: &str,
    is_active: bool,
) -> anyhow::Result<Activity> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        within(conn, deed, slug, is_active)
    })
}

/// The same in a transaction that has begun.
pub fn within(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    slug: &str,
    is_active: bool,
) -> anyhow::Result<Activity> {
    let plugin = held::plugin(conn, slug)?;
    let changed = plugin.is_active != is_active;
    if changed {
        marketplace_plugin::set_active(conn, plugin.id, is_active)
            .with_context(|| format!("the plugin `{slug}` cannot be changed"))?;
        let action = if is_active {
            PluginAction::Activate
        } else {
            PluginAction::Deactivate
        };
        let done = Done {
            action,
            plugin_id: Some(plugin.id),
            slug,
            version: None,
            before: json!({"is_active": plugin.is_active}),
            after: json!({"is_active": is_active}),
        };
        record(conn, deed, vec![done])?;
    }
    Ok(Activity {
        slug: plugin.slug,
        is_active,
        changed,
        approval_status: plugin.approval_status,
        enable_count: plugin.enable_count,
    })
}
