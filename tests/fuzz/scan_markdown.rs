//! Any text as instructions, a command or a document: the Markdown views and the engines behind them.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["SKILL.md", "commands/a.md", "README.md", "notes/a.html"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
