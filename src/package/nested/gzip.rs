//! Gzip streams: of one file, or of a tar archive.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::tarball;
use crate::package::File;
use crate::package::budget::Budget;
use crate::package::refused::Refused;
use crate::package::shown::Shown;

/// Whether bytes begin as a gzip stream does that is deflated.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

/// The file in the stream, named after it without its ending, or the files of the tar archive in it.
/// What comes out is spent even when it turns out to be broken, or many broken streams would take long.
pub fn read(file: &File, budget: &mut Budget<'_>) -> Result<Vec<File>, Refused> {
    let limits = budget.limits();
    let mut bytes = Vec::new();
    let outcome = MultiGzDecoder::new(file.bytes.as_slice())
        .take(budget.bytes_left().saturating_add(1))
        .read_to_end(&mut bytes);
    let packed = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
    let unpacked = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if limits.is_bomb(packed, unpacked) {
        return Err(Refused::Bomb {
            entry: Shown::of(&file.path),
            limit: limits.ratio,
        });
    }
    budget.bytes(unpacked)?;
    outcome.map_err(|cause| Refused::Corrupt {
        entry: Shown::of(&file.path),
        cause: Shown::of(cause),
    })?;
    if tarball::is_tar(&bytes) {
        return tarball::read(&bytes, budget);
    }
    let path = name(&file.path);
    budget.part(path, unpacked)?;
    Ok(vec![File {
        path: path.to_owned(),
        bytes,
        executable: false,
    }])
}

fn name(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.strip_suffix(".gz")
        .filter(|name| !name.is_empty())
        .unwrap_or("content")
}
