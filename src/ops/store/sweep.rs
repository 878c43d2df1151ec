//! Removing packages that no row points at.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use crate::db::{self, Commit, Exclusion, Session, interrupt, package_pointer};
use crate::store::{Entry, PackageStore};

/// How old a package must be: longer than any upload takes from its put to its row.
pub const GRACE: Duration = Duration::from_hours(24);

/// What was removed, or would be.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    pub packages: u64,
    pub bytes: u64,
    /// Pieces that puts which were cut short left behind.
    pub leftovers: u64,
}

/// Removes what was put before `now` less [`GRACE`] and no row points at.
///
/// An upload that puts the same bytes meanwhile makes them young, so that the store does not remove
/// them: the rows are read before, its deletion looks at the age again.
pub fn run(
    session: &mut Session,
    store: &mut dyn PackageStore,
    now: SystemTime,
    commit: Commit,
) -> anyhow::Result<Swept> {
    let before = now.checked_sub(GRACE).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut swept = Swept::default();
    let mut after = None;
    loop {
        let page = store.list(after.as_ref())?;
        let Some(last) = page.last() else {
            break;
        };
        after = Some(last.digest.clone());
        for entry in orphans(session, page, before)? {
            interrupt::check()?;
            let gone = match commit {
                Commit::DryRun => true,
                Commit::Keep => store.delete(&entry.digest, before)?,
            };
            if gone {
                swept.packages += 1;
                swept.bytes += entry.bytes;
            }
        }
    }
    if commit == Commit::Keep {
        swept.leftovers = store.clean(before)?;
    }
    Ok(swept)
}

/// Those of the packages that are old and that no row points at, read under the lock of whatever
/// maintains.
fn orphans(
    session: &mut Session,
    mut page: Vec<Entry>,
    before: SystemTime,
) -> anyhow::Result<Vec<Entry>> {
    page.retain(|entry| entry.put_at < before);
    let digests: Vec<&str> = page.iter().map(|entry| entry.digest.as_str()).collect();
    let orphans: BTreeSet<String> = db::write(session, Commit::DryRun, Exclusion::Rows, |conn| {
        Ok(package_pointer::orphans(conn, &digests)?)
    })?
    .into_iter()
    .collect();
    page.retain(|entry| orphans.contains(entry.digest.as_str()));
    Ok(page)
}
