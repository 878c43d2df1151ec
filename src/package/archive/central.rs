//! The directory of an archive: what it says of each entry (APPNOTE 4.3.12).

use super::end::End;
use super::extra::{self, Extra};
use super::reader::Reader;
use crate::package::limits::Limits;
use crate::package::names;
use crate::package::refused::Refused;
use crate::package::remark::{Remark, Remarks};
use crate::package::shown::Shown;

/// How a directory header begins.
pub const SIGNATURE: u32 = 0x0201_4b50;
/// What a 32-bit field holds when the value is in the 64-bit extra field.
pub const LEFT_OPEN: u32 = u32::MAX;

const FLAG_DESCRIPTOR: u16 = 1 << 3;
const FLAG_UTF8: u16 = 1 << 11;
/// Encryption, strong encryption, masked headers.
const FLAGS_ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
/// How hard the compressor tried, sizes after the data, name in UTF-8.
const FLAGS_KNOWN: u16 = 1 << 1 | 1 << 2 | FLAG_DESCRIPTOR | FLAG_UTF8;
const METHOD_AES: u16 = 99;

/// One entry as the directory has it.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The path: the name without `./` before it and without a slash at its end. The top is empty.
    pub path: &'a str,
    /// The name as it stands.
    pub name: &'a [u8],
    /// What it is.
    pub kind: Kind,
    /// How it is compressed.
    pub method: Method,
    /// General purpose flags.
    pub flags: u16,
    /// Time and date as they stand.
    pub modified: u32,
    /// The checksum of the unpacked bytes.
    pub checksum: u32,
    /// Compressed bytes.
    pub packed: u64,
    /// Bytes when unpacked.
    pub unpacked: u64,
    /// Where its local header begins.
    pub offset: u64,
    /// Bytes of extra fields in the directory that are not understood.
    pub unknown_extra: usize,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File {
        /// Whether its mode says that it may be run.
        executable: bool,
    },
    /// A folder.
    Folder,
}

/// How an entry is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Not at all.
    Stored,
    /// With deflate.
    Deflated,
}

impl Method {
    /// The method's number in the specification.
    pub const fn number(self) -> u16 {
        match self {
            Self::Stored => 0,
            Self::Deflated => 8,
        }
    }
}

impl Entry<'_> {
    /// Refuses the entry for `what` it has.
    pub fn malformed(&self, what: &'static str) -> Refused {
        Refused::MalformedEntry {
            entry: Shown::bytes(self.name),
            what,
        }
    }

    /// Whether its sizes stand behind its data.
    pub fn has_descriptor(&self) -> bool {
        self.flags & FLAG_DESCRIPTOR != 0
    }
}

/// Reads the whole directory, which must hold as many headers as the end says and nothing else.
pub fn read<'a>(
    bytes: &'a [u8],
    end: &End,
    limits: &Limits,
    remarks: &mut Remarks,
) -> Result<Vec<Entry<'a>>, Refused> {
    // As many folders as files may be listed.
    let most = limits.files.saturating_mul(2);
    if end.entries > u64::try_from(most).unwrap_or(u64::MAX) {
        return Err(Refused::TooMany {
            limit: limits.files,
            what: "files",
        });
    }
    let outside = Refused::Truncated("its directory reaches past its end");
    let size = usize::try_from(end.size).map_err(|_| outside.clone())?;
    let directory = Reader::at(bytes, end.start).and_then(|mut reader| reader.take(size));
    let mut reader = Reader::new(directory.ok_or(outside)?);
    let mut entries = Vec::new();
    for _ in 0..end.entries {
        let header = Header::read(&mut reader)?;
        entries.push(header.entry(limits, remarks)?);
    }
    match reader.left() {
        0 => Ok(entries),
        left => Err(Refused::StrayData {
            bytes: u64::try_from(left).unwrap_or(u64::MAX),
            place: "in the directory after its last entry",
        }),
    }
}

/// A directory header as it stands.
#[derive(Debug)]
struct Header<'a> {
    flags: u16,
    method: u16,
    modified: u32,
    checksum: u32,
    packed: u32,
    unpacked: u32,
    disk: u16,
    attributes: u32,
    offset: u32,
    name: &'a [u8],
    extra: &'a [u8],
    comment: usize,
}

