//! A plugin and its versions, held until the end of a transaction.

use anyhow::Context;
use diesel::PgConnection;

use crate::db::marketplace_plugin::{self, MarketplacePlugin};
use crate::db::plugin_version::{self, PluginVersion};
use crate::error::{Advice, Code};
use crate::model::{ApprovalConsent, SecurityStatus};

/// The plugin of that slug.
pub fn plugin(conn: &mut PgConnection, slug: &str) -> anyhow::Result<MarketplacePlugin> {
    marketplace_plugin::hold(conn, slug)
        .with_context(|| format!("the plugin `{slug}` cannot be changed"))?
        .ok_or_else(|| {
            Advice::new(Code::NameUnknown, format!("there is no plugin `{slug}`"))
                .hint("it was removed meanwhile; see `automatos plugin list`")
                .into()
        })
}

/// That version of a plugin.
pub fn version(
    conn: &mut PgConnection,
    plugin: &MarketplacePlugin,
    version: &str,
) -> anyhow::Result<PluginVersion> {
    let slug = &plugin.slug;
    plugin_version::find(conn, plugin.id, version)?.ok_or_else(|| {
        Advice::new(
            Code::NameUnknown,
            format!("the plugin `{slug}` has no version {version}"),
        )
        .hint(format!("see `automatos plugin versions {slug}`"))
        .into()
    })
}

/// Fails where a later scan calls what the plugin shows blocked, and nobody overrode that.
pub fn not_blocked(conn: &mut PgConnection, plugin: &MarketplacePlugin) -> anyhow::Result<()> {
    if plugin.security_status != SecurityStatus::Blocked {
        return Ok(());
    }
    let shown = version(conn, plugin, &plugin.version)?;
    if shown.approval_consent == Some(ApprovalConsent::BlockOverridden) {
        return Ok(());
    }
    let (slug, number) = (&plugin.slug, &plugin.version);
    let message = format!("the newest scan calls `{slug}@{number}` blocked");
    Err(Advice::new(Code::PluginVerdict, message)
        .hint(format!(
            "see `automatos plugin report {slug}`, and `automatos plugin deactivate {slug}`"
        ))
        .into())
}
