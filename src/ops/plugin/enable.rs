//! A workspace may use a plugin.

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::held;
use super::record::{Deed, Done, record_in};
use crate::db::workspace::Workspace;
use crate::db::{self, Exclusion, Session, enable_count, workspace_enabled_plugin};
use crate::error::{Advice, Code};
use crate::model::{ApprovalStatus, PluginAction};

/// A plugin in a workspace.
#[derive(Debug, Serialize)]
pub struct Use {
    pub slug: String,
    pub version: String,
    pub workspace: String,
    pub enabled: bool,
    /// False when it was so already.
    pub changed: bool,
    pub enable_count: i32,
    /// How many agents lost it.
    pub unassigned: usize,
}

/// Enables an approved and active plugin in a workspace.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    slug: &str,
    workspace: &Workspace,
) -> anyhow::Result<Use> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let plugin = held::plugin(conn, slug)?;
        let place = (workspace.id, plugin.id);
        let changed = !workspace_enabled_plugin::exists(conn, place)?;
        if changed {
            if plugin.approval_status != ApprovalStatus::Approved || !plugin.is_active {
                return Err(not_offered(slug, plugin.approval_status).into());
            }
            held::not_blocked(conn, &plugin)?;
            let explain = || {
                format!(
                    "`{slug}` cannot be enabled in the workspace `{}`",
                    workspace.slug
                )
            };
            enable_count::add(conn, plugin.id, 1).with_context(explain)?;
            workspace_enabled_plugin::insert(conn, place, deed.actor).with_context(explain)?;
            let done = Done {
                action: PluginAction::Enable,
                plugin_id: Some(plugin.id),
                slug,
                version: Some(&plugin.version),
                before: json!({}),
                after: json!({"workspace": workspace.slug}),
            };
            record_in(conn, deed, workspace.id, vec![done])?;
        }
        Ok(Use {
            slug: plugin.slug,
            version: plugin.version,
            workspace: workspace.slug.clone(),
            enabled: true,
            changed,
            enable_count: plugin.enable_count + i32::from(changed),
            unassigned: 0,
        })
    })
}

fn not_offered(slug: &str, status: ApprovalStatus) -> Advice {
    let (why, hint) = match status {
        ApprovalStatus::Approved => (
            "is not active",
            format!("`automatos plugin activate {slug}`"),
        ),
        ApprovalStatus::Pending => (
            "has no approved version yet",
            format!("see `automatos plugin versions {slug}` and `automatos plugin approve --help`"),
        ),
        ApprovalStatus::Rejected => (
            "was rejected",
            format!("see `automatos plugin history {slug}`"),
        ),
    };
    Advice::new(
        Code::PluginNotApproved,
        format!("the plugin `{slug}` {why}"),
    )
    .hint(hint)
}
