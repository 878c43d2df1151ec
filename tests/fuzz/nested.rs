//! Any bytes as an archive inside a package: never a panic, and never more out than the limits allow.
#![no_main]

use automatos::{Budget, File, Limits, nested};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(kind) = nested::kind(bytes) else {
        return;
    };
    let limits = Limits {
        total_bytes: 1 << 20,
        ..Limits::default()
    };
    let file = File {
        path: "inner".to_owned(),
        bytes: bytes.to_vec(),
        executable: false,
    };
    match nested::open(&file, kind, 1, &mut Budget::new(&limits)) {
        Ok(files) => {
            assert!(files.len() <= limits.files);
            assert!(files.iter().map(|file| file.bytes.len()).sum::<usize>() <= 1 << 20);
            for file in files {
                assert!(
                    !file.path.starts_with('/') && !file.path.split('/').any(|part| part == "..")
                );
            }
        }
        Err(cause) => assert!(!cause.to_string().contains(char::is_control)),
    }
});
