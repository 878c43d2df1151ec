//! Promises of the seed leaf as a whole.

mod broken_fields;
mod broken_files;
mod broken_fleet;
mod broken_items;
mod broken_keys;
mod broken_lines;
mod broken_syntax;
mod broken_values;
mod fleet;
mod good;
mod history;
mod merge;
mod merge_rows;
mod reading;
mod shipped;

use std::fs;
use std::path::Path;

use super::{SourcesError, load, sources};

/// Writes files into a folder of their own, and gives what is said about them. Each text may be
/// indented as a whole, and begin with a line end.
fn broken(files: &[(&str, &str)]) -> String {
    let texts: Vec<_> = files
        .iter()
        .map(|(name, text)| (*name, outdented(text)))
        .collect();
    let bytes: Vec<_> = texts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    broken_bytes(&bytes)
}

/// The same, byte by byte.
fn broken_bytes(files: &[(&str, &[u8])]) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    let said = match sources(&[folder.path().to_owned()]) {
        Err(SourcesError::Names(problems)) => problems.to_string(),
        Err(other) => panic!("{other}"),
        Ok(sources) => load(&sources, &|_| None)
            .expect_err("a problem")
            .to_string(),
    };
    said.replace(&format!("{}/", folder.path().display()), "")
}

fn write(folder: &Path, files: &[(&str, &[u8])]) {
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

fn outdented(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let depth = text.len() - text.trim_start_matches(' ').len();
    let lines = text
        .lines()
        .map(|line| line.get(depth..).unwrap_or_default());
    lines.flat_map(|line| [line, "\n"]).collect()
}
