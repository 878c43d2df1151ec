//! Any text as data that may run by itself: the views of JSON, YAML and TOML and their engines.
#![no_main]

mod scanned;

use libfuzzer_sys::fuzz_target;

const PATHS: &[&str] = &["hooks/hooks.json", ".mcp.json", "package.json", "pyproject.toml", ".github/workflows/a.yml", "a.ipynb", ".claude/settings.json"];

fuzz_target!(|bytes: &[u8]| scanned::one_of(PATHS, bytes));
