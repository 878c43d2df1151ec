//! Honest packages: everything real packers write is read.

use super::zip::{DEFLATED, DESCRIPTOR, deflated, field, stored, streamed};
use super::{MANIFEST, package, read};
use crate::package::{Limits, Remark, read_archive};

const WORDS: &[u8] = b"some words, some words, some words";

#[test]
fn stored_deflated_and_streamed_entries_are_read() {
    let folder = stored("b/", b"").with(|it| it.attributes = 0o040_755 << 16 | 0x10);
    let run = stored("b/run.sh", WORDS).with(|it| it.attributes = 0o100_755 << 16);
    let archive = package([folder, run, deflated("a", WORDS), streamed("c", WORDS)]);
    let package = read(&archive).unwrap();
    let files: Vec<(&str, bool)> = package
        .files()
        .iter()
        .map(|file| (file.path.as_str(), file.executable))
        .collect();
    assert_eq!(
        files,
        [
            ("a", false),
            ("b/run.sh", true),
            ("c", false),
            ("manifest.json", false)
        ]
    );
    assert!(package.files()[..3].iter().all(|file| file.bytes == WORDS));
    assert_eq!(package.bytes(), archive.bytes());
    assert!(package.remarks().is_empty());
}

#[test]
fn sizes_behind_the_data_have_four_forms() {
    let entry = streamed("a", WORDS);
    let [checksum, packed, unpacked] = [
        entry.central.checksum,
        entry.central.packed,
        entry.central.unpacked,
    ];
    let short = [checksum, packed, unpacked].map(u32::to_le_bytes).concat();
    let long = [
        checksum.to_le_bytes().as_slice(),
        &u64::from(packed).to_le_bytes(),
        &u64::from(unpacked).to_le_bytes(),
    ]
    .concat();
    let mark = b"PK\x07\x08";
    for behind in [
        short.clone(),
        [mark, short.as_slice()].concat(),
        long.clone(),
        [mark, long.as_slice()].concat(),
    ] {
        let archive = package([
            streamed("a", WORDS).with(|it| it.behind = behind),
            stored("b", b""),
        ]);
        assert!(read(&archive).is_ok());
    }
}

#[test]
fn sizes_in_64_bits_are_read() {
    let mut entry = deflated("a", WORDS);
    let unpacked = u64::from(entry.central.unpacked).to_le_bytes();
    let packed = u64::from(entry.central.packed).to_le_bytes();
    let both = field(1, &[unpacked, packed].concat());
    entry.local.extra = both.clone();
    (entry.local.packed, entry.local.unpacked) = (u32::MAX, u32::MAX);
    assert!(
        read(&package([entry.clone()])).is_ok(),
        "only in the local header"
    );
    entry.central.extra = both;
    (entry.central.packed, entry.central.unpacked) = (u32::MAX, u32::MAX);
    assert!(read(&package([entry.clone()])).is_ok(), "in both headers");
    let open = streamed("a", WORDS).with(|it| it.local.extra = field(1, &[0; 16]));
    assert_eq!(
        (open.local.method, open.local.flags),
        (DEFLATED, DESCRIPTOR)
    );
    assert!(
        read(&package([open])).is_ok(),
        "not known when the header was written"
    );
}

#[test]
fn a_64_bit_end_is_read() {
    let archive = package([]);
    let bytes = archive.bytes();
    let (body, end) = bytes.split_at(bytes.len() - 22);
    let start = u64::from(u32::from_le_bytes(end[16..20].try_into().unwrap()));
    let size = u64::from(u32::from_le_bytes(end[12..16].try_into().unwrap()));
    let mut large = body.to_vec();
    large.extend(b"PK\x06\x06");
    large.extend(44_u64.to_le_bytes());
    large.extend([45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [1, 1, size, start] {
        large.extend(number.to_le_bytes());
    }
    large.extend(b"PK\x06\x07\0\0\0\0");
    large.extend(u64::try_from(body.len()).unwrap().to_le_bytes());
    large.extend(1_u32.to_le_bytes());
    let mut open = large.clone();
    large.extend(end);
    open.extend([&end[..8], &[0xff; 12], &end[20..]].concat());
    assert!(read_archive(large.clone(), &Limits::default()).is_ok());
    assert!(read_archive(open, &Limits::default()).is_ok());
    large[body.len() + 24] = 2;
    assert!(read_archive(large, &Limits::default()).is_err());
}

#[test]
fn comments_and_strange_fields_are_remarked_on() {
    let strange = stored("a", b"").both(|header| header.extra = field(0x6c78, b"abc"));
    let commented = stored("b", b"").with(|it| it.comment = b"hello".to_vec());
    let usual = stored("c", b"").both(|header| header.extra = field(0x5455, &[1, 0, 0, 0, 0]));
    let unmarked = stored("\u{fc}", b"");
    let marked = stored("\u{f6}", b"").both(|header| header.flags = 1 << 11);
    let archive = package([strange, commented, usual, unmarked, marked])
        .with(|it| it.comment = vec![b'a'; 40]);
    let package = read(&archive).unwrap();
    let remarks: Vec<String> = package.remarks().iter().map(ToString::to_string).collect();
    let expected = [
        "the archive has a comment of 40 bytes",
        "`b` has a comment of 5 bytes",
        "the name of `\u{fc}` is UTF-8 and is not marked as such",
        "`a` has 6 bytes in extra fields that are not understood",
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn a_hundred_remarks_are_enough() {
    let strange = |number: u32| {
        stored(&number.to_string(), b"").both(|header| header.extra = field(0x6c78, b"abc"))
    };
    let package = read(&package((0..300).map(strange))).unwrap();
    assert_eq!(package.remarks().len(), 101);
    assert_eq!(
        package.remarks()[100].to_string(),
        "200 more remarks are left out"
    );
}

#[test]
fn a_package_may_lie_in_the_only_folder_of_its_archive() {
    let entries = [
        "tool-main/manifest.json",
        "tool-main/a.md",
        "__MACOSX/tool-main/._a.md",
    ];
    let archive = super::Archive::of(entries.map(|path| stored(path, MANIFEST.as_bytes())));
    let package = read(&archive).unwrap();
    let paths: Vec<&str> = package
        .files()
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        ["__MACOSX/tool-main/._a.md", "a.md", "manifest.json"]
    );
    assert_eq!(
        package.remarks().iter().map(Remark::id).collect::<Vec<_>>(),
        ["wrapped"]
    );
    let two = super::Archive::of([stored("a/manifest.json", b"{}"), stored("b/x", b"")]);
    assert!(read(&two).is_err());
}
