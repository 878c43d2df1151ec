//! Packages in the store that no row points at.

use super::{Counts, Job, Work};
use crate::ops::store::sweep;

pub const JOB: Job = Job {
    name: "orphan-blobs",
    about: "remove packages that no version points at and that were put more than a day ago",
    run,
};

fn run(work: &mut Work<'_>) -> anyhow::Result<Counts> {
    let mut store = (work.store)()?;
    let sweep::Swept {
        packages,
        bytes,
        leftovers,
    } = sweep::run(work.session, store.as_mut(), work.now, work.commit)?;
    Ok(vec![
        ("packages_removed", packages),
        ("bytes_removed", bytes),
        ("leftovers_removed", leftovers),
    ])
}
