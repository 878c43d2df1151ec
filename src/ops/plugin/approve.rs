//! A version is let into the marketplace.

use anyhow::Context;
use diesel::PgConnection;
use semver::Version;
use serde::Serialize;
use serde_json::json;

use super::record::{Deed, Done, record};
use super::summary::Summary;
use super::{held, settings};
use crate::db::marketplace_plugin::{self, MarketplacePlugin};
use crate::db::plugin_security_scan::{self, PluginSecurityScan};
use crate::db::plugin_version::{self, Approval, PluginVersion};
use crate::db::{self, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{ApprovalConsent, ApprovalStatus, Digest, PluginAction, ScanStatus, Verdict};
use crate::scan::RULES_VERSION;

/// What is to be approved, and what whoever approves agreed to.
#[derive(Debug)]
pub struct Wanted<'a> {
    pub slug: &'a str,
    /// The version; without one, the pending version that has the digest.
    pub version: Option<&'a str>,
    pub digest: &'a Digest,
    pub reason: &'a str,
    pub accept_risk: bool,
    pub override_blocked: bool,
}

/// An approval that was given.
#[derive(Debug, Serialize)]
pub struct Approved {
    pub slug: String,
    pub version: String,
    pub package_sha256: String,
    pub security_status: crate::model::SecurityStatus,
    pub approval_status: ApprovalStatus,
    pub consent: ApprovalConsent,
    pub scan_id: uuid::Uuid,
    /// Whether the marketplace shows this version now; it shows a higher one otherwise.
    pub is_shown: bool,
    pub is_active: bool,
}

/// Approves a version, if its newest scan lets whoever approves do so.
pub fn run(
    session: &mut Session,
    deed: &Deed<'_>,
    wanted: &Wanted<'_>,
) -> anyhow::Result<Approved> {
    db::write(session, deed.commit, Exclusion::None, |conn| {
        within(conn, deed, wanted)
    })
}

/// The same in a transaction that has begun.
pub fn within(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    wanted: &Wanted<'_>,
) -> anyhow::Result<Approved> {
    approve(conn, deed, wanted)
        .with_context(|| format!("the plugin `{}` cannot be approved", wanted.slug))
}

fn approve(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    wanted: &Wanted<'_>,
) -> anyhow::Result<Approved> {
    let plugin = held::plugin(conn, wanted.slug)?;
    let version = chosen(conn, &plugin, wanted)?;
    check_state(wanted, &version)?;
    let scan = checked_scan(conn, wanted, &version)?;
    let consent = consent(wanted, &version, &scan)?;
    let four_eyes = settings::read(conn)?.four_eyes;
    if four_eyes {
        check_four_eyes(conn, deed, wanted, &version)?;
    }
    let approval = Approval {
        by: deed.actor,
        reason: wanted.reason,
        scan_id: scan.id,
        verdict: scan.overall_verdict,
        consent,
        four_eyes,
    };
    let approved = plugin_version::approve(conn, version.id, &approval)?;
    let is_shown = is_next(&plugin, &approved)?;
    if is_shown {
        let shown = Summary::kept(&approved)?.shown(&approved);
        marketplace_plugin::show_approved(conn, plugin.id, &shown, deed.actor)?;
    } else {
        marketplace_plugin::touch(conn, plugin.id)?;
    }
    let done = Done {
        action: PluginAction::Approve,
        plugin_id: Some(plugin.id),
        slug: &plugin.slug,
        version: Some(&approved.version),
        before: json!({"approval_status": version.approval_status, "shown_version": plugin.version}),
        after: json!({
            "approval_status": approved.approval_status, "package_sha256": approved.package_sha256,
            "scan_id": scan.id, "security_status": scan.overall_verdict, "consent": consent,
            "four_eyes": four_eyes, "is_shown": is_shown,
        }),
    };
    record(conn, deed, vec![done])?;
    Ok(Approved {
        slug: plugin.slug,
        version: approved.version,
        package_sha256: approved.package_sha256,
        security_status: approved.security_status,
        approval_status: approved.approval_status,
        consent,
        scan_id: scan.id,
        is_shown,
        is_active: plugin.is_active,
    })
}

/// The version that is meant; the digest must be its own.
fn chosen(
    conn: &mut PgConnection,
    plugin: &MarketplacePlugin,
    wanted: &Wanted<'_>,
) -> anyhow::Result<PluginVersion> {
    let digest = wanted.digest.as_str();
    let slug = &plugin.slug;
    let found = if let Some(version) = wanted.version {
        held::version(conn, plugin, version)?
    } else {
        let all = plugin_version::of_plugin(conn, plugin.id)?;
        let same = all.into_iter().find(|row| row.package_sha256 == digest);
        same.ok_or_else(|| {
            Advice::new(
                Code::PluginDigest,
                format!("no version of `{slug}` has the digest sha256:{digest}"),
            )
            .hint(format!("see `automatos plugin versions {slug}`"))
        })?
    };
    if found.package_sha256 == digest {
        return Ok(found);
    }
    Err(Advice::new(
        Code::PluginDigest,
        format!(
            "`{slug}@{}` has the digest sha256:{}, not the one that was named",
            found.version, found.package_sha256
        ),
    )
    .hint("look at what is there before you approve it")
    .into())
}

