//! Zip archives, read so that no two readers can see different things in one.
//!
//! Every byte must belong to something: entries from the first byte on, each begun where the one
//! before it ends, then the directory, then its end. Each entry is described twice and both
//! descriptions must agree. The format is that of PKWARE's APPNOTE 6.3.10; section numbers in this
//! folder are of that text. General readers look the other way in several of these places, which is
//! why the records are walked here; the compressed bytes go to flate2.

mod central;
mod end;
mod extra;
mod inflate;
mod layout;
mod local;
mod reader;

use super::File;
use super::budget::Budget;
use super::names::Names;
use super::refused::Refused;
use super::remark::{Remark, Remarks};
use super::shown::Shown;
use central::{Entry, Kind};

/// What an archive holds.
#[derive(Debug)]
pub struct Unpacked {
    /// Its files, in no particular order.
    pub files: Vec<File>,
    /// What was noticed.
    pub remarks: Remarks,
}

/// Whether bytes begin as a zip archive does, an empty one included.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(local::SIGNATURE) || bytes.starts_with(end::SIGNATURE)
}

/// Reads a whole archive. Nothing is unpacked before everything it declares has been checked.
pub fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Unpacked, Refused> {
    let end = end::find(bytes)?;
    let mut remarks = Remarks::default();
    if end.comment > 0 {
        remarks.push(Remark::Comment {
            entry: None,
            bytes: end.comment,
        });
    }
    let entries = central::read(bytes, &end, budget.limits(), &mut remarks)?;
    let places = layout::check(bytes, &end, &entries, &mut remarks)?;
    check_contents(&entries, budget)?;

    let mut files = Vec::new();
    for (entry, data) in entries.iter().zip(places) {
        let unpacked = inflate::unpack(entry, data)?;
        match entry.kind {
            Kind::File { executable } => files.push(File {
                path: entry.path.to_owned(),
                bytes: unpacked,
                executable,
            }),
            Kind::Folder => {}
        }
    }
    Ok(Unpacked { files, remarks })
}

/// Checks names, sizes and ratios as they are declared.
fn check_contents(entries: &[Entry<'_>], budget: &mut Budget<'_>) -> Result<(), Refused> {
    let limits = budget.limits();
    let mut names = Names::default();
    let mut packed: u64 = 0;
    let mut unpacked: u64 = 0;
    for entry in entries {
        match entry.kind {
            Kind::File { .. } => {
                names.file(entry.path)?;
                budget.file(entry.path, entry.unpacked)?;
            }
            Kind::Folder => {
                names.folder(entry.path)?;
                budget.folder()?;
                if entry.unpacked > 0 {
                    return Err(entry.malformed("data although it is a folder"));
                }
            }
        }
        if limits.is_bomb(entry.packed, entry.unpacked) {
            return Err(Refused::Bomb {
                entry: Shown::of(entry.path),
                limit: limits.ratio,
            });
        }
        packed = packed.saturating_add(entry.packed);
        unpacked = unpacked.saturating_add(entry.unpacked);
    }
    if limits.is_bomb(packed, unpacked) {
        return Err(Refused::Bomb {
            entry: Shown::of("the archive"),
            limit: limits.ratio,
        });
    }
    Ok(())
}
