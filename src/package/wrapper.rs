//! A package inside the only folder of its archive, as people and hosting sites pack them.

use super::File;
use super::manifest;
use super::names::Names;
use super::refused::Refused;
use super::remark::{Remark, Remarks};
use super::shown::Shown;

/// What the Finder of macOS puts beside a folder that it packs.
const FINDER: &str = "__MACOSX/";

/// Where no manifest is at the top and one is in the only folder there, makes all paths relative to that
/// folder. What the Finder put beside it stays where it is.
pub fn take_off(files: &mut [File], remarks: &mut Remarks) -> Result<(), Refused> {
    let Some(folder) = wrapper(files) else {
        return Ok(());
    };
    let mut names = Names::default();
    for file in files {
        if let Some(path) = file.path.strip_prefix(&folder) {
            file.path = path.to_owned();
        }
        names.file(&file.path)?;
    }
    remarks.push(Remark::Wrapped {
        folder: Shown::of(folder.trim_end_matches('/')),
    });
    Ok(())
}

/// The folder, with a slash at its end.
fn wrapper(files: &[File]) -> Option<String> {
    let mut paths = files
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| !path.starts_with(FINDER));
    let (first, _) = paths.next()?.split_once('/')?;
    let folder = format!("{first}/");
    let inside = |path: &str| path.starts_with(&folder);
    let holds_manifest = |file: &File| {
        file.path
            .strip_prefix(&folder)
            .is_some_and(manifest::is_manifest)
    };
    let wraps =
        paths.all(inside) && files.iter().any(holds_manifest) && folder != ".claude-plugin/";
    wraps.then_some(folder)
}
