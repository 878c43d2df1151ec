//! The plugin scanner, run as a command on folders of our own making.

mod inputs;
mod pairs;

use std::path::Path;
use std::process::Command;

use super::support::{Ran, binary, clean};

/// Scans with these words in that folder, on that many threads.
fn scanned(folder: &Path, words: &[&str], threads: usize) -> Ran {
    let mut command = clean(Command::new(binary()));
    command
        .env("HOME", folder)
        .env("AUTOMATOS_HOME", folder.join("home"))
        .env("RAYON_NUM_THREADS", threads.to_string())
        .current_dir(folder)
        .args(["plugin", "scan"])
        .args(words);
    Ran::of(command)
}
