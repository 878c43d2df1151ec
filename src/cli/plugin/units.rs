//! The plugins that paths on a command line mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// What makes a folder a plugin.
const SIGNS: &[&str] = &["manifest.json", ".claude-plugin/plugin.json", "SKILL.md"];

/// Adds the plugin at this path, or those in the tree below it.
pub fn find(path: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if !path.is_dir() || is_plugin(path) {
        units.push(path.to_owned());
        return Ok(());
    }
    let before = units.len();
    search(path, units)?;
    // What is no plugin can be looked at all the same, as a whole.
    if units.len() == before {
        units.push(path.to_owned());
    }
    Ok(())
}

fn is_plugin(folder: &Path) -> bool {
    SIGNS.iter().any(|sign| folder.join(sign).is_file())
}

fn search(folder: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let explain = || format!("cannot read the folder {}", folder.display());
    let entries = fs::read_dir(folder).with_context(explain)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()
        .with_context(explain)?;
    paths.sort();
    for path in paths {
        if path.is_symlink() || path.ends_with(".git") {
            continue;
        }
        if path.is_dir() && !is_plugin(&path) {
            search(&path, units)?;
        } else if path.is_dir() || path.extension().is_some_and(|extension| extension == "zip") {
            units.push(path);
        }
    }
    Ok(())
}
