//! A package becomes a version of a plugin: scanned, stored, recorded; nobody sees it yet.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::bench::Bench;
use super::held;
use super::judge::security_status;
use super::prepare::{self, Prepared, Ready, same_bytes};
use super::record::{Deed, Done, record};
use super::settings::Settings;
use super::summary::Summary;
use crate::db::marketplace_plugin::{self, MarketplacePlugin, New};
use crate::db::plugin_category::PluginCategory;
use crate::db::plugin_security_scan;
use crate::db::plugin_version::{self, PluginVersion};
use crate::db::{self, Exclusion, Session};
use crate::model::{ApprovalStatus, PluginAction, SecurityStatus};
use crate::package::Package;
use crate::scan::Policy;
use crate::store::PackageStore;

const LONGEST_URL: usize = 500;

/// What holds for all packages of one run.
pub struct Job<'a> {
    pub deed: Deed<'a>,
    pub settings: &'a Settings,
    pub policy: &'a Policy,
    pub bench: &'a Bench,
    /// All categories, and the one that was asked for.
    pub categories: &'a [PluginCategory],
    pub category: Option<&'a PluginCategory>,
    pub source_url: Option<&'a str>,
}

/// What an upload changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The first version of a plugin.
    NewPlugin,
    /// Another version of a plugin.
    NewVersion,
    /// Nothing: these very bytes are there.
    Unchanged,
}

/// A version that is there now.
#[derive(Debug, Serialize)]
pub struct Uploaded {
    pub outcome: Outcome,
    pub slug: String,
    pub version: String,
    pub package_sha256: String,
    pub security_status: SecurityStatus,
    pub approval_status: ApprovalStatus,
    pub risk_score: Option<i32>,
    pub category: Option<String>,
    pub skills: usize,
    pub warnings: Vec<String>,
}

/// Uploads one package. Only then a transaction begins: the scan is made and the bytes are stored
/// before it, since both take time and putting bytes twice does no harm.
pub fn run(
    session: &mut Session,
    store: &mut dyn PackageStore,
    package: &Package,
    job: &Job<'_>,
) -> anyhow::Result<Uploaded> {
    let ready = match prepare::run(&mut session.conn, store, package, job)? {
        Prepared::There(row, warnings) => return Ok(unchanged(package, &row, warnings)),
        Prepared::Ready(ready) => ready,
    };
    let written = db::write(session, job.deed.commit, Exclusion::None, |conn| {
        write(conn, job, &ready)
    })?;
    Ok(ready.uploaded(written))
}

/// The same in a transaction that has begun.
pub fn within(
    conn: &mut PgConnection,
    store: &mut dyn PackageStore,
    package: &Package,
    job: &Job<'_>,
) -> anyhow::Result<Uploaded> {
    match prepare::run(conn, store, package, job)? {
        Prepared::There(row, warnings) => Ok(unchanged(package, &row, warnings)),
        Prepared::Ready(ready) => {
            let written = write(conn, job, &ready)?;
            Ok(ready.uploaded(written))
        }
    }
}

/// What a transaction made of a package: the version, and the category of its plugin.
type Written = (Outcome, PluginVersion, Option<String>);

impl Ready<'_> {
    fn uploaded(self, (outcome, row, category): Written) -> Uploaded {
        if outcome == Outcome::Unchanged {
            return unchanged(self.package, &row, self.warnings);
        }
        Uploaded {
            outcome,
            slug: self.slug.to_owned(),
            version: row.version,
            package_sha256: row.package_sha256,
            security_status: row.security_status,
            approval_status: row.approval_status,
            risk_score: Some(self.scan.risk_score),
            category,
            skills: self.package.contents().skills.len(),
            warnings: self.warnings,
        }
    }
}

fn unchanged(package: &Package, row: &PluginVersion, warnings: Vec<String>) -> Uploaded {
    Uploaded {
        outcome: Outcome::Unchanged,
        slug: package.manifest().slug.as_str().to_owned(),
        version: row.version.clone(),
        package_sha256: row.package_sha256.clone(),
        security_status: row.security_status,
        approval_status: row.approval_status,
        risk_score: None,
        category: None,
        skills: package.contents().skills.len(),
        warnings,
    }
}

fn write(conn: &mut PgConnection, job: &Job<'_>, ready: &Ready<'_>) -> anyhow::Result<Written> {
    insert(conn, job, ready)
        .with_context(|| format!("the plugin `{}` cannot be uploaded", ready.slug))
}

fn insert(conn: &mut PgConnection, job: &Job<'_>, ready: &Ready<'_>) -> anyhow::Result<Written> {
    let category_id = ready.category.map(|category| category.id);
    let undecided = Summary::of(ready.package).undecided(&ready.version);
    let is_new = marketplace_plugin::insert(
        conn,
        New {
            id: Uuid::now_v7(),
            slug: ready.slug,
            category_id,
            source_type: "upload",
            source_url: source_url(job, ready.package),
            shown: undecided,
        },
    )?;
    let plugin = held::plugin(conn, ready.slug)?;
    if let Some(row) = plugin_version::find(conn, plugin.id, &ready.version)? {
        let row = same_bytes(ready.slug, row, &ready.scan.package_sha256)?;
        return Ok((Outcome::Unchanged, row, plugin.category));
    }
    let scan = plugin_security_scan::insert(conn, &ready.scan)?;
    let row = plugin_version::insert(
        conn,
        &plugin_version::New {
            id: Uuid::now_v7(),
            plugin_id: plugin.id,
            version: &ready.version,
            package_sha256: &scan.package_sha256,
            package_size_bytes: ready.size,
            storage_uri: &ready.uri,
            manifest: &ready.package.manifest().raw,
            contents: &ready.contents,
            security_scan_id: scan.id,
            security_status: security_status(scan.overall_verdict),
            uploaded_by: job.deed.actor,
        },
    )?;
    if is_new {
        let shown = Summary::kept(&row)?.shown(&row);
        marketplace_plugin::show_undecided(conn, plugin.id, &shown)?;
    } else if plugin.approval_status == ApprovalStatus::Rejected {
        let pending = (ApprovalStatus::Pending, None);
        marketplace_plugin::set_undecided(conn, plugin.id, pending)?;
    } else {
        marketplace_plugin::touch(conn, plugin.id)?;
    }
    record(conn, &job.deed, steps(ready, &plugin, &row, &scan))?;
    let outcome = if is_new {
        Outcome::NewPlugin
    } else {
        Outcome::NewVersion
    };
    Ok((outcome, row, plugin.category))
}

fn steps<'a>(
    ready: &'a Ready<'_>,
    plugin: &MarketplacePlugin,
    row: &PluginVersion,
    scan: &plugin_security_scan::PluginSecurityScan,
) -> Vec<Done<'a>> {
    let step = |action, after| Done {
        action,
        plugin_id: Some(plugin.id),
        slug: ready.slug,
        version: Some(&ready.version),
        before: json!({}),
        after,
    };
    vec![
        step(
            PluginAction::Upload,
            json!({
                "package_sha256": row.package_sha256, "package_size_bytes": row.package_size_bytes,
                "storage_uri": row.storage_uri, "category": plugin.category,
            }),
        ),
        step(PluginAction::Scan, super::rescan::told(scan)),
    ]
}

/// Where it comes from: as the uploader says, else as the manifest does.
fn source_url<'a>(job: &Job<'a>, package: &'a Package) -> Option<&'a str> {
    let own = package.manifest().homepage.as_deref();
    let own = own.filter(|url| url.len() <= LONGEST_URL && url.starts_with("http"));
    job.source_url.or(own)
}
