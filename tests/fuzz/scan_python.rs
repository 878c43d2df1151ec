//! Any text as Python: its parser, the flow of values and the engines behind them.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["a.py", "setup.py", "a.pyi"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
