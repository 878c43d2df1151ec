//! Making the database say what seed files say, and keeping what operators edited.

mod changes;
pub mod diff;
pub mod export;
mod feed;
mod group;
mod load;
mod owners;
pub mod plan;
mod prune;
mod record;
mod recount;
mod reference;
mod report;
mod run;
pub mod secret;
pub mod status;

pub use self::feed::Feed;
pub use self::group::Choices;
pub use self::load::{alone, check, from_folders, load, shipped, with_standard_input};
pub use self::report::{Action, Change, Counts, Difference, Field, Report};
pub use self::run::apply;

use crate::db::{self, Commit, Exclusion, Session};
use crate::seed::Kind;

/// What to seed, and how.
pub struct Job<'a> {
    pub feed: Feed<'a>,
    /// Where the seeds come from, for the record.
    pub source: String,
    /// The kinds to seed; none is all.
    pub only: Vec<Kind>,
    pub choices: Choices,
    /// Remove rows that sets in sync mode no longer name, at most so many.
    pub prune: Option<usize>,
    /// Where the values of sensitive settings come from, if any of the items has one.
    pub secrets: Option<secret::Origin<'a>>,
    pub commit: Commit,
}

/// Told how many items are done, and of how many.
pub type Progress<'a> = &'a dyn Fn(usize, usize);

impl<'a> Job<'a> {
    /// These seeds with the usual choices.
    pub fn new(feed: Feed<'a>, source: impl Into<String>, commit: Commit) -> Self {
        Self {
            feed,
            source: source.into(),
            only: Vec::new(),
            choices: Choices::default(),
            prune: None,
            secrets: None,
            commit,
        }
    }
}

/// Seeds in one transaction under the maintenance lock. Seeding twice changes nothing the second
/// time.
pub fn run(session: &mut Session, job: &Job<'_>, progress: Progress<'_>) -> anyhow::Result<Report> {
    let actor = session.actor.clone();
    db::write(session, job.commit, Exclusion::Rows, |conn| {
        apply(conn, &actor, job, progress)
    })
    .inspect_err(|error| record::refused(session, job.commit, error))
}
