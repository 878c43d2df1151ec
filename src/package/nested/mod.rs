//! Archives inside a package: opened within what is left of the limits.

mod gzip;
mod tarball;

use super::File;
use super::archive;
use super::budget::Budget;
use super::refused::Refused;
use super::remark::{Remark, Remarks};
use super::shown::Shown;

/// The archives that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A zip archive.
    Zip,
    /// A gzip stream of one file or of a tar archive.
    Gzip,
    /// A tar archive.
    Tar,
}

/// What archive the bytes are, by how they begin; none when they are none of these.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    if archive::is_zip(bytes) {
        Some(Kind::Zip)
    } else if gzip::is_gzip(bytes) {
        Some(Kind::Gzip)
    } else if tarball::is_tar(bytes) {
        Some(Kind::Tar)
    } else {
        None
    }
}

/// The files inside the archive `file`, which counts as the `level`th of archives inside one another:
/// 1 for one that lies in the package. Their paths are relative to the archive. A gzip stream of a tar
/// archive is one archive, not two. What is unpacked is taken off the budget, even when it is refused.
pub fn open(
    file: &File,
    kind: Kind,
    level: usize,
    budget: &mut Budget<'_>,
) -> Result<Vec<File>, Refused> {
    if level > budget.limits().nesting {
        return Err(Refused::NestedTooDeep {
            entry: Shown::of(&file.path),
            limit: budget.limits().nesting,
        });
    }
    budget.next_archive();
    match kind {
        Kind::Zip => archive::read(&file.bytes, budget).map(|unpacked| unpacked.files),
        Kind::Gzip => gzip::read(file, budget),
        Kind::Tar => tarball::read(&file.bytes, budget),
    }
}

/// Opens every archive among `files`, and those inside, only to see whether they are bombs: too deep
/// inside one another, too dense, or too much together. Any other archive that cannot be read is
/// remarked on.
pub fn check(
    files: &[File],
    level: usize,
    budget: &mut Budget<'_>,
    remarks: &mut Remarks,
) -> Result<(), Refused> {
    for file in files {
        let Some(kind) = kind(&file.bytes) else {
            continue;
        };
        let inside = open(file, kind, level, budget);
        let inside = inside.and_then(|inner| check(&inner, level + 1, budget, remarks));
        match inside {
            Ok(()) => {}
            // It names the archive itself.
            Err(cause @ Refused::NestedTooDeep { .. }) => return Err(cause),
            Err(cause) if cause.is_bomb() => {
                return Err(Refused::Nested {
                    entry: Shown::of(&file.path),
                    cause: Box::new(cause),
                });
            }
            Err(cause) => remarks.push(Remark::NestedUnreadable {
                path: Shown::of(&file.path),
                cause: Shown::of(cause),
            }),
        }
    }
    Ok(())
}
