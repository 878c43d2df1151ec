//! Any text as JavaScript or TypeScript: the parsers, the flow of values and the engines behind them.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["a.js", "a.ts", "a.tsx", "a.mjs"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
