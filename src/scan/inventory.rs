//! What each file is, by its first bytes rather than its name, with archives opened inside limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::kind::{Kind, kind};
use crate::package::Package;

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
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Most texts are valid, which the strict reader sees many bytes at a time.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
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
        // Reading a package refuses such a bomb; the scanner does not rely on that.
        let limits = crate::package::Limits {
            ratio: u64::MAX,
            file_bytes: u64::MAX,
            total_bytes: 1 << 40,
            ..crate::package::Limits::default()
        };
        let skill = crate::package::File {
            path: "SKILL.md".to_owned(),
            bytes: b"---\nname: bomb\ndescription: none\n---\n".to_vec(),
            executable: false,
        };
        let package = crate::package::from_files(vec![skill, file], &limits).unwrap();
        let inventory = take(&package);
        assert_eq!((inventory.items.len(), inventory.left_out.len()), (2, 1));
    }
}
