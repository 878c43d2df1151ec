//! One run: batch by batch what the items want is merged and written, then what only the whole shows.

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::changes::{self, Changes};
use super::owners::Owners;
use super::prune::{self, Leftovers};
use super::report::{Action, Change, Counts, Pruned, Report};
use super::secret::{self, Secrets};
use super::{Job, Progress, group, record, recount, reference, shipped};
use crate::db::seed_stage::{Flushed, Stage};
use crate::db::{Commit, interrupt, seed_entry, seed_known};
use crate::error::{Advice, Code};
use crate::ops::setting;
use crate::seed::merge::{OnConflict, Outcome};
use crate::seed::{Item, Kind, Mode};

/// The work of [`super::run()`], inside a transaction that holds the lock.
pub fn apply(
    conn: &mut PgConnection,
    actor: &str,
    job: &Job<'_>,
    progress: Progress<'_>,
) -> anyhow::Result<Report> {
    let mut run = Run {
        job,
        progress,
        kinds: Vec::new(),
        changes: Vec::new(),
        owners: Owners::default(),
        done: 0,
        stage: None,
        started_at: None,
        sealing: Vec::new(),
        settings: Vec::new(),
        keys: record::Keys::default(),
    };
    job.feed
        .each_batch(&job.only, &mut |items| run.batch(conn, items))?;
    run.flush(conn)?;
    run.seal(conn, actor)?;
    run.settle_owners(conn)?;
    run.settle_conflicts()?;
    run.prune(conn)?;
    recount::plugins(conn, &run.kinds)?;
    if let Some(started_at) = run.started_at {
        record::run(conn, actor, job, (&run.kinds, &run.keys), started_at)?;
    }
    Ok(Report {
        kinds: run.kinds,
        changes: job.choices.detail.then_some(run.changes),
        dry_run: job.commit == Commit::DryRun,
    })
}

/// A run so far.
struct Run<'a> {
    job: &'a Job<'a>,
    progress: Progress<'a>,
    kinds: Vec<Counts>,
    changes: Vec<Change>,
    owners: Owners,
    done: usize,
    /// New rows that are not yet where they belong.
    stage: Option<Stage>,
    /// The transaction's time, once something was read.
    started_at: Option<DateTime<Utc>>,
    /// Values to be sealed once their rows are there, with the keys of the rows.
    sealing: Vec<(Secrets, Vec<String>)>,
    /// The keys of the settings that were written.
    settings: Vec<String>,
    keys: record::Keys,
}

