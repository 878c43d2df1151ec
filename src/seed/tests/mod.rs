//! Promises of the seed leaf as a whole.

mod broken_fields;
mod broken_keys;
mod broken_lines;
mod broken_settings;
mod broken_yaml;
mod shipped;

use std::fs;
use std::path::Path;

use super::{SourcesError, load, sources};

/// Writes files into a folder of their own, and gives what is said about them.
fn broken(files: &[(&str, &[u8])]) -> String {
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
