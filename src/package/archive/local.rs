//! What stands around an entry's data: the header before it and, for some, the sizes behind it
//! (APPNOTE 4.3.7 and 4.3.9).

use super::central::{Entry, LEFT_OPEN};
use super::extra::{self, Extra};
use super::reader::Reader;
use crate::package::refused::Refused;
use crate::package::shown::Shown;

/// How a local header begins.
pub const SIGNATURE: &[u8] = b"PK\x03\x04";
const DESCRIPTOR_SIGNATURE: u32 = 0x0807_4b50;

/// A local header as it stands.
#[derive(Debug)]
pub struct Header<'a> {
    flags: u16,
    method: u16,
    modified: u32,
    checksum: u32,
    packed: u32,
    unpacked: u32,
    name: &'a [u8],
    extra: &'a [u8],
}

impl<'a> Header<'a> {
    /// Takes a header from the front of `reader`; none when there is no whole one.
    pub fn read(reader: &mut Reader<'a>) -> Option<Self> {
        if reader.take(SIGNATURE.len())? != SIGNATURE {
            return None;
        }
        let _version = reader.u16()?;
        let flags = reader.u16()?;
        let method = reader.u16()?;
        let modified = reader.u32()?;
        let checksum = reader.u32()?;
        let (packed, unpacked) = (reader.u32()?, reader.u32()?);
        let lengths = (reader.u16()?, reader.u16()?);
        Some(Self {
            flags,
            method,
            modified,
            checksum,
            packed,
            unpacked,
            name: reader.take(usize::from(lengths.0))?,
            extra: reader.take(usize::from(lengths.1))?,
        })
    }

    /// Checks that this says of `entry` what the directory says. Gives the number of bytes in extra
    /// fields that are not understood.
    pub fn check(&self, entry: &Entry<'_>) -> Result<usize, Refused> {
        let extra = extra::parse(self.extra).map_err(|what| entry.malformed(what))?;
        if let Some(what) = self.disagreement(entry, &extra) {
            return Err(disagree(entry, what));
        }
        extra.check(entry.name)?;
        Ok(extra.unknown)
    }

    fn disagreement(&self, entry: &Entry<'_>, extra: &Extra<'_>) -> Option<&'static str> {
        if self.name != entry.name {
            return Some("name");
        }
        if self.flags != entry.flags {
            return Some("flags");
        }
        if self.method != entry.method.number() {
            return Some("compression");
        }
        if self.modified != entry.modified {
            return Some("time");
        }
        if self.checksum != entry.checksum && !(entry.has_descriptor() && self.checksum == 0) {
            return Some("checksum");
        }
        (!self.sizes_agree(entry, extra)).then_some("size")
    }

    /// The sizes are those of the directory, in the header itself or, left open there, in the 64-bit
    /// field; where the sizes stand behind the data, each may be zero instead. A writer that does not
    /// know the sizes yet may add the field without leaving the header open.
    fn sizes_agree(&self, entry: &Entry<'_>, extra: &Extra<'_>) -> bool {
        let agrees = |said: u64, real: u64| said == real || entry.has_descriptor() && said == 0;
        let large = extra.large.map(|field| {
            let mut field = Reader::new(field);
            (field.u64(), field.u64(), field.left())
        });
        let (unpacked, packed) = match large {
            None => (None, None),
            Some((Some(unpacked), Some(packed), 0)) => (Some(unpacked), Some(packed)),
            Some(_) => return false,
        };
        let size = |short: u32, large: Option<u64>, real: u64| match large {
            Some(large) if short == LEFT_OPEN => agrees(large, real),
            Some(large) => agrees(u64::from(short), real) && agrees(large, real),
            None => agrees(u64::from(short), real),
        };
        size(self.unpacked, unpacked, entry.unpacked) && size(self.packed, packed, entry.packed)
    }
}

/// Takes the sizes that stand behind the data of `entry`, which must be those of the directory. There
/// may be a signature before them, and they may have 32 or 64 bits: four forms, told apart by length,
/// since nothing else may stand there.
pub fn check_descriptor(entry: &Entry<'_>, descriptor: &[u8]) -> Result<(), Refused> {
    let wrong = || disagree(entry, "checksum or size");
    let mut reader = Reader::new(descriptor);
    let length = descriptor.len();
    if matches!(length, 16 | 24) && reader.u32() != Some(DESCRIPTOR_SIGNATURE) {
        return Err(wrong());
    }
    let checksum = reader.u32();
    let (packed, unpacked) = match length {
        12 | 16 => (reader.u32().map(u64::from), reader.u32().map(u64::from)),
        20 | 24 => (reader.u64(), reader.u64()),
        _ => return Err(entry.malformed("stray data or no sizes behind its data")),
    };
    let said = (checksum, packed, unpacked);
    if said
        == (
            Some(entry.checksum),
            Some(entry.packed),
            Some(entry.unpacked),
        )
    {
        Ok(())
    } else {
        Err(wrong())
    }
}

fn disagree(entry: &Entry<'_>, what: &'static str) -> Refused {
    Refused::Disagree {
        entry: Shown::of(entry.path),
        what,
    }
}
