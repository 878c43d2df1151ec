//! A package made ready to become a version: scanned, and its bytes stored.

use anyhow::Context;
use diesel::PgConnection;
use serde_json::Value;

use super::judge::Judge;
use super::upload::Job;
use super::{classify, summary};
use crate::db::plugin_category::PluginCategory;
use crate::db::plugin_version::{self, PluginVersion};
use crate::db::{Commit, marketplace_plugin, plugin_security_scan};
use crate::error::{Advice, Code};
use crate::package::Package;
use crate::store::PackageStore;

const LONGEST_VERSION: usize = 50;

/// What is to be written, all of it known before the transaction.
pub struct Ready<'a> {
    pub package: &'a Package,
    pub slug: &'a str,
    pub version: String,
    pub uri: String,
    pub scan: plugin_security_scan::New,
    pub category: Option<&'a PluginCategory>,
    pub contents: Value,
    pub size: i64,
    pub warnings: Vec<String>,
}

/// What is to be done about a package.
pub enum Prepared<'a> {
    /// Nothing: these very bytes are there, as that version. With what is to be said all the same.
    There(Box<PluginVersion>, Vec<String>),
    Ready(Box<Ready<'a>>),
}

/// Scans the package and stores its bytes, unless they are there.
pub fn run<'a>(
    conn: &mut PgConnection,
    store: &mut dyn PackageStore,
    package: &'a Package,
    job: &Job<'a>,
) -> anyhow::Result<Prepared<'a>> {
    let manifest = package.manifest();
    let version = manifest.version.to_string();
    check_version(&version)?;
    let mut warnings = Vec::new();
    let category = match job.category {
        Some(category) => Some(category),
        None => classify::of(manifest, job.categories, &mut warnings),
    };
    if let Some(there) = already(conn, package, &version)? {
        keep_bytes(store, package, job.deed.commit)?;
        return Ok(Prepared::There(Box::new(there), warnings));
    }
    warnings.extend(package.remarks().iter().map(ToString::to_string));
    let judge = Judge {
        policy: job.policy,
        thresholds: job.settings.thresholds,
        bench: job.bench,
        actor: job.deed.actor,
    };
    let scan = judge.scan(package)?.row;
    Ok(Prepared::Ready(Box::new(Ready {
        package,
        slug: manifest.slug.as_str(),
        scan,
        uri: keep_bytes(store, package, job.deed.commit)?,
        version,
        category,
        contents: summary::contents(package)?,
        size: i64::try_from(package.bytes().len()).context("a package has a size")?,
        warnings,
    })))
}

/// Puts the bytes, and says where they are. A dry run only says where they would be.
fn keep_bytes(
    store: &mut dyn PackageStore,
    package: &Package,
    commit: Commit,
) -> anyhow::Result<String> {
    match commit {
        Commit::Keep => Ok(store.put(package.bytes())?.uri),
        Commit::DryRun => Ok(store.uri(package.sha256())),
    }
}

/// The version that has these bytes already, looked for before the scan is made.
fn already(
    conn: &mut PgConnection,
    package: &Package,
    version: &str,
) -> anyhow::Result<Option<PluginVersion>> {
    let slug = package.manifest().slug.as_str();
    let found = marketplace_plugin::named(conn, slug)?;
    let Some(plugin) = found.iter().find(|plugin| plugin.slug == slug) else {
        return Ok(None);
    };
    match plugin_version::find(conn, plugin.id, version)? {
        None => Ok(None),
        Some(row) => same_bytes(slug, row, package.sha256().as_str()).map(Some),
    }
}

/// Whether a version that is there has those bytes.
pub fn same_bytes(slug: &str, row: PluginVersion, sha256: &str) -> anyhow::Result<PluginVersion> {
    if row.package_sha256 == sha256 {
        return Ok(row);
    }
    Err(Advice::new(
        Code::PluginVersionTaken,
        format!(
            "the version {} of `{slug}` is there already with other bytes (sha256:{})",
            row.version, row.package_sha256
        ),
    )
    .hint("a version never changes: give the package a new version")
    .into())
}

fn check_version(version: &str) -> Result<(), Advice> {
    if version.len() <= LONGEST_VERSION {
        return Ok(());
    }
    Err(Advice::new(
        Code::PackageRefused,
        format!("the version `{version}` is longer than {LONGEST_VERSION} characters"),
    )
    .hint("shorten its build or pre-release part"))
}
