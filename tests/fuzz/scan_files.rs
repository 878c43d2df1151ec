//! Any bytes as a file whose name promises something: kinds, archives in archives, what is appended.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["a.png", "a.zip", "a.pyc", "a.so", "a.docx", "a.svg", "a", "a.pdf"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
