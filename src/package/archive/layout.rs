//! Where entries lie: one right behind the other from the first byte on, with nothing between.

use super::central::Entry;
use super::end::End;
use super::local::{self, Header};
use super::reader::Reader;
use crate::package::refused::Refused;
use crate::package::remark::{Remark, Remarks};
use crate::package::shown::Shown;

/// Checks that entries and directory fill the archive without gap or overlap and that local headers
/// agree with the directory. Gives the packed data of each entry, in the order of `entries`.
pub fn check<'a>(
    bytes: &'a [u8],
    end: &End,
    entries: &[Entry<'_>],
    remarks: &mut Remarks,
) -> Result<Vec<&'a [u8]>, Refused> {
    let mut order: Vec<(usize, &Entry<'_>)> = entries.iter().enumerate().collect();
    order.sort_by_key(|(_, entry)| entry.offset);
    let first = order.first().map_or(end.start, |(_, entry)| entry.offset);
    if first > 0 {
        return Err(Refused::StrayData {
            bytes: first,
            place: "before the first entry",
        });
    }
    let mut places = Vec::with_capacity(entries.len());
    let mut rest = order.as_slice();
    while let Some(((index, entry), later)) = rest.split_first() {
        let next = later.first().map(|(_, next)| *next);
        let (data, unknown) = place(bytes, end, entry, next)?;
        if unknown + entry.unknown_extra > 0 {
            remarks.push(Remark::ExtraFields {
                entry: Shown::of(entry.path),
                bytes: unknown + entry.unknown_extra,
            });
        }
        places.push((*index, data));
        rest = later;
    }
    places.sort_by_key(|(index, _)| *index);
    Ok(places.into_iter().map(|(_, data)| data).collect())
}

/// The packed data of `entry`, whose region reaches to the `next` entry or to the directory, and the
/// bytes of extra fields that are not understood.
fn place<'a>(
    bytes: &'a [u8],
    end: &End,
    entry: &Entry<'_>,
    next: Option<&Entry<'_>>,
) -> Result<(&'a [u8], usize), Refused> {
    let region_end = next.map_or(end.start, |next| next.offset);
    let overlap = || match next {
        Some(next) => Refused::Overlap {
            first: Shown::of(entry.path),
            second: Shown::of(next.path),
        },
        None => entry.malformed("data that reaches into the directory"),
    };
    if next.is_some_and(|next| next.offset == entry.offset) {
        return Err(overlap());
    }
    let length = region_end.checked_sub(entry.offset);
    let length = length.and_then(|length| usize::try_from(length).ok());
    // A header may reach out of its region only when regions overlap, so it is read from all bytes.
    let mut whole = Reader::at(bytes, entry.offset)
        .ok_or(Refused::Truncated("its directory points past its end"))?;
    let before = whole.left();
    let header = Header::read(&mut whole);
    let header = header.ok_or_else(|| entry.malformed("no header where the directory says"))?;
    let unknown = header.check(entry)?;
    let header_length = before - whole.left();

    let rest = length.and_then(|length| length.checked_sub(header_length));
    let mut region = Reader::new(rest.and_then(|rest| whole.take(rest)).ok_or_else(overlap)?);
    let packed = usize::try_from(entry.packed).ok();
    let data = packed.and_then(|packed| region.take(packed));
    let data = data.ok_or_else(overlap)?;
    let behind = region.take(region.left()).unwrap_or_default();
    if entry.has_descriptor() {
        local::check_descriptor(entry, behind)?;
    } else if !behind.is_empty() {
        return Err(Refused::StrayDataBehind {
            bytes: behind.len(),
            entry: Shown::of(entry.path),
        });
    }
    Ok((data, unknown))
}
