//! The end of an archive: where its directory is and how many entries it lists.
//!
//! APPNOTE 4.3.14 to 4.3.16: the end record, and for archives that need 64-bit numbers the record
//! and the locator that stand right before it.

use super::reader::Reader;
use crate::package::refused::Refused;

/// How an end record begins.
pub const SIGNATURE: &[u8] = b"PK\x05\x06";
const LARGE_SIGNATURE: u32 = 0x0606_4b50;
const LOCATOR_SIGNATURE: u32 = 0x0706_4b50;

const END_BYTES: usize = 22;
const LARGE_BYTES: u64 = 56;
const LOCATOR_BYTES: u64 = 20;
const MOST_COMMENT: usize = 65_535;

/// What the end of an archive says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// How many entries the directory lists.
    pub entries: u64,
    /// Where the directory begins.
    pub start: u64,
    /// How many bytes it takes. It ends where the end records begin.
    pub size: u64,
    /// How long the archive's comment is.
    pub comment: usize,
}

/// Finds the end record, which must reach to the last byte, and checks that the directory touches it.
pub fn find(bytes: &[u8]) -> Result<End, Refused> {
    let at = last_signature(bytes)?;
    let (record, comment) = record(bytes, at)?;
    let at = u64::try_from(at).unwrap_or(u64::MAX);
    let (end, directory_end) = match large_record(bytes, at)? {
        Some(large) => {
            if !record.agrees_with(&large) {
                return Err(Refused::Malformed("its two end records disagree"));
            }
            (large, at - LOCATOR_BYTES - LARGE_BYTES)
        }
        None => (record, at),
    };
    check_place(bytes, &end, directory_end)?;
    Ok(End { comment, ..end })
}

fn last_signature(bytes: &[u8]) -> Result<usize, Refused> {
    let tail_start = bytes.len().saturating_sub(END_BYTES + MOST_COMMENT);
    let tail = bytes.get(tail_start..).unwrap_or_default();
    let found = tail
        .windows(SIGNATURE.len())
        .rposition(|window| window == SIGNATURE);
    match found {
        Some(place) => Ok(tail_start + place),
        None if bytes.starts_with(super::local::SIGNATURE) => {
            Err(Refused::Truncated("its end record is missing"))
        }
        None => Err(Refused::NotZip),
    }
}

/// The end record at `at`, and the length of the comment behind it.
fn record(bytes: &[u8], at: usize) -> Result<(End, usize), Refused> {
    let short = Refused::Truncated("it ends inside its end record");
    let mut reader = Reader::new(bytes.get(at + SIGNATURE.len()..).unwrap_or_default());
    let fields = (|| {
        let disks = (reader.u16()?, reader.u16()?);
        let entries = (reader.u16()?, reader.u16()?);
        Some((disks, entries, reader.u32()?, reader.u32()?, reader.u16()?))
    })();
    let Some((disks, entries, size, start, comment)) = fields else {
        return Err(short);
    };
    if disks != (0, 0) || entries.0 != entries.1 {
        return Err(Refused::Malformed("it is one part of several"));
    }
    let comment = usize::from(comment);
    match reader.left().checked_sub(comment) {
        None => return Err(Refused::Truncated("it ends inside its comment")),
        Some(0) => {}
        Some(extra) => {
            return Err(Refused::StrayData {
                bytes: u64::try_from(extra).unwrap_or(u64::MAX),
                place: "after the end of the archive",
            });
        }
    }
    let end = End {
        entries: u64::from(entries.0),
        start: u64::from(start),
        size: u64::from(size),
        comment: 0,
    };
    Ok((end, comment))
}

/// The 64-bit end record, when a locator right before the end record at `at` says that there is one.
fn large_record(bytes: &[u8], at: u64) -> Result<Option<End>, Refused> {
    let Some(locator_at) = at.checked_sub(LOCATOR_BYTES) else {
        return Ok(None);
    };
    let Some(mut locator) = Reader::at(bytes, locator_at) else {
        return Ok(None);
    };
    if locator.u32() != Some(LOCATOR_SIGNATURE) {
        return Ok(None);
    }
    let wrong = || Refused::Malformed("its 64-bit end record is not where it should be");
    let fields = (|| Some((locator.u32()?, locator.u64()?, locator.u32()?)))();
    let (disk, large_at, disks) = fields.ok_or_else(wrong)?;
    if disk != 0 || disks > 1 {
        return Err(Refused::Malformed("it is one part of several"));
    }
    if large_at.checked_add(LARGE_BYTES) != Some(locator_at) {
        return Err(wrong());
    }
    let mut large = Reader::at(bytes, large_at).ok_or_else(wrong)?;
    let end = (|| {
        let head = (large.u32()?, large.u64()?);
        let _versions = (large.u16()?, large.u16()?);
        let disks = (large.u32()?, large.u32()?);
        let entries = (large.u64()?, large.u64()?);
        let expected = head == (LARGE_SIGNATURE, LARGE_BYTES - 12)
            && disks == (0, 0)
            && entries.0 == entries.1;
        let (size, start) = (large.u64()?, large.u64()?);
        expected.then_some(End {
            entries: entries.0,
            start,
            size,
            comment: 0,
        })
    })();
    end.map(Some).ok_or_else(wrong)
}

impl End {
    /// Whether this, read from the short record, says what `large` says or leaves it to it.
    fn agrees_with(&self, large: &Self) -> bool {
        let same = |short: u64, full: u64, left_open: u64| short == full || short == left_open;
        same(self.entries, large.entries, u64::from(u16::MAX))
            && same(self.size, large.size, u64::from(u32::MAX))
            && same(self.start, large.start, u64::from(u32::MAX))
    }
}

/// The directory must end where the end records begin.
fn check_place(bytes: &[u8], end: &End, directory_end: u64) -> Result<(), Refused> {
    let said = end.start.checked_add(end.size);
    match said.and_then(|said| directory_end.checked_sub(said)) {
        Some(0) => Ok(()),
        None => Err(Refused::Truncated("its directory reaches past its end")),
        Some(extra) => {
            let is_directory = |at: u64| {
                let found = Reader::at(bytes, at).and_then(|mut reader| reader.u32());
                found == Some(super::central::SIGNATURE)
            };
            let moved = !is_directory(end.start) && is_directory(directory_end - end.size);
            let place = if moved {
                "before the first entry"
            } else {
                "between the directory and the end record"
            };
            Err(Refused::StrayData {
                bytes: extra,
                place,
            })
        }
    }
}
