//! Any bytes as a manifest of any form: never a panic, and a package that is read packs to an archive
//! that is read alike.
#![no_main]

use automatos::{File, Limits, from_files, read_archive};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const PATHS: [&str; 4] = [
    "manifest.json",
    ".claude-plugin/plugin.json",
    "SKILL.md",
    "hooks/hooks.json",
];

/// Whether a key or a text has the one character that PostgreSQL cannot keep.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields
            .iter()
            .any(|(key, value)| key.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let file = |path: &str, bytes: &[u8]| File {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
        executable: false,
    };
    let path = PATHS[usize::from(*first) % PATHS.len()];
    let mut files = vec![file(path, rest), file("commands/a.md", b"words")];
    if path == "hooks/hooks.json" {
        files.push(file(".mcp.json", rest));
        files.push(file(
            ".claude-plugin/plugin.json",
            br#"{"name": "a", "version": "1.0.0"}"#,
        ));
    }
    let limits = Limits::default();
    match from_files(files, &limits) {
        Ok(package) => {
            let again = read_archive(package.bytes().to_vec(), &limits).expect("its own archive");
            assert_eq!(again.manifest(), package.manifest());
            assert_eq!(again.contents(), package.contents());
            assert_eq!(again.remarks(), package.remarks());
            assert!(!holds_nul(&package.manifest().raw));
        }
        Err(cause) => assert!(!cause.to_string().contains(char::is_control)),
    }
});
