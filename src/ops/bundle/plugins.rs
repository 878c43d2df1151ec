//! Plugins of the marketplace on their way: what was decided about them, and the same decided again.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use diesel::PgConnection;
use semver::Version as Number;
use serde::Serialize;

use crate::bundle::{self, Bundle, Plugin, Version};
use crate::db::{marketplace_plugin, plugin_category, plugin_version};
use crate::error::{Advice, Code};
use crate::model::{ApprovalConsent, ApprovalStatus, SecurityStatus};
use crate::ops::plugin::upload::{self, Job};
use crate::ops::plugin::{activate, approve, reject, update};
use crate::package;
use crate::store::PackageStore;

/// Every plugin by slug, with its versions.
pub fn all(conn: &mut PgConnection) -> anyhow::Result<Vec<Plugin>> {
    let mut plugins = Vec::new();
    for row in marketplace_plugin::all(conn)? {
        let mut versions = Vec::new();
        for version in plugin_version::of_plugin(conn, row.id)? {
            versions.push(Version {
                sha256: version.package_sha256.parse()?,
                version: version.version,
                approval_status: version.approval_status,
                approved_by: version.approved_by,
                approval_reason: version.approval_reason,
                approval_consent: version.approval_consent,
                rejection_reason: version.rejection_reason,
            });
        }
        versions.sort_by_cached_key(|version| Number::parse(&version.version).ok());
        plugins.push(Plugin {
            slug: row.slug,
            category: row.category,
            source_url: row.source_url,
            is_active: row.is_active,
            is_featured: row.is_featured,
            versions,
        });
    }
    Ok(plugins)
}

/// A version that was approved where it comes from, and is not here.
#[derive(Debug, Serialize)]
pub struct Undecided {
    pub plugin: String,
    pub version: String,
    pub security_status: SecurityStatus,
    pub risk_score: Option<i32>,
    /// Its package, to look at.
    pub file: std::path::PathBuf,
}

/// What came of the plugins.
#[derive(Debug, Default, Serialize)]
pub struct Brought {
    pub plugins: usize,
    pub new_versions: usize,
    pub approved: usize,
    pub undecided: Vec<Undecided>,
}

/// Uploads every version and decides again what was decided: the rules of this binary have to agree.
/// `accept_risk` approves what needs a review, where somebody accepted its risk before.
pub fn bring(
    conn: &mut PgConnection,
    store: &mut dyn PackageStore,
    bundle: &Bundle,
    (job, accept_risk): (&Job<'_>, bool),
) -> anyhow::Result<Brought> {
    let mut brought = Brought::default();
    let Some(path) = bundle.file(bundle::PLUGINS) else {
        return Ok(brought);
    };
    let categories = plugin_category::all(conn)?;
    for plugin in read(&path)? {
        let category = plugin
            .category
            .as_ref()
            .and_then(|slug| categories.iter().find(|one| one.slug == *slug));
        let job = Job {
            category,
            categories: &categories,
            source_url: plugin.source_url.as_deref(),
            ..*job
        };
        let bringer = Bringer {
            bundle,
            job,
            accept_risk,
        };
        for version in &plugin.versions {
            bringer.version(conn, store, (&plugin, version), &mut brought)?;
        }
        bringer.state(conn, &plugin)?;
        brought.plugins += 1;
    }
    Ok(brought)
}

fn read(path: &Path) -> anyhow::Result<Vec<Plugin>> {
    let explain = || {
        let message = format!("{} cannot be read", path.display());
        Advice::new(Code::FileRead, message)
    };
    let lines = BufReader::new(File::open(path).with_context(explain)?).lines();
    let mut plugins = Vec::new();
    for line in lines {
        plugins.push(serde_json::from_str(&line.with_context(explain)?).with_context(explain)?);
    }
    Ok(plugins)
}

/// Brings one plugin.
struct Bringer<'a> {
    bundle: &'a Bundle,
    job: Job<'a>,
    accept_risk: bool,
}

