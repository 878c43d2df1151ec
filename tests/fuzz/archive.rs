//! Any bytes as an archive: never a panic, and what is read is what the zip crate reads.
#![no_main]

use std::io::{Cursor, Read};

use automatos::{File, Limits, Remark, read_archive};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        total_bytes: 1 << 20,
        file_bytes: 1 << 20,
        ..Limits::default()
    };
    match read_archive(bytes.to_vec(), &limits) {
        Ok(package) => {
            assert_eq!(package.bytes(), bytes);
            let moved = |remark: &Remark| {
                matches!(remark, Remark::Wrapped { .. } | Remark::UnmarkedName { .. })
            };
            if !package.remarks().iter().any(moved) {
                assert_eq!(contents(package.files()), as_others_read(bytes));
            }
        }
        Err(cause) => assert!(!cause.to_string().contains(char::is_control)),
    }
});

/// Paths and bytes. Systems differ in which modes they believe, so readers differ in what may be run.
fn contents(files: &[File]) -> Vec<(String, Vec<u8>)> {
    files
        .iter()
        .map(|file| (file.path.clone(), file.bytes.clone()))
        .collect()
}

fn as_others_read(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        if entry.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its data");
        let name = entry.name().expect("its name");
        files.push((name.strip_prefix("./").unwrap_or(&name).to_owned(), bytes));
    }
    files.sort();
    files
}
