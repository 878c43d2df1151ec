//! Archives inside archives.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::zip::{Archive, deflated, stored};
use super::{Hostile, package, read};
use crate::package::{Budget, File, Limits, nested as inside};

/// Bombs that lie in archives inside, and archives too deep inside one another.
pub fn all() -> Vec<Hostile> {
    let deep = (0..3).fold(Archive::of([stored("x", b"x")]).bytes(), |inner, _| {
        wrapped(&inner)
    });
    let zeros = vec![0; 9 << 20];
    let broken = broken();
    let inner_bomb = Archive::of([deflated("zeros", &zeros)]).bytes();
    let new = Hostile::new;
    vec![
        new(
            "archives four deep",
            &package([stored("a.zip", &deep)]),
            "nested deeper than 2",
        ),
        new(
            "a bomb inside",
            &package([stored("a.zip", &inner_bomb)]),
            "inside `a.zip`",
        ),
        new(
            "a bomb inside an archive inside",
            &package([stored("a.zip", &wrapped(&inner_bomb))]),
            "inside `a.zip`: inside `inner.zip`",
        ),
        new(
            "a gzip bomb inside",
            &package([stored("a.gz", &gzip(&zeros))]),
            "100 times its size",
        ),
        new(
            "a gzip bomb of gzip",
            &package([stored("a.gz", &gzip(&gzip(&zeros)))]),
            "100 times its size",
        ),
        new(
            "a bomb named as an image",
            &package([stored("logo.png", &inner_bomb)]),
            "inside `logo.png`",
        ),
        new(
            "a tar bomb inside",
            &package([stored("a.tgz", &gzip(&tarball("zeros", &zeros)))]),
            "100 times its size",
        ),
        new(
            "many broken streams",
            &package((0..60).map(|number| stored(&format!("{number}.gz"), &broken))),
            "52428800 bytes together",
        ),
        new(
            "gzip of gzip of gzip",
            &package([stored("a", &gzip(&gzip(&gzip(&gzip(b"x")))))]),
            "nested deeper than 2",
        ),
    ]
}

fn wrapped(inner: &[u8]) -> Vec<u8> {
    Archive::of([stored("inner.zip", inner)]).bytes()
}

fn many() -> Vec<u8> {
    Archive::of((0..501).map(|number| stored(&number.to_string(), b""))).bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A stream of a megabyte that is not dense enough for a bomb and has a wrong checksum.
fn broken() -> Vec<u8> {
    let noise = |place: u32| {
        if place.is_multiple_of(64) {
            (place.wrapping_mul(0x9e37_79b9) >> 24) as u8
        } else {
            0
        }
    };
    let mut bytes = gzip(&(0..1 << 20).map(noise).collect::<Vec<u8>>());
    let checksum = bytes.len() - 8;
    bytes[checksum] ^= 1;
    bytes
}

fn tarball(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len().try_into().unwrap());
    header.set_mode(0o755);
    archive.append_data(&mut header, name, bytes).unwrap();
    archive.into_inner().unwrap()
}

fn opened(bytes: Vec<u8>) -> Result<Vec<File>, String> {
    let limits = Limits::default();
    let file = File {
        path: "data/a.csv.gz".to_owned(),
        bytes,
        executable: false,
    };
    let kind = inside::kind(&file.bytes).unwrap();
    inside::open(&file, kind, 1, &mut Budget::new(&limits)).map_err(|cause| cause.to_string())
}

#[test]
fn an_archive_inside_of_too_many_files_is_left_alone() {
    let package = read(&package([stored("a.zip", &many())])).unwrap();
    let remarks: Vec<String> = package.remarks().iter().map(ToString::to_string).collect();
    assert_eq!(
        remarks,
        ["the archive `a.zip` cannot be read: it holds more than 500 files"]
    );
}

#[test]
fn archives_two_deep_are_read() {
    let two = wrapped(&Archive::of([stored("x", b"x")]).bytes());
    assert!(
        read(&package([stored("a.zip", &two)]))
            .unwrap()
            .remarks()
            .is_empty()
    );
}

#[test]
fn the_files_of_an_archive_inside_come_out() {
    let zip = opened(Archive::of([stored("x/y", b"z")]).bytes()).unwrap();
    assert_eq!(
        (zip[0].path.as_str(), zip[0].bytes.as_slice()),
        ("x/y", b"z".as_slice())
    );
    let gz = opened(gzip(b"1,2")).unwrap();
    assert_eq!(
        (gz[0].path.as_str(), gz[0].bytes.as_slice()),
        ("a.csv", b"1,2".as_slice())
    );
    for bytes in [tarball("x/y", b"z"), gzip(&tarball("x/y", b"z"))] {
        let tar = opened(bytes).unwrap();
        assert_eq!(
            (tar[0].path.as_str(), tar[0].bytes.as_slice()),
            ("x/y", b"z".as_slice())
        );
        assert!(tar[0].executable);
    }
    assert_eq!(inside::kind(b"plain words"), None);
    assert_eq!(inside::kind(&tarball("x", b"")), Some(inside::Kind::Tar));
}

#[test]
fn links_in_a_tar_archive_are_refused() {
    for (kind, words) in [
        (tar::EntryType::Symlink, "a symbolic link"),
        (tar::EntryType::Link, "a hard link"),
        (tar::EntryType::Char, "a device"),
        (tar::EntryType::Fifo, "a named pipe"),
    ] {
        let mut archive = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        archive
            .append_link(&mut header, "link", "/etc/passwd")
            .unwrap();
        let cause = opened(archive.into_inner().unwrap()).unwrap_err();
        assert!(cause.contains(words), "{cause}");
    }
}

#[test]
fn a_tar_archive_climbs_nowhere() {
    for name in ["../x", "/etc/passwd", "a/../../x"] {
        let mut bytes = tarball("12345678901", b"x");
        bytes[..11].fill(0);
        bytes[..name.len()].copy_from_slice(name.as_bytes());
        let sum: u32 = bytes[..512].iter().map(|byte| u32::from(*byte)).sum();
        let blanks: u32 = bytes[148..156].iter().map(|byte| u32::from(*byte)).sum();
        let sum = format!("{:06o}\0 ", sum - blanks + 8 * 32);
        bytes[148..156].copy_from_slice(sum.as_bytes());
        assert!(opened(bytes).is_err(), "{name}");
    }
}

#[test]
fn data_behind_a_tar_archive_is_refused() {
    let mut bytes = tarball("x", b"y");
    bytes.extend([0; 512]);
    assert!(opened(bytes.clone()).is_ok());
    bytes.extend(tarball("z", b"hidden"));
    assert!(
        opened(bytes)
            .unwrap_err()
            .ends_with("stand after the end of the tar archive")
    );
}

#[test]
fn an_archive_inside_that_is_damaged_is_remarked_on() {
    let mut bytes = Archive::of([stored("x", b"x")]).bytes();
    bytes.truncate(40);
    let package = read(&package([stored("a.zip", &bytes)])).unwrap();
    let remarks: Vec<String> = package.remarks().iter().map(ToString::to_string).collect();
    assert_eq!(remarks.len(), 1);
    assert!(
        remarks[0].contains("`a.zip` cannot be read: the archive is truncated"),
        "{remarks:?}"
    );
}
