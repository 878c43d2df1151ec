//! A zip writer that writes whatever it is told to, byte by byte.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

pub const STORED: u16 = 0;
pub const DEFLATED: u16 = 8;
pub const DESCRIPTOR: u16 = 1 << 3;

/// What one of the two headers of an entry says.
#[derive(Debug, Clone, Default)]
pub struct Header {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub time: u32,
    pub checksum: u32,
    pub packed: u32,
    pub unpacked: u32,
    pub extra: Vec<u8>,
}

/// An entry: two headers, which begin alike, and what lies around them.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub before: Vec<u8>,
    pub local: Header,
    pub data: Vec<u8>,
    pub behind: Vec<u8>,
    pub central: Header,
    pub attributes: u32,
    pub disk: u16,
    pub comment: Vec<u8>,
    /// Where the directory says that the entry is, when it lies.
    pub offset: Option<u32>,
    /// Whether only the directory has it.
    pub only_listed: bool,
    /// Whether only the entries have it.
    pub unlisted: bool,
}

/// A whole archive.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    pub entries: Vec<Entry>,
    pub before_directory: Vec<u8>,
    pub in_directory: Vec<u8>,
    pub after_directory: Vec<u8>,
    pub comment: Vec<u8>,
    pub after: Vec<u8>,
    pub end: End,
}

/// What the end record says, where it lies.
#[derive(Debug, Clone, Default)]
pub struct End {
    pub disk: u16,
    pub entries: Option<u16>,
    pub entries_here: Option<u16>,
    pub size: Option<u32>,
    pub start: Option<u32>,
    pub comment: Option<u16>,
}

/// A stored file, both headers in agreement.
pub fn stored(name: &str, data: &[u8]) -> Entry {
    packed(name, data.to_vec(), STORED, data)
}

/// A deflated file, both headers in agreement.
pub fn deflated(name: &str, data: &[u8]) -> Entry {
    packed(name, deflate(data), DEFLATED, data)
}

/// A file whose sizes stand behind its data.
pub fn streamed(name: &str, data: &[u8]) -> Entry {
    let mut entry = deflated(name, data).both(|header| header.flags |= DESCRIPTOR);
    entry.behind = b"PK\x07\x08".to_vec();
    for number in [
        entry.local.checksum,
        entry.local.packed,
        entry.local.unpacked,
    ] {
        entry.behind.extend(number.to_le_bytes());
    }
    (
        entry.local.checksum,
        entry.local.packed,
        entry.local.unpacked,
    ) = (0, 0, 0);
    entry
}

fn packed(name: &str, packed: Vec<u8>, method: u16, data: &[u8]) -> Entry {
    let mut checksum = flate2::Crc::new();
    checksum.update(data);
    let header = Header {
        name: name.as_bytes().to_vec(),
        flags: 0,
        method,
        time: 0x5000_0000,
        checksum: checksum.sum(),
        packed: u32::try_from(packed.len()).unwrap(),
        unpacked: u32::try_from(data.len()).unwrap(),
        extra: Vec::new(),
    };
    Entry {
        local: header.clone(),
        data: packed,
        central: header,
        attributes: 0o100_644 << 16,
        ..Entry::default()
    }
}

/// Deflates bytes.
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Deflates so many zeros without ever having them in memory, and gives their checksum too.
pub fn deflated_zeros(count: usize) -> (Vec<u8>, u32) {
    let block = vec![0; 1 << 16];
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let mut checksum = flate2::Crc::new();
    let mut left = count;
    while left > 0 {
        let part = &block[..left.min(block.len())];
        encoder.write_all(part).unwrap();
        checksum.update(part);
        left -= part.len();
    }
    (encoder.finish().unwrap(), checksum.sum())
}

/// An extra field.
pub fn field(id: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&id.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

impl Entry {
    /// Changes what both headers say.
    pub fn both(mut self, change: impl Fn(&mut Header)) -> Self {
        change(&mut self.local);
        change(&mut self.central);
        self
    }

    /// Changes anything.
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl Archive {
    /// An archive of these entries.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self {
            entries: entries.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Changes anything.
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut directory = Vec::new();
        for entry in &self.entries {
            out.extend(&entry.before);
            let offset = entry.offset.unwrap_or(out.len().try_into().unwrap());
            if !entry.only_listed {
                write_local(&mut out, entry);
            }
            if !entry.unlisted {
                write_central(&mut directory, entry, offset);
            }
        }
        out.extend(&self.before_directory);
        let start = u32::try_from(out.len()).unwrap();
        directory.extend(&self.in_directory);
        let size = u32::try_from(directory.len()).unwrap();
        out.extend(directory);
        out.extend(&self.after_directory);
        self.write_end(&mut out, start, size);
        out
    }

    fn write_end(&self, out: &mut Vec<u8>, start: u32, size: u32) {
        let listed = self.entries.iter().filter(|entry| !entry.unlisted).count();
        let entries = self.end.entries.unwrap_or(listed.try_into().unwrap());
        let comment = u16::try_from(self.comment.len()).unwrap();
        out.extend(b"PK\x05\x06");
        out.extend(self.end.disk.to_le_bytes());
        out.extend(self.end.disk.to_le_bytes());
        out.extend(self.end.entries_here.unwrap_or(entries).to_le_bytes());
        out.extend(entries.to_le_bytes());
        out.extend(self.end.size.unwrap_or(size).to_le_bytes());
        out.extend(self.end.start.unwrap_or(start).to_le_bytes());
        out.extend(self.end.comment.unwrap_or(comment).to_le_bytes());
        out.extend(&self.comment);
        out.extend(&self.after);
    }
}

fn write_local(out: &mut Vec<u8>, entry: &Entry) {
    out.extend(b"PK\x03\x04\x14\0");
    write_header(out, &entry.local);
    out.extend(&entry.local.name);
    out.extend(&entry.local.extra);
    out.extend(&entry.data);
    out.extend(&entry.behind);
}

fn write_central(out: &mut Vec<u8>, entry: &Entry, offset: u32) {
    out.extend(b"PK\x01\x02\x14\x03\x14\0");
    write_header(out, &entry.central);
    out.extend(u16::try_from(entry.comment.len()).unwrap().to_le_bytes());
    out.extend(entry.disk.to_le_bytes());
    out.extend([0; 2]);
    out.extend(entry.attributes.to_le_bytes());
    out.extend(offset.to_le_bytes());
    out.extend(&entry.central.name);
    out.extend(&entry.central.extra);
    out.extend(&entry.comment);
}

/// The fields that both headers have, in the order both have them.
fn write_header(out: &mut Vec<u8>, header: &Header) {
    out.extend(header.flags.to_le_bytes());
    out.extend(header.method.to_le_bytes());
    for number in [header.time, header.checksum, header.packed, header.unpacked] {
        out.extend(number.to_le_bytes());
    }
    for length in [header.name.len(), header.extra.len()] {
        out.extend(u16::try_from(length).unwrap().to_le_bytes());
    }
}
