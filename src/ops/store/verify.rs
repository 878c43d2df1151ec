//! Whether the packages that rows point at are in the store, and are the right ones.

use std::collections::BTreeSet;
use std::io;

use diesel::PgConnection;
use serde::Serialize;

use super::BATCH;
use crate::db::interrupt;
use crate::db::package_pointer::{self, Pointer};
use crate::model::Digest;
use crate::store::{Found, PackageStore};

/// What was found.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// Where was looked.
    pub store: String,
    /// Versions whose package was asked for.
    pub versions: u64,
    /// Different packages that were read.
    pub packages: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Versions whose package is not what it should be.
    pub problems: Vec<Problem>,
}

/// A version whose package is not what it should be.
#[derive(Debug, Serialize)]
pub struct Problem {
    #[serde(flatten)]
    pub pointer: Pointer,
    pub problem: Kind,
    /// The digest of what is there instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Digest>,
}

/// What is wrong with a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Other bytes are there.
    Damaged,
    /// Nothing is there.
    Missing,
}

/// What verification has found so far. Each package is read once, however many versions are made of
/// it.
struct Verification<'a> {
    store: &'a mut dyn PackageStore,
    outcome: Outcome,
    last: Option<(String, Found)>,
}

/// Reads the packages of these pointers, each once.
pub fn some(
    mut pointers: Vec<Pointer>,
    store: &mut dyn PackageStore,
    progress: &dyn Fn(usize, usize),
) -> anyhow::Result<Outcome> {
    let key = |pointer: &Pointer| {
        let Pointer {
            plugin,
            version,
            sha256,
            storage_uri: _,
        } = pointer.clone();
        (sha256, plugin, version)
    };
    pointers.sort_by_key(key);
    pointers.dedup_by_key(|pointer| key(pointer));
    let count = pointers.len();
    let mut verification = Verification::new(store);
    for (done, pointer) in pointers.into_iter().enumerate() {
        verification.verify(pointer)?;
        progress(done + 1, count);
    }
    Ok(verification.outcome)
}

/// Reads every package that a row points at.
pub fn all(
    conn: &mut PgConnection,
    store: &mut dyn PackageStore,
    progress: &dyn Fn(usize, usize),
) -> anyhow::Result<Outcome> {
    let count = usize::try_from(package_pointer::count(conn)?)?;
    let mut verification = Verification::new(store);
    let mut after = None;
    let mut done = 0;
    loop {
        let page = package_pointer::page(conn, after.as_ref(), i64::try_from(BATCH)?)?;
        let Some(last) = page.last().cloned() else {
            return Ok(verification.outcome);
        };
        after = Some(last);
        for pointer in page {
            verification.verify(pointer)?;
            done += 1;
            progress(done, count.max(done));
        }
    }
}

/// Packages in the store that no row points at.
#[derive(Debug, Default, Serialize)]
pub struct Unreferenced {
    pub packages: u64,
    pub bytes: u64,
}

/// Counts what is in the store and no row points at: uploads in progress or cut short, and deleted
/// versions.
pub fn unreferenced(
    conn: &mut PgConnection,
    store: &mut dyn PackageStore,
) -> anyhow::Result<Unreferenced> {
    let mut counted = Unreferenced::default();
    let mut after = None;
    loop {
        let page = store.list(after.as_ref())?;
        let Some(last) = page.last() else {
            return Ok(counted);
        };
        after = Some(last.digest.clone());
        let digests: Vec<&str> = page.iter().map(|entry| entry.digest.as_str()).collect();
        let orphans: BTreeSet<String> = package_pointer::orphans(conn, &digests)?
            .into_iter()
            .collect();
        for entry in &page {
            if orphans.contains(entry.digest.as_str()) {
                counted.packages += 1;
                counted.bytes += entry.bytes;
            }
        }
    }
}

impl<'a> Verification<'a> {
    fn new(store: &'a mut dyn PackageStore) -> Self {
        Self {
            outcome: Outcome {
                store: store.location().to_string(),
                versions: 0,
                packages: 0,
                bytes: 0,
                problems: Vec::new(),
            },
            store,
            last: None,
        }
    }

    fn verify(&mut self, pointer: Pointer) -> anyhow::Result<()> {
        interrupt::check()?;
        let found = match self.last.take() {
            Some((digest, found)) if digest == pointer.sha256 => found,
            Some(_) | None => self.read(&pointer)?,
        };
        self.outcome.versions += 1;
        self.last = Some((pointer.sha256.clone(), found.clone()));
        let (problem, found) = match found {
            Found::Whole { .. } => return Ok(()),
            Found::Damaged { digest, .. } => (Kind::Damaged, Some(digest)),
            Found::Missing => (Kind::Missing, None),
        };
        self.outcome.problems.push(Problem {
            pointer,
            problem,
            found,
        });
        Ok(())
    }

    fn read(&mut self, pointer: &Pointer) -> anyhow::Result<Found> {
        let found = self.store.read(&pointer.sha256.parse()?, &mut io::sink())?;
        match found {
            Found::Whole { bytes } | Found::Damaged { bytes, .. } => {
                self.outcome.packages += 1;
                self.outcome.bytes += bytes;
            }
            Found::Missing => {}
        }
        Ok(found)
    }
}