impl<'a> Header<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, Refused> {
        let cut = || Refused::Truncated("its directory holds fewer entries than it says");
        if reader.u32().ok_or_else(cut)? != SIGNATURE {
            return Err(Refused::Malformed(
                "its directory holds something else than entries",
            ));
        }
        Self::fields(reader).ok_or_else(cut)
    }

    fn fields(reader: &mut Reader<'a>) -> Option<Self> {
        let _versions = (reader.u16()?, reader.u16()?);
        let flags = reader.u16()?;
        let method = reader.u16()?;
        let modified = reader.u32()?;
        let checksum = reader.u32()?;
        let (packed, unpacked) = (reader.u32()?, reader.u32()?);
        let lengths = (reader.u16()?, reader.u16()?, reader.u16()?);
        let disk = reader.u16()?;
        let _internal_attributes = reader.u16()?;
        let attributes = reader.u32()?;
        let offset = reader.u32()?;
        let name = reader.take(usize::from(lengths.0))?;
        let extra = reader.take(usize::from(lengths.1))?;
        let comment = reader.take(usize::from(lengths.2))?.len();
        Some(Self {
            flags,
            method,
            modified,
            checksum,
            packed,
            unpacked,
            disk,
            attributes,
            offset,
            name,
            extra,
            comment,
        })
    }

    fn entry(&self, limits: &Limits, remarks: &mut Remarks) -> Result<Entry<'a>, Refused> {
        let name = match names::plain(self.name) {
            b"" if !self.name.is_empty() => "",
            name => names::checked(name, limits)?,
        };
        let malformed = |what| Refused::MalformedEntry {
            entry: Shown::bytes(self.name),
            what,
        };
        let extra = extra::parse(self.extra).map_err(malformed)?;
        extra.check(self.name)?;
        if self.comment > 0 {
            remarks.push(Remark::Comment {
                entry: Some(Shown::bytes(self.name)),
                bytes: self.comment,
            });
        }
        if !name.is_ascii() && self.flags & FLAG_UTF8 == 0 {
            remarks.push(Remark::UnmarkedName {
                entry: Shown::of(name),
            });
        }
        let method = self.method(&extra)?;
        let kind = kind(self.name, self.attributes)?;
        let sizes = self.sizes(&extra);
        let [unpacked, packed, offset] =
            sizes.ok_or_else(|| malformed("64-bit sizes that do not fit its header"))?;
        Ok(Entry {
            path: name.strip_suffix('/').unwrap_or(name),
            name: self.name,
            kind,
            method,
            flags: self.flags,
            modified: self.modified,
            checksum: self.checksum,
            packed,
            unpacked,
            offset,
            unknown_extra: extra.unknown,
        })
    }

    fn method(&self, extra: &Extra<'_>) -> Result<Method, Refused> {
        let entry = Shown::bytes(self.name);
        if self.flags & FLAGS_ENCRYPTED != 0 || self.method == METHOD_AES || extra.encrypted {
            return Err(Refused::Encrypted(entry));
        }
        if self.flags & !FLAGS_KNOWN != 0 {
            return Err(Refused::MalformedEntry {
                entry,
                what: "flags that no reader of plain archives knows",
            });
        }
        match self.method {
            0 => Ok(Method::Stored),
            8 => Ok(Method::Deflated),
            method => Err(Refused::Method { entry, method }),
        }
    }

    /// Unpacked size, packed size and offset: each from the header or, where that leaves it open,
    /// from the 64-bit field, which holds exactly those that are left open, in this order.
    fn sizes(&self, extra: &Extra<'_>) -> Option<[u64; 3]> {
        if self.disk != 0 {
            return None;
        }
        let mut large = Reader::new(extra.large.unwrap_or_default());
        let mut value = |short: u32| match short {
            LEFT_OPEN => large.u64(),
            short => Some(u64::from(short)),
        };
        let sizes = [
            value(self.unpacked)?,
            value(self.packed)?,
            value(self.offset)?,
        ];
        (large.left() == 0).then_some(sizes)
    }
}

/// What an entry is, by its name and its attributes: a UNIX mode in the upper half, whatever system
/// claims to have written it, and the MS-DOS attributes in the lower.
fn kind(name: &[u8], attributes: u32) -> Result<Kind, Refused> {
    const DOS_FOLDER: u32 = 0x10;
    let mode = attributes >> 16;
    let folder = name.ends_with(b"/");
    let special = |kind| Refused::Special {
        entry: Shown::bytes(name),
        kind,
    };
    match mode & 0o170_000 {
        0o120_000 => Err(special("a symbolic link")),
        0o020_000 | 0o060_000 => Err(special("a device")),
        0o010_000 => Err(special("a named pipe")),
        0o140_000 => Err(special("a socket")),
        0o040_000 | 0 if folder => Ok(Kind::Folder),
        0o100_000 if !folder => Ok(Kind::File {
            executable: mode & 0o111 != 0,
        }),
        0 if attributes & DOS_FOLDER == 0 => Ok(Kind::File {
            executable: mode & 0o111 != 0,
        }),
        0 | 0o040_000 | 0o100_000 => Err(special("a folder by one sign and a file by another")),
        _ => Err(special("of a kind that no system knows")),
    }
}