impl Bringer<'_> {
    fn version(
        &self,
        conn: &mut PgConnection,
        store: &mut dyn PackageStore,
        (plugin, version): (&Plugin, &Version),
        brought: &mut Brought,
    ) -> anyhow::Result<()> {
        let named = || format!("the package of `{}@{}`", plugin.slug, version.version);
        let path = bundle::package(version.sha256.as_str());
        let file = self.bundle.file(&path).with_context(|| {
            let message = format!("{} is not in the export", named());
            Advice::new(Code::BundleDamaged, message)
        })?;
        let package = package::read_path(&file, &self.job.settings.limits).with_context(|| {
            let message = format!("{} is refused", named());
            Advice::new(Code::PackageRefused, message)
        })?;
        if *package.sha256() != version.sha256 {
            let message = format!("{} changed while it was read", named());
            return Err(Advice::new(Code::BundleDamaged, message).into());
        }
        let uploaded = upload::within(conn, store, &package, &self.job)?;
        brought.new_versions += usize::from(uploaded.outcome != upload::Outcome::Unchanged);
        if uploaded.approval_status != ApprovalStatus::Pending {
            return Ok(());
        }
        match version.approval_status {
            ApprovalStatus::Pending => {}
            ApprovalStatus::Rejected => {
                let reason = version.rejection_reason.as_deref().unwrap_or("rejected");
                let which = (plugin.slug.as_str(), Some(version.version.as_str()));
                reject::within(conn, &self.job.deed, which, reason)?;
            }
            ApprovalStatus::Approved if self.may_approve(version, uploaded.security_status) => {
                self.approve(conn, plugin, version)?;
                brought.approved += 1;
            }
            ApprovalStatus::Approved => brought.undecided.push(Undecided {
                plugin: plugin.slug.clone(),
                version: version.version.clone(),
                security_status: uploaded.security_status,
                risk_score: uploaded.risk_score,
                file,
            }),
        }
        Ok(())
    }

    /// Whether the verdict of now lets the approval of then stand.
    fn may_approve(&self, version: &Version, verdict: SecurityStatus) -> bool {
        let accepted = match version.approval_consent {
            Some(ApprovalConsent::RiskAccepted | ApprovalConsent::BlockOverridden) => {
                self.accept_risk
            }
            Some(ApprovalConsent::Verdict) | None => false,
        };
        match verdict {
            SecurityStatus::Safe => !self.job.settings.four_eyes,
            SecurityStatus::ReviewRequired => accepted && !self.job.settings.four_eyes,
            SecurityStatus::Pending | SecurityStatus::Blocked => false,
        }
    }

    fn approve(
        &self,
        conn: &mut PgConnection,
        plugin: &Plugin,
        version: &Version,
    ) -> anyhow::Result<()> {
        let by = version.approved_by.as_deref().unwrap_or("somebody");
        let why = version
            .approval_reason
            .as_deref()
            .unwrap_or("no reason told");
        let reason = format!("imported; {by} had approved it: {why}");
        let wanted = approve::Wanted {
            slug: &plugin.slug,
            version: Some(&version.version),
            digest: &version.sha256,
            reason: &reason,
            accept_risk: self.accept_risk,
            override_blocked: false,
        };
        approve::within(conn, &self.job.deed, &wanted)?;
        Ok(())
    }

    /// Shows, hides and features it as it was.
    fn state(&self, conn: &mut PgConnection, plugin: &Plugin) -> anyhow::Result<()> {
        if plugin.versions.is_empty() {
            return Ok(());
        }
        activate::within(conn, &self.job.deed, &plugin.slug, plugin.is_active)?;
        let wanted = update::Wanted {
            place: update::Place::Same,
            is_featured: Some(plugin.is_featured),
        };
        update::within(conn, &self.job.deed, &plugin.slug, &wanted)?;
        Ok(())
    }
}
