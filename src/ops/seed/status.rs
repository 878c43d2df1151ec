//! What the ledger says of past runs, and whether the rows are still as they were written.

use anyhow::Context;
use diesel::PgConnection;
use serde::Serialize;

use super::group::sides;
use super::secret::Secrets;
use crate::db::{seed_entry, seed_known, seed_run};
use crate::vault::KeyRing;

/// So many ledger entries are looked at in one query.
const BATCH: i64 = 1000;

/// The last run, and the state of what was ever seeded.
#[derive(Debug, Serialize)]
pub struct Status {
    pub last_run: Option<seed_run::Last>,
    pub kinds: Vec<Kept>,
}

/// The rows of one set and kind.
#[derive(Debug, Serialize)]
pub struct Kept {
    pub set: String,
    pub kind: String,
    /// Rows that are as they were written.
    pub in_sync: usize,
    /// Rows with a field that an operator changed.
    pub edited: usize,
    /// Rows that an operator deleted.
    pub deleted: usize,
}

impl Status {
    /// Whether any row is not as it was written.
    pub fn drifted(&self) -> bool {
        self.kinds.iter().any(|kind| kind.edited + kind.deleted > 0)
    }
}

/// Compares every row that was ever seeded with what was written. Reads only. Without the master keys a secret that was
/// seeded counts as edited.
pub fn read(conn: &mut PgConnection, ring: Option<KeyRing>) -> anyhow::Result<Status> {
    let last_run = seed_run::last(conn).context("the runs cannot be read")?;
    let secrets = ring.map(|ring| Secrets::of_rows(conn, ring)).transpose()?;
    let mut kinds = Vec::new();
    for group in seed_entry::groups(conn).context("the ledger cannot be read")? {
        kinds.push(kept(conn, (group.set, group.kind), secrets.as_ref())?);
    }
    Ok(Status { last_run, kinds })
}

fn kept(
    conn: &mut PgConnection,
    (set, kind): (String, String),
    secrets: Option<&Secrets>,
) -> anyhow::Result<Kept> {
    let (mut in_sync, mut edited, mut deleted) = (0, 0, 0);
    let mut after = String::new();
    loop {
        let batch = seed_known::ledger(conn, (&set, &kind), &after, BATCH)
            .with_context(|| format!("the ledger of {kind} cannot be read"))?;
        let Some(last) = batch.last() else {
            break;
        };
        after.clone_from(&last.key);
        for known in batch {
            let known_key = known.key.clone();
            match sides(known).context("the ledger is damaged")? {
                (None, _) => deleted += 1,
                (Some(mut live), Some(mut last)) => {
                    if let Some(secrets) = secrets {
                        let row = (kind.as_str(), known_key.as_str());
                        secrets.compare(row, Some(&mut live), Some(&mut last));
                    }
                    let counter = if last.is(&live) {
                        &mut in_sync
                    } else {
                        &mut edited
                    };
                    *counter += 1;
                }
                (Some(_), None) => {}
            }
        }
    }
    Ok(Kept {
        set,
        kind,
        in_sync,
        edited,
        deleted,
    })
}
