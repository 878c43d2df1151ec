//! Removing rows that their seed set no longer names.

use std::collections::HashSet;

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::group::sides;
use super::report::{Action, Change, Counts, Pruned};
use super::secret::Secrets;
use crate::db::seed_known::{self, Known};
use crate::db::{seed_entry, seed_removal};
use crate::error::{Advice, Code};
use crate::seed::merge::{self, Removal};

/// The rows of a set and a kind that its files no longer name, by what may be done to them.
pub struct Leftovers<'a> {
    set: &'a str,
    kind: &'static str,
    removable: Vec<String>,
    spared: Vec<String>,
    gone: Vec<String>,
}

/// So many ledger entries are looked at in one query.
const BATCH: i64 = 1000;

/// Finds them; `named` are the keys that the files name.
pub fn find<'a>(
    conn: &mut PgConnection,
    (set, kind): (&'a str, &'static str),
    named: &HashSet<&str>,
    secrets: Option<&Secrets>,
) -> anyhow::Result<Leftovers<'a>> {
    let mut leftovers = Leftovers {
        set,
        kind,
        removable: Vec::new(),
        spared: Vec::new(),
        gone: Vec::new(),
    };
    let mut after = String::new();
    loop {
        let batch = seed_known::ledger(conn, (set, kind), &after, BATCH)
            .with_context(|| format!("the ledger of {kind} cannot be read"))?;
        let Some(last) = batch.last() else {
            return Ok(leftovers);
        };
        after.clone_from(&last.key);
        let keys: Vec<&str> = batch.iter().map(|known| known.key.as_str()).collect();
        let shared = seed_entry::shared(conn, set, kind, &keys)
            .with_context(|| format!("the ledger of {kind} cannot be read"))?;
        for known in batch {
            if !named.contains(known.key.as_str()) {
                let shared = shared.contains(&known.key);
                leftovers.take(known, shared, secrets)?;
            }
        }
    }
}

/// Refuses to remove more rows than allowed.
pub fn check(leftovers: &[Leftovers<'_>], most: usize) -> Result<(), Advice> {
    let count: usize = leftovers.iter().map(|left| left.removable.len()).sum();
    if count <= most {
        return Ok(());
    }
    Err(Advice::new(
        Code::SeedPrune,
        format!("{count} rows would be removed, more than {most}; nothing was written"),
    )
    .hint(format!(
        "look at `seed plan --prune`; allow it with `--max-delete {count}`"
    )))
}

impl Leftovers<'_> {
    fn take(
        &mut self,
        known: Known,
        shared: bool,
        secrets: Option<&Secrets>,
    ) -> anyhow::Result<()> {
        let (kind, key) = (self.kind, known.key.clone());
        let (mut live, mut last) = sides(known)
            .with_context(|| format!("the ledger entry of {kind} `{key}` is damaged"))?;
        if let Some(secrets) = secrets {
            secrets.compare((kind, &key), live.as_mut(), last.as_mut());
        }
        let Some(last) = last else {
            return Ok(());
        };
        match merge::removal(&last, live.as_ref()) {
            // Another set has it too.
            Removal::Allowed if shared => self.spared.push(key),
            Removal::Allowed => self.removable.push(key),
            Removal::NotOurs | Removal::Edited => self.spared.push(key),
            Removal::Gone => self.gone.push(key),
        }
        Ok(())
    }

    /// Removes rows until only those are left that something depends on.
    fn delete(&self, conn: &mut PgConnection) -> anyhow::Result<(Vec<String>, Vec<String>)> {
        let kind = self.kind;
        let (mut removed, mut held) = (Vec::new(), self.removable.clone());
        while !held.is_empty() {
            let gone = seed_removal::delete(conn, kind, &held)
                .with_context(|| format!("{kind} cannot be removed"))?;
            if gone.is_empty() {
                break;
            }
            held.retain(|key| !gone.contains(key));
            removed.extend(gone);
        }
        Ok((removed, held))
    }

    /// Removes what may be removed, deactivates what something depends on, and forgets both.
    pub fn remove(
        &self,
        conn: &mut PgConnection,
        now: DateTime<Utc>,
        counts: &mut Counts,
    ) -> anyhow::Result<Vec<Change>> {
        let kind = self.kind;
        let (removed, held) = self.delete(conn)?;
        // What can be neither removed nor deactivated stays, and is not forgotten.
        let deactivated = held.is_empty()
            || seed_removal::deactivate(conn, kind, &held, now)
                .with_context(|| format!("{kind} cannot be deactivated"))?;
        let (held, in_use) = if deactivated {
            (held, Vec::new())
        } else {
            (Vec::new(), held)
        };
        let forgotten: Vec<&str> = [&removed, &held, &self.gone]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        if !forgotten.is_empty() {
            seed_entry::forget(conn, self.set, kind, &forgotten)
                .context("the ledger cannot be written")?;
        }
        let mut changes = Vec::new();
        for (keys, pruned) in [
            (&removed, Pruned::Removed),
            (&held, Pruned::Deactivated),
            (&self.spared, Pruned::Spared),
            (&in_use, Pruned::Spared),
        ] {
            for key in keys {
                counts.count(Action::Pruned(pruned));
                changes.push(Change {
                    kind,
                    key: key.clone(),
                    outcome: Action::Pruned(pruned),
                    fields: Vec::new(),
                });
            }
        }
        Ok(changes)
    }
}
