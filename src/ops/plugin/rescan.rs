//! A stored package is scanned again, and what the scan says is recorded.

use anyhow::Context;
use serde_json::{Value, json};

use super::bench::{Bench, Judged};
use super::held;
use super::judge::{Judge, security_status};
use super::record::{Deed, Done, record};
use super::settings::Settings;
use crate::db::plugin_security_scan::{self, PluginSecurityScan};
use crate::db::plugin_version::{self, PluginVersion};
use crate::db::{self, Exclusion, Session, marketplace_plugin};
use crate::model::{ApprovalStatus, Digest, PluginAction, SecurityStatus};
use crate::package::{self, Limits, Package};
use crate::scan::{Policy, Report};
use crate::store::PackageStore;

/// The version that is scanned, and how.
pub struct Job<'a> {
    pub deed: Deed<'a>,
    pub settings: &'a Settings,
    pub policy: &'a Policy,
    pub bench: &'a Bench,
    pub slug: &'a str,
    pub version: &'a PluginVersion,
}

/// What the new scan says, beside what was known before.
pub struct Rescanned {
    pub slug: String,
    pub version: String,
    pub before: SecurityStatus,
    pub approval_status: ApprovalStatus,
    pub scan: PluginSecurityScan,
    /// What the scanner found.
    pub report: Report,
    /// What the judge said, where one was asked.
    pub judged: Option<Judged>,
    /// What was scanned.
    pub package: Package,
}

/// Reads the stored bytes, scans them, and records the scan as the newest of that version.
pub fn run(
    session: &mut Session,
    store: &mut dyn PackageStore,
    job: &Job<'_>,
) -> anyhow::Result<Rescanned> {
    let Job {
        deed,
        settings,
        policy,
        bench,
        slug,
        version,
    } = job;
    let package = stored(store, slug, version, &settings.limits)?;
    let judge = Judge {
        policy,
        thresholds: settings.thresholds,
        bench,
        actor: deed.actor,
    };
    let judgement = judge.scan(&package)?;
    let (slug, before, scan) = db::write(session, deed.commit, Exclusion::None, |conn| {
        let plugin = held::plugin(conn, slug)?;
        let now = held::version(conn, &plugin, &version.version)?;
        let scan = plugin_security_scan::insert(conn, &judgement.row)?;
        let status = security_status(scan.overall_verdict);
        plugin_version::set_scan(conn, now.id, (scan.id, status))?;
        if plugin.package_sha256.as_deref() == Some(package.sha256().as_str()) {
            marketplace_plugin::set_scan(conn, plugin.id, (scan.id, status))?;
        } else {
            marketplace_plugin::touch(conn, plugin.id)?;
        }
        let done = Done {
            action: PluginAction::Scan,
            plugin_id: Some(plugin.id),
            slug,
            version: Some(&version.version),
            before: json!({"security_status": now.security_status}),
            after: told(&scan),
        };
        record(conn, deed, vec![done])?;
        Ok((plugin.slug, now, scan))
    })?;
    Ok(Rescanned {
        slug,
        version: before.version,
        before: before.security_status,
        approval_status: before.approval_status,
        scan,
        report: judgement.report,
        judged: judgement.judged,
        package,
    })
}

/// The package of a version, from its stored bytes.
pub fn stored(
    store: &mut dyn PackageStore,
    slug: &str,
    version: &PluginVersion,
    limits: &Limits,
) -> anyhow::Result<Package> {
    let digest: Digest = version.package_sha256.parse()?;
    let bytes = store.get(&digest)?;
    // It was let in under the limits of then; those of now are for what comes.
    let limits = widest(limits, &bytes);
    package::read_archive(bytes, &limits)
        .with_context(|| format!("the package of `{slug}@{}` cannot be read", version.version))
}

/// Limits that this archive does not break by its size.
fn widest(limits: &Limits, bytes: &[u8]) -> Limits {
    let usual = Limits::default();
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Limits {
        files: limits.files.max(usual.files),
        file_bytes: limits.file_bytes.max(usual.file_bytes).max(size),
        total_bytes: limits.total_bytes.max(usual.total_bytes).max(size),
        ratio: limits.ratio.max(usual.ratio),
        path_bytes: limits.path_bytes.max(usual.path_bytes),
        depth: limits.depth.max(usual.depth),
        nesting: limits.nesting.max(usual.nesting),
        manifest_bytes: limits.manifest_bytes.max(usual.manifest_bytes),
    }
}

/// What history keeps of a scan.
pub fn told(scan: &PluginSecurityScan) -> Value {
    json!({
        "scan_id": scan.id, "security_status": scan.overall_verdict, "risk_score": scan.risk_score,
        "static_scan_status": scan.static_scan_status, "rules_version": scan.rules_version,
        "package_sha256": scan.package_sha256,
    })
}
