//! Any text in a language that is read word by word.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["a.rb", "a.go", "a.php", "a.applescript", "a.lua", "a.txt", "a.csv"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