fn check_state(wanted: &Wanted<'_>, version: &PluginVersion) -> Result<(), Advice> {
    let slug = wanted.slug;
    let number = &version.version;
    match version.approval_status {
        ApprovalStatus::Pending => Ok(()),
        ApprovalStatus::Approved => Err(Advice::new(
            Code::PluginState,
            format!(
                "`{slug}@{number}` was approved already by {}",
                version.approved_by.as_deref().unwrap_or_default()
            ),
        )
        .hint(format!("see `automatos plugin history {slug}`"))),
        ApprovalStatus::Rejected => Err(Advice::new(
            Code::PluginState,
            format!(
                "`{slug}@{number}` was rejected: {}",
                version.rejection_reason.as_deref().unwrap_or_default()
            ),
        )
        .hint("upload what was mended under a new version")),
    }
}

/// The newest scan of these bytes, if it is whole and was made with the rules of this binary.
fn checked_scan(
    conn: &mut PgConnection,
    wanted: &Wanted<'_>,
    version: &PluginVersion,
) -> anyhow::Result<PluginSecurityScan> {
    let named = format!("{}@{}", wanted.slug, version.version);
    let stale = |message: String| {
        Advice::new(Code::PluginScanStale, message)
            .hint(format!("scan it again: `automatos plugin scan {named}`"))
    };
    let newest = plugin_security_scan::newest(conn, &version.package_sha256)?
        .ok_or_else(|| stale(format!("`{named}` was never scanned")))?;
    if version.security_scan_id != Some(newest.id) {
        let message =
            format!("the newest scan of the bytes of `{named}` is not the one it carries");
        return Err(stale(message).into());
    }
    if newest.rules_version != RULES_VERSION {
        return Err(stale(format!(
            "`{named}` was scanned with the rules {}; those of now are {RULES_VERSION}",
            newest.rules_version
        ))
        .into());
    }
    match newest.static_scan_status {
        ScanStatus::Passed | ScanStatus::Flagged => Ok(newest),
        ScanStatus::Failed | ScanStatus::Skipped => Err(Advice::new(
            Code::PluginScanIncomplete,
            format!("the scan of `{named}` left something out, so nobody can say what is in there"),
        )
        .hint("see its findings for what could not be read, and upload a version without it")
        .into()),
    }
}

/// What the verdict asks of whoever approves.
fn consent(
    wanted: &Wanted<'_>,
    version: &PluginVersion,
    scan: &PluginSecurityScan,
) -> Result<ApprovalConsent, Advice> {
    let named = format!("{}@{}", wanted.slug, version.version);
    let risk = scan.risk_score;
    match scan.overall_verdict {
        Verdict::Safe => Ok(ApprovalConsent::Verdict),
        Verdict::ReviewRequired if wanted.accept_risk => Ok(ApprovalConsent::RiskAccepted),
        Verdict::ReviewRequired => Err(Advice::new(
            Code::PluginVerdict,
            format!("`{named}` needs a review (risk {risk})"),
        )
        .hint(format!(
            "look at it with `automatos plugin scan {named}`, then add `--accept-risk` if it is all right"
        ))),
        Verdict::Blocked if wanted.override_blocked => Ok(ApprovalConsent::BlockOverridden),
        Verdict::Blocked => Err(Advice::new(
            Code::PluginVerdict,
            format!("`{named}` is blocked (risk {risk})"),
        )
        .hint(format!(
            "reject it; where the scanner is wrong, add `--override-blocked --confirm {}`",
            wanted.slug
        ))),
    }
}

fn check_four_eyes(
    conn: &mut PgConnection,
    deed: &Deed<'_>,
    wanted: &Wanted<'_>,
    version: &PluginVersion,
) -> anyhow::Result<()> {
    let db_user = db::session_user(conn)?;
    let same = if deed.actor == version.uploaded_by {
        format!("{} uploaded it", deed.actor)
    } else if db_user == version.uploaded_db_user {
        format!("it was uploaded as the same user of the database, {db_user}")
    } else {
        return Ok(());
    };
    Err(Advice::new(
        Code::PluginFourEyes,
        format!(
            "`{}@{}` needs the approval of another person: {same}",
            wanted.slug, version.version
        ),
    )
    .hint(
        "plugin_scan.four_eyes is on: another actor must approve, as another user of the database",
    )
    .into())
}

/// Whether the marketplace is to show it: the first approved version, or a higher one than it shows.
fn is_next(plugin: &MarketplacePlugin, approved: &PluginVersion) -> anyhow::Result<bool> {
    match plugin.approval_status {
        ApprovalStatus::Pending | ApprovalStatus::Rejected => Ok(true),
        ApprovalStatus::Approved => {
            let explain = "a stored version is no semantic version";
            let shown = Version::parse(&plugin.version).context(explain)?;
            Ok(Version::parse(&approved.version).context(explain)? > shown)
        }
    }
}
