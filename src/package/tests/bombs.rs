//! Archives that are small until they are unpacked.

use super::zip::{Archive, DEFLATED, Entry, deflated_zeros, stored};
use super::{Hostile, package};

const MEGABYTE: usize = 1 << 20;

/// Bombs by what they declare, by what they hold, and by how their entries lie.
pub fn all() -> Vec<Hostile> {
    by_size().into_iter().chain(by_number()).collect()
}

fn by_size() -> Vec<Hostile> {
    let one = |name, entry: Entry, words| Hostile::new(name, &package([entry]), words);
    let lying = |real, declared| zeros("a", real).both(|header| header.unpacked = declared);
    let bad = "100 times its size";
    vec![
        one("nine megabytes of zeros", zeros("a", 9 * MEGABYTE), bad),
        one("100 kilobytes of zeros", zeros("a", 100_000), bad),
        one(
            "a file too large",
            zeros("a", 11 * MEGABYTE),
            "larger than 10485760 bytes",
        ),
        one(
            "40 megabytes for a hundred bytes",
            lying(40 * MEGABYTE, 100),
            "holds more",
        ),
        one(
            "40 megabytes for nothing",
            lying(40 * MEGABYTE, 0),
            "holds more",
        ),
        one(
            "four gigabytes declared",
            lying(1000, 0xffff_fffe),
            "larger than 10485760 bytes",
        ),
    ]
}

fn by_number() -> Vec<Hostile> {
    let new = Hostile::new;
    let many = |count: u32, end: &str| {
        package((0..count).map(|number| stored(&format!("{number}{end}"), b"")))
    };
    let bombs = package(many_named(400, &zeros("", 65_000)));
    vec![
        new(
            "files too large together",
            &large_files(),
            "52428800 bytes together",
        ),
        new("400 files of zeros", &bombs, "the archive"),
        new("501 files", &many(500, ""), "more than 500 files"),
        new(
            "501 folders",
            &many(501, "/").with(as_folders),
            "more than 500 folders",
        ),
        new(
            "ten thousand entries",
            &many(10_000, ""),
            "more than 500 files",
        ),
        new("entries over the same data", &overlapping(), "overlap"),
        new("entries that quote each other", &quoting(), "overlap"),
        new("half a megabyte of comments", &comments(), "no manifest"),
    ]
}

fn zeros(name: &str, count: usize) -> Entry {
    let (data, checksum) = deflated_zeros(count);
    let mut entry = stored(name, &data).both(|header| {
        header.method = DEFLATED;
        header.checksum = checksum;
        header.unpacked = u32::try_from(count).unwrap();
    });
    entry.data = data;
    entry
}

fn as_folders(archive: &mut Archive) {
    for entry in &mut archive.entries[1..] {
        entry.attributes = 0o040_755 << 16;
    }
}

/// So many entries that differ in their names only.
fn many_named(count: u32, entry: &Entry) -> impl Iterator<Item = Entry> {
    let name = |number: u32| number.to_string().into_bytes();
    let named = move |number| entry.clone().both(|header| header.name = name(number));
    (0..count).map(named)
}

/// Six files of nine megabytes, with enough behind each that none is a bomb by itself.
fn large_files() -> Archive {
    let mut file = zeros("", 9 * MEGABYTE);
    file.data.resize(MEGABYTE / 8, 0);
    let packed = u32::try_from(file.data.len()).unwrap();
    package(many_named(6, &file.both(|header| header.packed = packed)))
}

/// Two hundred names for one entry, as in David Fifield's first construction.
fn overlapping() -> Archive {
    let start = behind_manifest();
    package((0..200).map(|number| {
        let mut entry = zeros("kernel", 60_000);
        entry.only_listed = number > 0;
        entry.offset = Some(start);
        entry.central.name = format!("{number}").into_bytes();
        entry
    }))
}

/// Entries that each take the header of the next one for stored bytes of their own and go on with its
/// data, down to one kernel, as in David Fifield's second construction.
fn quoting() -> Archive {
    const COUNT: usize = 50;
    let kernel = zeros("49", 60_000);
    let mut entries = vec![kernel.clone()];
    let mut packed = kernel.data.len();
    for number in (0..COUNT - 1).rev() {
        // The header of the next entry, in a stored block of deflate that is not the last.
        let quoted = 30 + 2;
        packed += 5 + quoted;
        let mut entry = zeros(&format!("{number:02}"), 60_000);
        entry.data = vec![0, 32, 0, 223, 255];
        entries.insert(
            0,
            entry.both(|header| header.packed = u32::try_from(packed).unwrap()),
        );
    }
    package(entries)
}

/// Where the first entry behind the manifest begins.
fn behind_manifest() -> u32 {
    let bytes = package([]).bytes();
    let start = &bytes[bytes.len() - 6..bytes.len() - 2];
    u32::from_le_bytes(start.try_into().unwrap())
}

fn comments() -> Archive {
    Archive::of(
        (0..8).map(|number| {
            stored(&number.to_string(), b"x").with(|it| it.comment = vec![b'x'; 65_535])
        }),
    )
}
