//! A plugin is removed, or a version of it that nobody sees.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use super::held;
use super::record::{Deed, Done, record};
use crate::db::marketplace_plugin::{self, MarketplacePlugin};
use crate::db::{self, Exclusion, Session, plugin_version, workspace_enabled_plugin};
use crate::error::{Advice, Code};
use crate::model::{ApprovalStatus, PluginAction};

/// An error names so many workspaces.
const MOST_NAMED: i64 = 5;

/// What was removed.
#[derive(Debug, Serialize)]
pub struct Deleted {
    pub slug: String,
    pub versions: Vec<String>,
    /// How many workspaces lost it.
    pub workspaces: i32,
    /// Whether the plugin itself is gone.
    pub plugin: bool,
}

/// Removes the plugin, or that version. Its bytes are swept later; its scans and its history stay.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    (slug, version): (&str, Option<&str>),
    force: bool,
) -> anyhow::Result<Deleted> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let plugin = held::plugin(conn, slug)?;
        let deleted = match version {
            Some(version) => one_version(conn, deed, &plugin, version),
            None => whole(conn, deed, &plugin, force),
        };
        deleted.with_context(|| format!("the plugin `{slug}` cannot be deleted"))
    })
}

fn whole(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    plugin: &MarketplacePlugin,
    force: bool,
) -> anyhow::Result<Deleted> {
    let slug = &plugin.slug;
    let enabled = workspace_enabled_plugin::of_plugin(conn, plugin.id, MOST_NAMED)?;
    if !enabled.is_empty() && !force {
        let names: Vec<&str> = enabled.iter().map(|one| one.workspace.as_str()).collect();
        return Err(Advice::new(
            Code::PluginInUse,
            format!("`{slug}` is enabled in {}", names.join(", ")),
        )
        .hint(format!(
            "disable it there, or add `--force --confirm {slug}`"
        ))
        .into());
    }
    let versions = plugin_version::of_plugin(conn, plugin.id)?;
    let versions: Vec<String> = versions.into_iter().map(|row| row.version).collect();
    let done = Done {
        action: PluginAction::Delete,
        plugin_id: Some(plugin.id),
        slug,
        version: None,
        before: json!({
            "versions": versions, "approval_status": plugin.approval_status,
            "enable_count": plugin.enable_count,
        }),
        after: json!({"versions": versions, "workspaces": plugin.enable_count, "forced": force}),
    };
    // While the plugin is there: what its history says of it stays, its key goes with it.
    record(conn, deed, vec![done])?;
    marketplace_plugin::delete(conn, plugin.id)?;
    Ok(Deleted {
        slug: slug.clone(),
        versions,
        workspaces: plugin.enable_count,
        plugin: true,
    })
}

fn one_version(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    plugin: &MarketplacePlugin,
    version: &str,
) -> anyhow::Result<Deleted> {
    let slug = &plugin.slug;
    let row = held::version(conn, plugin, version)?;
    if plugin.version == row.version {
        let (what, hint) = match plugin.approval_status {
            ApprovalStatus::Approved => (
                "is what the marketplace shows",
                "approve a higher version first",
            ),
            ApprovalStatus::Pending | ApprovalStatus::Rejected => (
                "is what the plugin is described by",
                "delete the plugin as a whole",
            ),
        };
        let message = format!("`{slug}@{version}` {what}");
        return Err(Advice::new(Code::PluginInUse, message).hint(hint).into());
    }
    plugin_version::delete(conn, row.id)?;
    let left = plugin_version::of_plugin(conn, plugin.id)?;
    let pends = left
        .iter()
        .any(|row| row.approval_status == ApprovalStatus::Pending);
    let rejection = left
        .iter()
        .find_map(|row| row.rejection_reason.as_deref())
        .filter(|_| plugin.approval_status == ApprovalStatus::Pending && !pends);
    match rejection {
        Some(reason) => {
            let decided = (ApprovalStatus::Rejected, Some(reason));
            marketplace_plugin::set_undecided(conn, plugin.id, decided)?;
        }
        None => marketplace_plugin::touch(conn, plugin.id)?,
    }
    let done = Done {
        action: PluginAction::Delete,
        plugin_id: Some(plugin.id),
        slug,
        version: Some(&row.version),
        before: json!({"approval_status": row.approval_status, "package_sha256": row.package_sha256}),
        after: json!({}),
    };
    record(conn, deed, vec![done])?;
    Ok(Deleted {
        slug: slug.clone(),
        versions: vec![row.version],
        workspaces: 0,
        plugin: false,
    })
}
