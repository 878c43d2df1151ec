//! A version is refused.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;

use super::held;
use super::record::{Deed, Done, record};
use crate::db::marketplace_plugin::{self, MarketplacePlugin};
use crate::db::plugin_version::{self, PluginVersion};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{ApprovalStatus, PluginAction};

/// A version that was rejected.
#[derive(Debug, Serialize)]
pub struct Rejected {
    pub slug: String,
    pub version: String,
    pub approval_status: ApprovalStatus,
    pub rejection_reason: Option<String>,
    /// What the marketplace shows meanwhile, if anything.
    pub shown_version: Option<String>,
}

/// Rejects that version, or the only one that is pending.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    (slug, version): (&str, Option<&str>),
    reason: &str,
) -> anyhow::Result<Rejected> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        within(conn, deed, (slug, version), reason)
    })
}

/// The same in a transaction that has begun.
pub fn within(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (slug, version): (&str, Option<&str>),
    reason: &str,
) -> anyhow::Result<Rejected> {
    let plugin = held::plugin(conn, slug)?;
    reject(conn, deed, (&plugin, version), reason)
        .with_context(|| format!("the plugin `{slug}` cannot be rejected"))
}

fn reject(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    (plugin, wanted): (&MarketplacePlugin, Option<&str>),
    reason: &str,
) -> anyhow::Result<Rejected> {
    let slug = &plugin.slug;
    let all = plugin_version::of_plugin(conn, plugin.id)?;
    let version = match wanted {
        Some(wanted) => held::version(conn, plugin, wanted)?,
        None => only_pending(slug, &all)?,
    };
    match version.approval_status {
        ApprovalStatus::Pending => {}
        ApprovalStatus::Approved => {
            return Err(Advice::new(
                Code::PluginState,
                format!("`{slug}@{}` was approved already", version.version),
            )
            .hint(format!(
                "hide the plugin with `automatos plugin deactivate {slug}`"
            ))
            .into());
        }
        ApprovalStatus::Rejected => {
            return Err(Advice::new(
                Code::PluginState,
                format!("`{slug}@{}` was rejected already", version.version),
            )
            .hint(format!("see `automatos plugin history {slug}`"))
            .into());
        }
    }
    let rejected = plugin_version::reject(conn, version.id, reason)?;
    let others_pend = all
        .iter()
        .any(|row| row.id != rejected.id && row.approval_status == ApprovalStatus::Pending);
    let is_approved = plugin.approval_status == ApprovalStatus::Approved;
    if is_approved || others_pend {
        marketplace_plugin::touch(conn, plugin.id)?;
    } else {
        let decided = (ApprovalStatus::Rejected, Some(reason));
        marketplace_plugin::set_undecided(conn, plugin.id, decided)?;
    }
    let done = Done {
        action: PluginAction::Reject,
        plugin_id: Some(plugin.id),
        slug,
        version: Some(&rejected.version),
        before: json!({"approval_status": version.approval_status}),
        after: json!({"approval_status": rejected.approval_status, "rejection_reason": reason}),
    };
    record(conn, deed, vec![done])?;
    Ok(Rejected {
        slug: slug.clone(),
        version: rejected.version,
        approval_status: rejected.approval_status,
        rejection_reason: rejected.rejection_reason,
        shown_version: is_approved.then(|| plugin.version.clone()),
    })
}

fn only_pending(slug: &str, all: &[PluginVersion]) -> Result<PluginVersion, Advice> {
    let mut pending = all
        .iter()
        .filter(|row| row.approval_status == ApprovalStatus::Pending);
    match (pending.next(), pending.next()) {
        (Some(only), None) => Ok(only.clone()),
        (Some(_), Some(_)) => Err(Advice::new(
            Code::NameAmbiguous,
            format!("more than one version of `{slug}` is pending"),
        )
        .hint(format!(
            "name the version, as in `{slug}@1.0.0`; see `automatos plugin versions {slug}`"
        ))),
        (None, _) => Err(Advice::new(
            Code::PluginState,
            format!("no version of `{slug}` is pending"),
        )
        .hint(format!("see `automatos plugin versions {slug}`"))),
    }
}
