//! Packages whose newest scan was made with rules of another time.

use super::{Counts, Job, Work};
use crate::db::interrupt;
use crate::db::plugin_version::{self, Stale};
use crate::model::{SecurityStatus, Verdict};
use crate::ops::plugin::bench::Bench;
use crate::ops::plugin::{Deed, rescan, settings};
use crate::scan::RULES_VERSION;

pub const JOB: Job = Job {
    name: "scans",
    about: "scan packages again that were scanned with older rules",
    run,
};

/// Where a verdict needs the opinion of a language model, this job has none, and leaves the scans to
/// `plugin scan --llm`.
fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let stale = plugin_version::stale(&mut work.session.conn, RULES_VERSION)?;
    let settings = settings::read(&mut work.session.conn)?;
    if stale.is_empty() || settings.llm_required {
        return Ok(vec![("packages_scanned", 0), ("packages_worse", 0)]);
    }
    let policy = (work.policy)()?;
    let mut store = (work.store)()?;
    let actor = work.session.actor.clone();
    let bench = Bench::scanner_alone();
    let (mut scanned, mut worse) = (0, 0);
    let mut unreadable = None;
    for Stale { slug, version } in &stale {
        interrupt::check()?;
        if work.is_over() {
            break;
        }
        let job = rescan::Job {
            deed: Deed {
                actor: &actor,
                command: work.command,
                reason: Some("the rules of scans changed"),
                commit: work.commit,
            },
            settings: &settings,
            policy: &policy,
            bench: &bench,
            slug,
            version,
        };
        match rescan::run(work.session, store.as_mut(), &job) {
            Ok(again) => {
                let was_safe = again.before == SecurityStatus::Safe;
                scanned += 1;
                worse += u64::from(was_safe && again.scan.overall_verdict != Verdict::Safe);
            }
            // One package that cannot be read does not keep the others from being scanned.
            Err(error) => drop(unreadable.get_or_insert(error)),
        }
    }
    if let Some(error) = unreadable {
        return Err(error);
    }
    Ok(vec![
        ("packages_scanned", scanned),
        ("packages_worse", worse),
    ])
}
