//! Plugins that are stored, scanned again.

use serde::Serialize;
use uuid::Uuid;

use super::reference::Reference;
use super::scanned::Scanned;
use super::{html, judge};
use crate::cli::app::App;
use crate::db::{Commit, Session};
use crate::model::{ApprovalStatus, SecurityStatus, Verdict};
use crate::ops::plugin::bench::Bench;
use crate::ops::plugin::rescan::{self, Job};
use crate::ops::plugin::settings::{self, Settings};
use crate::scan::Policy;
use crate::store::PackageStore;

/// Where the packages are, and how they are scanned.
pub struct Shelf<'a> {
    app: &'a App,
    session: Session,
    store: Box<dyn PackageStore>,
    settings: Settings,
    policy: &'a Policy,
    bench: Bench,
    commit: Commit,
}

/// The scan that was recorded, and what it means for the version.
#[derive(Serialize)]
pub struct Recorded {
    pub scan_id: Uuid,
    risk_score: i32,
    verdict: Verdict,
    before: SecurityStatus,
    approval_status: ApprovalStatus,
}

/// Opens the database and the store.
pub fn open<'a>(
    app: &'a App,
    policy: &'a Policy,
    judge: &judge::Args,
    commit: Commit,
) -> anyhow::Result<Shelf<'a>> {
    let mut session = app.connect_to_write(commit)?;
    let settings = settings::read(&mut session.conn)?;
    Ok(Shelf {
        app,
        session,
        store: app.store()?,
        bench: judge::bench(judge, settings.llm_required, app)?,
        settings,
        policy,
        commit,
    })
}

impl Shelf<'_> {
    /// Scans the version that is named, else the one that is shown, and writes the page about it
    /// where one is wanted.
    pub fn scan(&mut self, reference: &Reference, page: &html::Args) -> anyhow::Result<Scanned> {
        let (plugin, version) = reference.find(&mut self.session.conn)?;
        let job = Job {
            deed: super::deed(self.app, None, self.commit),
            settings: &self.settings,
            policy: self.policy,
            bench: &self.bench,
            slug: &plugin.slug,
            version: &version,
        };
        let rescanned = rescan::run(&mut self.session, self.store.as_mut(), &job)?;
        let judged = rescanned.judged;
        html::write(page, &rescanned.package, &rescanned.report, judged.as_ref())?;
        let recorded = Recorded {
            scan_id: rescanned.scan.id,
            risk_score: rescanned.scan.risk_score,
            verdict: rescanned.scan.overall_verdict,
            before: rescanned.before,
            approval_status: rescanned.approval_status,
        };
        if recorded.is_worse() && recorded.approval_status == ApprovalStatus::Approved {
            self.app.out.note(format!(
                "`{0}@{1}` is approved and now {2}: `automatos plugin deactivate {0}` hides it",
                rescanned.slug, rescanned.version, recorded.verdict
            ))?;
        }
        Ok(Scanned {
            path: format!("{}@{}", rescanned.slug, rescanned.version),
            report: Some(rescanned.report),
            judged,
            unnamed: None,
            refused: None,
            recorded: Some(recorded),
        })
    }
}

impl Recorded {
    /// What the recorded verdict is, under the thresholds of the settings.
    pub fn words(&self) -> String {
        format!(
            "{} (risk {}, before: {}); {}",
            self.verdict, self.risk_score, self.before, self.approval_status
        )
    }

    fn is_worse(&self) -> bool {
        match self.verdict {
            Verdict::Safe => false,
            Verdict::ReviewRequired => self.before == SecurityStatus::Safe,
            Verdict::Blocked => self.before != SecurityStatus::Blocked,
        }
    }
}
