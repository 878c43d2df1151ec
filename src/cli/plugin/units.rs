//! The plugins that paths on a command line mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::error::{Advice, Code};
use crate::package::SIGNS;

/// Adds the plugin at this path, or those in the tree below it.
pub fn find(path: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if below(path, units)? {
        return Ok(());
    }
    Err(Advice::new(
        Code::PackageRefused,
        format!("there is no plugin in {}", path.display()),
    )
    .hint("a plugin has a manifest.json, a .claude-plugin/plugin.json or a SKILL.md")
    .into())
}

/// The same, but what holds no plugin is added as it is: it can be looked at all the same.
pub fn find_anything(path: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if !below(path, units)? {
        units.push(path.to_owned());
    }
    Ok(())
}

/// Adds the plugins. Answers whether there was one; a file always counts.
fn below(path: &Path, units: &mut Vec<PathBuf>) -> anyhow::Result<bool> {
    if !path.is_dir() || is_plugin(path) {
        units.push(path.to_owned());
        return Ok(true);
    }
    let before = units.len();
    search(path, units)?;
    Ok(units.len() > before)
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
