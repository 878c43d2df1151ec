//! Moving packages from one store to another.

use std::io;
use std::time::SystemTime;

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::BATCH;
use super::verify::{Kind, Problem};
use crate::db::audit_event::{self, Change};
use crate::db::package_pointer::{self, Pointer};
use crate::db::{self, Commit, Exclusion, Session, interrupt, workspace};
use crate::model::Digest;
use crate::store::{Found, PackageStore};

/// What is moved, and how.
pub struct Job<'a> {
    pub source: &'a mut dyn PackageStore,
    pub target: &'a mut dyn PackageStore,
    /// The command, for the audit trail.
    pub command: &'a str,
    pub commit: Commit,
    /// Whether to remove from the source what the target then has.
    pub remove: bool,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
pub struct Outcome {
    pub from: String,
    pub to: String,
    /// Packages that were copied.
    pub copied: u64,
    /// Their bytes, which a dry run does not know.
    pub bytes: u64,
    /// Packages that the target had already.
    pub there: u64,
    /// Packages that were removed from the source.
    pub removed: u64,
    /// Versions that say now where their package is.
    pub versions: u64,
    /// Versions whose package could not be copied.
    pub problems: Vec<Problem>,
    pub dry_run: bool,
}

/// Copies every package that a row points at, batch by batch, and makes the rows of each batch say
/// where it is now. What the target has is not copied again, so that a run that was cut short is
/// taken up by the next.
///
/// The outcome is told as it comes, so that it holds what was done before an error too.
pub fn run(
    session: &mut Session,
    job: &mut Job<'_>,
    outcome: &mut Outcome,
    progress: &dyn Fn(usize, usize),
) -> anyhow::Result<()> {
    let start = SystemTime::now();
    let count = usize::try_from(package_pointer::count(&mut session.conn)?)?;
    *outcome = Outcome {
        from: job.source.location().to_string(),
        to: job.target.location().to_string(),
        dry_run: job.commit == Commit::DryRun,
        ..Outcome::default()
    };
    let (mut after, mut done) = (None::<Pointer>, 0);
    loop {
        let conn = &mut session.conn;
        let page = package_pointer::page(conn, after.as_ref(), i64::try_from(BATCH)?)?;
        let Some(last) = page.last() else {
            break;
        };
        after = Some(last.clone());
        let mut moved = Vec::new();
        for pointer in page {
            interrupt::check()?;
            let digest: Digest = pointer.sha256.parse()?;
            if moved.last() != Some(&digest) {
                match job.copy(&digest, outcome)? {
                    Copied::There => moved.push(digest),
                    Copied::Problem(problem, found) => outcome.problems.push(Problem {
                        pointer,
                        problem,
                        found,
                    }),
                }
            }
            done += 1;
            progress(done, count.max(done));
        }
        outcome.versions += job.record(session, &moved)?;
        outcome.removed += job.clear(&moved, start)?;
    }
    Ok(())
}

/// What came of one package.
enum Copied {
    There,
    Problem(Kind, Option<Digest>),
}

impl Job<'_> {
    fn copy(&mut self, digest: &Digest, outcome: &mut Outcome) -> anyhow::Result<Copied> {
        let there = match self.commit {
            Commit::DryRun => self.target.contains(digest)?,
            Commit::Keep => self.has(digest)?,
        };
        if there {
            outcome.there += 1;
            return Ok(Copied::There);
        }
        if self.commit == Commit::DryRun {
            if !self.source.contains(digest)? {
                return Ok(Copied::Problem(Kind::Missing, None));
            }
            outcome.copied += 1;
            return Ok(Copied::There);
        }
        let mut bytes = Vec::new();
        match self.source.read(digest, &mut bytes)? {
            Found::Whole { .. } => {}
            Found::Damaged { digest, .. } => {
                return Ok(Copied::Problem(Kind::Damaged, Some(digest)));
            }
            Found::Missing => return Ok(Copied::Problem(Kind::Missing, None)),
        }
        self.target.put(&bytes)?;
        let arrived = self.target.read(digest, &mut io::sink())?;
        outcome.bytes += arrived.expect_whole(digest, self.target.location())?;
        outcome.copied += 1;
        Ok(Copied::There)
    }

    /// Whether the target has the package, whole; a damaged one is written anew.
    fn has(&mut self, digest: &Digest) -> anyhow::Result<bool> {
        Ok(match self.target.read(digest, &mut io::sink())? {
            Found::Whole { .. } => true,
            Found::Damaged { .. } | Found::Missing => false,
        })
    }

    /// Makes the rows say where these packages are now.
    fn record(&self, session: &mut Session, moved: &[Digest]) -> anyhow::Result<u64> {
        let digests: Vec<&str> = moved.iter().map(Digest::as_str).collect();
        let uris: Vec<String> = moved.iter().map(|digest| self.target.uri(digest)).collect();
        let uris: Vec<&str> = uris.iter().map(String::as_str).collect();
        let actor = session.actor.clone();
        let (from, to) = (
            self.source.location().to_string(),
            self.target.location().to_string(),
        );
        db::write(session, self.commit, Exclusion::Rows, |conn| {
            let versions = package_pointer::relocate(conn, &digests, &uris)
                .context("the rows cannot say where their packages are now")?;
            if versions > 0 {
                audit_event::insert(
                    conn,
                    &Change {
                        workspace_id: workspace::PLATFORM,
                        actor: &actor,
                        command: self.command,
                        object_type: "plugin_version",
                        object_id: &to,
                        object_name: &to,
                        action: "relocate",
                        after: json!({"from": from, "to": to, "versions": versions}),
                    },
                )?;
            }
            Ok(versions as u64)
        })
    }

    /// Removes these packages from the source, if that was asked for. One that was put again since
    /// the start stays: an upload is at work with it.
    fn clear(&mut self, moved: &[Digest], start: SystemTime) -> anyhow::Result<u64> {
        let mut removed = 0;
        if !self.remove || self.commit == Commit::DryRun {
            return Ok(removed);
        }
        for digest in moved {
            if self.source.delete(digest, start)? {
                removed += 1;
            }
        }
        Ok(removed)
    }
}
