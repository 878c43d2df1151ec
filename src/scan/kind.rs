//! What a file is, by its bytes.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8 or UTF-16.
    Text,
    /// A compiled program or library.
    Program,
    /// Compiled Python or Java.
    Bytecode,
    /// A Python pickle.
    Pickle,
    /// A zip archive.
    Zip,
    /// A gzip stream.
    Gzip,
    /// An archive that is not opened: 7z, rar, xz, bzip2, zstd, disk images.
    OtherArchive,
    /// An image.
    Image,
    /// A document, font, media or database file.
    Document,
    /// Bytes of no known kind.
    Unknown,
}

static ARCHIVES: &[&[u8]] = &[
    b"7z\xBC\xAF\x27\x1C",
    b"Rar!\x1A\x07",
    b"\xFD7zXZ",
    b"BZh9",
    b"BZh6",
    b"\x28\xB5\x2F\xFD",
    b"xar!",
    b"MSCF",
];
static IMAGES: &[&[u8]] = &[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0"];
static DOCUMENTS: &[&[u8]] = &[
    b"%PDF-",
    b"wOFF",
    b"wOF2",
    b"OTTO",
    b"SQLite format 3",
    b"OggS",
    b"ID3",
    b"\xD0\xCF\x11\xE0",
];
/// What bytes are, by how they begin.
pub fn kind(bytes: &[u8]) -> Kind {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| {
        bytes
            .get(offset..)
            .is_some_and(|tail| tail.starts_with(magic))
    };
    if starts(b"\x7fELF")
        || is_portable_executable(bytes)
        || is_mach(bytes)
        || starts(b"\0asm")
        || starts(b"dex\n")
    {
        return Kind::Program;
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if starts(&[0x1f, 0x8b]) {
        return Kind::Gzip;
    }
    if ARCHIVES.iter().any(|magic| starts(magic)) {
        return Kind::OtherArchive;
    }
    if starts(&[0xCA, 0xFE, 0xBA, 0xBE]) || (at(2, b"\r\n") && bytes.len() > 16 && !is_text(bytes))
    {
        return Kind::Bytecode;
    }
    if bytes.first() == Some(&0x80)
        && bytes
            .get(1)
            .is_some_and(|version| (2..=5).contains(version))
        && bytes.ends_with(b".")
    {
        return Kind::Pickle;
    }
    let image = IMAGES.iter().any(|magic| starts(magic)) && !is_text(bytes)
        || at(8, b"WEBP")
        || starts(&[0, 0, 1, 0]);
    if image {
        return Kind::Image;
    }
    if DOCUMENTS.iter().any(|magic| starts(magic))
        || starts(b"\0\x01\0\0\0")
        || at(4, b"ftyp")
        || at(8, b"WAVE")
    {
        return Kind::Document;
    }
    if is_text(bytes) {
        Kind::Text
    } else {
        Kind::Unknown
    }
}

fn is_portable_executable(bytes: &[u8]) -> bool {
    let Some(offset) = bytes
        .get(0x3c..0x40)
        .and_then(|four| four.try_into().ok())
        .map(u32::from_le_bytes)
    else {
        return false;
    };
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    bytes.starts_with(b"MZ")
        && bytes
            .get(offset..)
            .is_some_and(|tail| tail.starts_with(b"PE\0\0"))
}

fn is_mach(bytes: &[u8]) -> bool {
    let magic: [&[u8]; 4] = [
        &[0xFE, 0xED, 0xFA, 0xCE],
        &[0xFE, 0xED, 0xFA, 0xCF],
        &[0xCE, 0xFA, 0xED, 0xFE],
        &[0xCF, 0xFA, 0xED, 0xFE],
    ];
    let fat = bytes.starts_with(&[0xCA, 0xFE, 0xBA, 0xBE])
        && bytes.get(4..7) == Some(&[0, 0, 0])
        && bytes.get(7).is_some_and(|count| *count < 20);
    magic.iter().any(|one| bytes.starts_with(one)) || fat
}

fn is_text(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return bytes.len().is_multiple_of(2);
    }
    let head = bytes.get(..8192).unwrap_or(bytes);
    let control = head
        .iter()
        .filter(|byte| **byte < 32 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b))
        .count();
    if head.contains(&0) || control * 50 > head.len() {
        return false;
    }
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(cause) => {
            cause.valid_up_to() + 4 > head.len()
                || head.iter().filter(|byte| **byte >= 0x80).count() * 4 < head.len()
        }
    }
}

/// Where data begins that was put behind the end of an image, if there is much of it.
pub fn appended(bytes: &[u8]) -> Option<usize> {
    let end = if bytes.starts_with(b"\x89PNG") {
        find(bytes, b"IEND")? + 8
    } else if bytes.starts_with(b"GIF8") {
        return None;
    } else if bytes.starts_with(b"\xFF\xD8\xFF") {
        bytes.windows(2).rposition(|pair| pair == [0xFF, 0xD9])? + 2
    } else {
        return None;
    };
    (bytes.len() > end + 64).then_some(end)
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
}