impl Run<'_> {
    /// Merges and writes some items: one read, a look at what they name, then at most two writes a
    /// kind and one of the ledger.
    fn batch(&mut self, conn: &mut PgConnection, items: &[Item]) -> anyhow::Result<()> {
        let taken = secret::taken(conn, items, self.job.secrets)?;
        let secrets = taken.as_ref().map(|(secrets, _)| secrets);
        let items = taken.as_ref().map_or(items, |(_, masked)| masked);
        let mut sealed = Vec::new();
        let groups = group::of(items);
        if groups.is_empty() {
            return Ok(());
        }
        if let (Some(stage), Some(group)) = (&self.stage, groups.first())
            && stage.kind() != group.kind().as_str()
        {
            self.flush(conn)?;
        }
        let (mut known, now) = group::perhaps_changed(conn, &groups)?;
        self.started_at.get_or_insert(now);
        let mut decided = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            let known = &mut known;
            let mut changes = Changes::decide((group, at), known, secrets, self.job.choices)?;
            sealed.extend(
                secrets
                    .map(|secrets| changes.take_sealed(secrets))
                    .unwrap_or_default(),
            );
            decided.push((group.kind(), changes));
        }
        let written: Vec<_> = decided
            .iter()
            .flat_map(|(_, changes)| changes.written())
            .collect();
        reference::check(conn, &written, items, self.job.feed.files())?;
        drop(written);
        let mut entries = Vec::new();
        for (kind, changes) in decided {
            interrupt::check()?;
            self.prepare(conn, kind)?;
            changes
                .written()
                .for_each(|written| self.owners.wrote(written));
            let keys = changes.written().map(|written| written.item.key.as_str());
            self.keys.note(kind.as_str(), keys);
            if kind == Kind::SystemSettings {
                let keys = changes.written().map(|written| written.item.key.clone());
                self.settings.extend(keys);
            }
            let written = changes.write(conn, self.stage.as_mut(), now)?;
            entries.extend(written.entries);
            self.changes.extend(written.detail);
            self.counts(written.counts.kind).add(&written.counts);
        }
        if !entries.is_empty() {
            seed_entry::remember(conn, entries, now).context("the ledger cannot be written")?;
        }
        self.done += items.len();
        (self.progress)(self.done, self.job.feed.len());
        self.sealing
            .extend(taken.map(|(secrets, _)| (secrets, sealed)));
        Ok(())
    }

    /// Gives sensitive settings their values, and checks settings beside each other, now that all are there.
    fn seal(&mut self, conn: &mut PgConnection, actor: &str) -> anyhow::Result<()> {
        for (secrets, keys) in self.sealing.drain(..) {
            secrets.write(conn, actor, &keys)?;
        }
        for key in self.settings.drain(..) {
            setting::check_written(conn, &key, None)?;
        }
        Ok(())
    }

    /// Makes ready for rows of a kind.
    fn prepare(&mut self, conn: &mut PgConnection, kind: Kind) -> anyhow::Result<()> {
        if self.stage.is_none() && self.job.feed.is_bulk() {
            self.stage = Stage::of(conn, kind.as_str())
                .context("the temporary table for many rows cannot be made")?;
        }
        // Catalogs are whole before anything of a workspace is written.
        if kind > Kind::WorkspaceMembers {
            self.settle_owners(conn)?;
        }
        Ok(())
    }

    /// Moves new rows that wait to where they belong.
    fn flush(&mut self, conn: &mut PgConnection) -> anyhow::Result<()> {
        let (Some(stage), Some(now)) = (self.stage.take(), self.started_at) else {
            return Ok(());
        };
        let kind = stage.kind();
        let Flushed { rows, created } = stage
            .flush(conn, now)
            .with_context(|| format!("{kind} cannot be created"))?;
        if created < rows {
            return Err(changes::taken(kind, created, rows, &[]).into());
        }
        Ok(())
    }

    fn counts(&mut self, kind: &'static str) -> &mut Counts {
        let known = self.kinds.iter().position(|counts| counts.kind == kind);
        let at = known.unwrap_or_else(|| {
            self.kinds.push(Counts::none(kind));
            self.kinds.len() - 1
        });
        self.kinds.get_mut(at).expect("it was found or added")
    }

    /// Gives users and workspaces what they must have, and checks it.
    fn settle_owners(&mut self, conn: &mut PgConnection) -> anyhow::Result<()> {
        let Some(now) = self.started_at else {
            return Ok(());
        };
        for change in self.owners.settle(conn, self.job.feed.files(), now)? {
            self.counts(change.kind).count(change.outcome);
            self.changes.push(change);
        }
        Ok(())
    }

    /// Ends the run when a conflict must.
    fn settle_conflicts(&self) -> Result<(), Advice> {
        let conflicts: usize = self.kinds.iter().map(|counts| counts.conflicts).sum();
        if conflicts == 0 || self.job.choices.on_conflict != OnConflict::Fail {
            return Ok(());
        }
        let rows: Vec<String> = self
            .changes
            .iter()
            .filter(|change| change.outcome == Action::Merged(Outcome::Conflict))
            .take(SHOWN)
            .map(|change| format!("{} `{}`", change.kind, change.key))
            .collect();
        let more = if conflicts > SHOWN { " and more" } else { "" };
        Err(Advice::new(
            Code::SeedConflict,
            format!(
                "{conflicts} rows were changed both by an operator and by the seed; nothing was \
                 written: {}{more}",
                rows.join(", ")
            ),
        )
        .hint("see `automatos seed plan`; settle it with `--on-conflict keep` or `seed`"))
    }

    /// Removes what sets in sync mode no longer name.
    fn prune(&mut self, conn: &mut PgConnection) -> anyhow::Result<()> {
        let Some(most) = self.job.prune else {
            return Ok(());
        };
        let sets = self.job.feed.keys(&self.job.only, Mode::Sync)?;
        if sets.is_empty() {
            return Ok(());
        }
        // Files in sync mode without any item prune as well.
        let now = match self.started_at {
            Some(now) => now,
            None => *self.started_at.insert(seed_known::now(conn)?),
        };
        let ring = self.job.secrets.and_then(|origin| (origin.ring)().ok());
        let secrets = ring.map(|ring| Secrets::of_rows(conn, ring)).transpose()?;
        let mut leftovers: Vec<Leftovers<'_>> = Vec::new();
        // What ships comes back with the next plain run, and is not a folder's to remove.
        let shipped = shipped()?;
        for ((set, kind), keys) in &sets {
            let named = keys.iter().map(String::as_str);
            let ships = shipped
                .items
                .iter()
                .filter(|item| item.set == *set && item.kind == *kind)
                .map(|item| item.key.as_str());
            let named = named.chain(ships).collect();
            leftovers.push(prune::find(
                conn,
                (set, kind.as_str()),
                &named,
                secrets.as_ref(),
            )?);
        }
        prune::check(&leftovers, most)?;
        // What names others goes before what is named.
        for ((_, kind), left) in sets.keys().zip(&leftovers).rev() {
            let mut counts = Counts::none(kind.as_str());
            let changes = left.remove(conn, now, &mut counts)?;
            self.counts(kind.as_str()).add(&counts);
            let removed = changes.iter().filter(|change| change.outcome == REMOVED);
            let keys: Vec<String> = removed.map(|change| change.key.clone()).collect();
            self.owners.removed(*kind, &keys);
            self.changes.extend(changes);
        }
        self.settle_owners(conn)
    }
}

const REMOVED: Action = Action::Pruned(Pruned::Removed);

/// How many rows an error names.
const SHOWN: usize = 5;
