//! Extra fields of an entry (APPNOTE 4.5): which are obeyed, which are harmless, which are refused.

use super::reader::Reader;
use crate::package::refused::Refused;
use crate::package::shown::Shown;

/// 64-bit sizes and offset.
const LARGE: u16 = 0x0001;
/// Strong encryption, and AES.
const ENCRYPTION: [u16; 2] = [0x0017, 0x9901];
/// PKWARE's UNIX field: times, owner, and for links and devices where they point.
const UNIX: u16 = 0x000d;
const UNIX_BYTES: usize = 12;
/// Info-ZIP's second name for the entry.
const UNICODE_PATH: u16 = 0x7075;
/// Times and owners as NTFS and Info-ZIP write them, and the mark of a Java archive.
const HARMLESS: [u16; 6] = [0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xcafe];
const HARMLESS_BYTES: usize = 40;

/// The extra fields of one header, taken apart.
#[derive(Debug, Default)]
pub struct Extra<'a> {
    /// The 64-bit field.
    pub large: Option<&'a [u8]>,
    /// The second name.
    pub unicode_path: Option<&'a [u8]>,
    /// Whether a field speaks of encryption.
    pub encrypted: bool,
    /// Whether a field says where a link or device points.
    pub link: bool,
    /// Bytes of fields that are not understood.
    pub unknown: usize,
}

/// Takes extra fields apart. The error says what is wrong, as something that the entry has.
pub fn parse(bytes: &[u8]) -> Result<Extra<'_>, &'static str> {
    const BROKEN: &str = "extra fields that cannot be taken apart";
    let mut extra = Extra::default();
    let mut reader = Reader::new(bytes);
    while reader.left() > 0 {
        let id = reader.u16().ok_or(BROKEN)?;
        let length = reader.u16().ok_or(BROKEN)?;
        let data = reader.take(usize::from(length)).ok_or(BROKEN)?;
        match id {
            LARGE if extra.large.is_some() => return Err("two extra fields of 64-bit sizes"),
            LARGE => extra.large = Some(data),
            UNICODE_PATH if extra.unicode_path.is_some() => {
                return Err("two extra fields of another name");
            }
            UNICODE_PATH => extra.unicode_path = Some(data),
            UNIX => extra.link |= data.len() > UNIX_BYTES,
            _ if ENCRYPTION.contains(&id) => extra.encrypted = true,
            _ if HARMLESS.contains(&id) && data.len() <= HARMLESS_BYTES => {}
            _ => extra.unknown += data.len(),
        }
    }
    Ok(extra)
}

impl Extra<'_> {
    /// Refuses what the fields of the entry `name` must not say: that it is a link or a device, or that
    /// it has another name. That field holds a version, a checksum of the first name and the second name.
    pub fn check(&self, name: &[u8]) -> Result<(), Refused> {
        if self.link {
            return Err(Refused::Special {
                entry: Shown::bytes(name),
                kind: "a link or a device",
            });
        }
        let other_name = |field: &[u8]| field.get(5..) != Some(name);
        if self.unicode_path.is_some_and(other_name) {
            return Err(Refused::Disagree {
                entry: Shown::bytes(name),
                what: "name",
            });
        }
        Ok(())
    }
}
