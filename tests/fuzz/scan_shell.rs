//! Any text as a script of a shell: its parser, its judge and the engines behind them.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["a.sh", "hooks/a.bash", "a.ps1", "a.bat", "Makefile", "Dockerfile"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
