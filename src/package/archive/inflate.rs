//! Unpacking one entry into no more memory than it declares.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::central::{Entry, Method};
use crate::package::refused::Refused;
use crate::package::shown::Shown;

/// The unpacked bytes of `entry`, exactly as many as it declares, from all of `data`.
pub fn unpack(entry: &Entry<'_>, data: &[u8]) -> Result<Vec<u8>, Refused> {
    let unpacked = match entry.method {
        Method::Stored => data.to_vec(),
        Method::Deflated => inflate(entry, data)?,
    };
    check_size(entry, unpacked.len())?;
    let mut checksum = Crc::new();
    checksum.update(&unpacked);
    if checksum.sum() != entry.checksum {
        return Err(Refused::Checksum(Shown::of(entry.path)));
    }
    Ok(unpacked)
}

fn inflate(entry: &Entry<'_>, data: &[u8]) -> Result<Vec<u8>, Refused> {
    let corrupt = |cause: String| Refused::Corrupt {
        entry: Shown::of(entry.path),
        cause: Shown::of(cause),
    };
    let declared = usize::try_from(entry.unpacked).map_err(|cause| corrupt(cause.to_string()))?;
    // One byte more than declared tells an entry that holds more.
    let mut unpacked = Vec::with_capacity(declared.saturating_add(1));
    let mut decoder = Decompress::new(false);
    let status = decoder
        .decompress_vec(data, &mut unpacked, FlushDecompress::Finish)
        .map_err(|cause| corrupt(cause.to_string()))?;
    if unpacked.len() > declared {
        return Err(Refused::Size {
            entry: Shown::of(entry.path),
            declared: entry.unpacked,
            real: Shown::of("more"),
        });
    }
    if status != Status::StreamEnd {
        return Err(corrupt("its data ends too early".to_owned()));
    }
    let consumed = decoder.total_in();
    if consumed != entry.packed {
        return Err(Refused::StrayDataBehind {
            bytes: data
                .len()
                .saturating_sub(usize::try_from(consumed).unwrap_or(usize::MAX)),
            entry: Shown::of(entry.path),
        });
    }
    Ok(unpacked)
}

fn check_size(entry: &Entry<'_>, real: usize) -> Result<(), Refused> {
    if u64::try_from(real).ok() == Some(entry.unpacked) {
        return Ok(());
    }
    Err(Refused::Size {
        entry: Shown::of(entry.path),
        declared: entry.unpacked,
        real: Shown::of(real),
    })
}
