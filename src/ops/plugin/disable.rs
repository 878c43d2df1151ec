//! A workspace may not use a plugin any more, and none of its agents has it.

use anyhow::Context;
use serde_json::json;

use super::enable::Use;
use super::held;
use super::record::{Deed, Done, record_in};
use crate::db::workspace::Workspace;
use crate::db::{
    self, Exclusion, Session, agent_assigned_plugin, enable_count, workspace_enabled_plugin,
};
use crate::model::PluginAction;

/// Disables a plugin in a workspace.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    slug: &str,
    workspace: &Workspace,
) -> anyhow::Result<Use> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let plugin = held::plugin(conn, slug)?;
        let place = (workspace.id, plugin.id);
        let changed = workspace_enabled_plugin::exists(conn, place)?;
        let mut unassigned = 0;
        if changed {
            let explain = || {
                format!(
                    "`{slug}` cannot be disabled in the workspace `{}`",
                    workspace.slug
                )
            };
            enable_count::add(conn, plugin.id, -1).with_context(explain)?;
            unassigned = agent_assigned_plugin::remove_everywhere(conn, place)?;
            workspace_enabled_plugin::delete(conn, place).with_context(explain)?;
            let done = Done {
                action: PluginAction::Disable,
                plugin_id: Some(plugin.id),
                slug,
                version: Some(&plugin.version),
                before: json!({}),
                after: json!({"workspace": workspace.slug, "unassigned": unassigned}),
            };
            record_in(conn, deed, workspace.id, vec![done])?;
        }
        Ok(Use {
            slug: plugin.slug,
            version: plugin.version,
            workspace: workspace.slug.clone(),
            enabled: false,
            changed,
            enable_count: plugin.enable_count - i32::from(changed),
            unassigned,
        })
    })
}
