//! What each file is, by its first bytes rather than its name, with archives opened inside limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use crate::package::Package;

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

/// One file to judge, from the package or from an archive inside it.
#[derive(Debug)]
pub struct Item<'a> {
    /// The path; members of archives follow their archive after `!/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Cow<'a, [u8]>,
    /// What it is.
    pub kind: Kind,
}

/// Every file, and what could not be read.
#[derive(Debug, Default)]
pub struct Inventory<'a> {
    /// The files, archives first and then their members.
    pub items: Vec<Item<'a>>,
    /// Archives that are locked or damaged.
    pub locked: Vec<String>,
    /// What was left out because a limit was reached.
    pub left_out: Vec<String>,
}

/// How much of what archives hold is unpacked, in bytes.
const BUDGET: u64 = 64 * 1024 * 1024;
const MEMBERS: usize = 4_000;
const DEPTH: usize = 3;

/// Lists the package's files, opening archives.
pub fn take(package: &Package) -> Inventory<'_> {
    let mut inventory = Inventory::default();
    let mut budget = BUDGET;
    for file in package.files() {
        let kind = kind(&file.bytes);
        inventory.items.push(Item {
            path: file.path.clone(),
            bytes: Cow::Borrowed(&file.bytes),
            kind,
        });
        open(
            &file.path,
            &file.bytes,
            kind,
            0,
            &mut Opening {
                inventory: &mut inventory,
                budget: &mut budget,
            },
        );
    }
    inventory
}

struct Opening<'inventory, 'package> {
    inventory: &'inventory mut Inventory<'package>,
    budget: &'inventory mut u64,
}

fn open(path: &str, bytes: &[u8], kind: Kind, depth: usize, opening: &mut Opening) {
    match kind {
        Kind::Zip if depth < DEPTH => open_zip(path, bytes, depth, opening),
        Kind::Gzip if depth < DEPTH => {
            let mut out = Vec::new();
            let read = flate2::read::MultiGzDecoder::new(bytes)
                .take(*opening.budget + 1)
                .read_to_end(&mut out);
            if read.is_err() {
                opening.inventory.locked.push(path.to_owned());
                return;
            }
            keep(format!("{path}!/content"), out, depth, opening);
        }
        Kind::Zip | Kind::Gzip => opening.inventory.left_out.push(path.to_owned()),
        Kind::Text
        | Kind::Program
        | Kind::Bytecode
        | Kind::Pickle
        | Kind::OtherArchive
        | Kind::Image
        | Kind::Document
        | Kind::Unknown => {}
    }
}

fn open_zip(path: &str, bytes: &[u8], depth: usize, opening: &mut Opening) {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        opening.inventory.locked.push(path.to_owned());
        return;
    };
    for index in 0..archive.len() {
        if opening.inventory.items.len() > MEMBERS {
            opening.inventory.left_out.push(path.to_owned());
            return;
        }
        let encrypted = archive
            .by_index_raw(index)
            .is_ok_and(|member| member.encrypted());
        if encrypted {
            opening.inventory.locked.push(path.to_owned());
            return;
        }
        let Ok(member) = archive.by_index(index) else {
            opening.inventory.locked.push(path.to_owned());
            return;
        };
        if member.is_dir() {
            continue;
        }
        let Ok(inner) = member.name() else {
            opening.inventory.locked.push(path.to_owned());
            return;
        };
        let name = format!("{path}!/{inner}");
        let mut out = Vec::new();
        if member
            .take(*opening.budget + 1)
            .read_to_end(&mut out)
            .is_err()
        {
            opening.inventory.locked.push(path.to_owned());
            return;
        }
        keep(name, out, depth, opening);
    }
}

fn keep(path: String, bytes: Vec<u8>, depth: usize, opening: &mut Opening) {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > *opening.budget {
        opening.inventory.left_out.push(path);
        return;
    }
    *opening.budget -= size;
    let kind = kind(&bytes);
    open(&path, &bytes, kind, depth + 1, opening);
    opening.inventory.items.push(Item {
        path,
        bytes: Cow::Owned(bytes),
        kind,
    });
}

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
    let other: [&[u8]; 8] = [
        b"7z\xBC\xAF\x27\x1C",
        b"Rar!\x1A\x07",
        b"\xFD7zXZ",
        b"BZh9",
        b"BZh6",
        b"\x28\xB5\x2F\xFD",
        b"xar!",
        b"MSCF",
    ];
    if other.iter().any(|magic| starts(magic)) {
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
    let images: [&[u8]; 5] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0"];
    if images.iter().any(|magic| starts(magic)) && !is_text(bytes)
        || at(8, b"WEBP")
        || starts(&[0, 0, 1, 0])
    {
        return Kind::Image;
    }
    let documents: [&[u8]; 8] = [
        b"%PDF-",
        b"wOFF",
        b"wOF2",
        b"OTTO",
        b"SQLite format 3",
        b"OggS",
        b"ID3",
        b"\xD0\xCF\x11\xE0",
    ];
    if documents.iter().any(|magic| starts(magic))
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

/// The text of a file in UTF-8, UTF-16 or, with replacements, anything near it.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    let units = |big: bool| -> String {
        let pairs = bytes
            .get(2..)
            .unwrap_or_default()
            .chunks_exact(2)
            .map(|pair| match pair {
                [first, second] if big => u16::from_be_bytes([*first, *second]),
                [first, second] => u16::from_le_bytes([*first, *second]),
                _ => 0,
            });
        char::decode_utf16(pairs)
            .map(|unit| unit.unwrap_or('\u{FFFD}'))
            .collect()
    };
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Cow::Owned(units(false));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Cow::Owned(units(true));
    }
    String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        assert_eq!(kind(b"\x7fELF\x02\x01"), Kind::Program);
        assert_eq!(kind(b"#!/bin/sh\necho"), Kind::Text);
        assert_eq!(kind("Привет".as_bytes()), Kind::Text);
        assert_eq!(kind(b"\0\0\0\0\x01\x02\x03"), Kind::Unknown);
        assert_eq!(text(b"\xFF\xFEh\0i\0"), "hi");
    }

    #[test]
    fn an_archive_bomb_is_left_out_and_said() {
        use std::io::Write;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let block = vec![b'a'; 1 << 20];
        for _ in 0..65 {
            gzip.write_all(&block).unwrap();
        }
        let file = crate::package::File {
            path: "bomb.gz".to_owned(),
            bytes: gzip.finish().unwrap(),
            executable: false,
        };
        let package =
            crate::package::from_files(vec![file], &crate::package::Limits::default()).unwrap();
        let inventory = take(&package);
        assert_eq!((inventory.items.len(), inventory.left_out.len()), (1, 1));
    }
}
