//! Where PostgreSQL's programs may be on this machine.

use std::cmp::Reverse;
use std::env;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Settings;

/// What a folder of programs must have.
pub const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Where packages put programs without adding them to PATH: a parent folder, how the name of a
/// version's folder in it begins, and what follows that name.
const PACKAGED: [(&str, &str, &str); 5] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// Folders that have all the programs; found one by one, as asking `pg_config` takes a while.
pub fn folders(settings: &Settings) -> impl Iterator<Item = Result<PathBuf>> {
    let listed = listed(settings);
    let asked = listed
        .iter()
        .map(|folder| folder.join("pg_config"))
        .find(|file| file.is_file());
    let configured = iter::once_with(move || asked.map(|program| output_of(&program, "--bindir")))
        .flatten()
        .map(|said| said.map(|folder| PathBuf::from(folder.trim())));
    let packaged = PACKAGED
        .iter()
        .flat_map(|(parent, prefix, rest)| newest_first(Path::new(parent), prefix, rest));
    listed
        .into_iter()
        .map(Ok)
        .chain(configured)
        .chain(packaged.map(Ok))
        .filter(|folder| folder.as_ref().map_or(true, |folder| is_complete(folder)))
}

/// The folders in PATH.
pub fn listed(settings: &Settings) -> Vec<PathBuf> {
    let path = settings.path.as_ref();
    path.map(|path| env::split_paths(path).collect())
        .unwrap_or_default()
}

/// Whether it has every program we need.
pub fn is_complete(bin: &Path) -> bool {
    NEEDED.iter().all(|name| bin.join(name).is_file())
}

/// `parent/<prefix><version>/<rest>` for every version there is, in falling order.
fn newest_first(parent: &Path, prefix: &str, rest: &str) -> Vec<PathBuf> {
    // A parent that is absent or closed to us has no programs for us.
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut found: Vec<(Vec<u32>, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = name.strip_prefix(prefix)?.split('.').map(str::parse);
            Some((
                version.collect::<Result<_, _>>().ok()?,
                entry.path().join(rest),
            ))
        })
        .collect();
    found.sort_unstable_by_key(|(version, _)| Reverse(version.clone()));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// What a program prints when it is given one flag.
pub fn output_of(program: &Path, flag: &str) -> Result<String> {
    let called = format!("{} {flag}", program.display());
    let output = Command::new(program)
        .arg(flag)
        .output()
        .with_context(|| format!("cannot run `{called}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{called}` failed: {}", said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{called}` printed no text"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::newest_first;

    #[test]
    fn versions_are_ordered_as_numbers_and_other_names_are_passed_over() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["9.6", "15", "16", "latest", "pgsql-17"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let found = newest_first(parent.path(), "", "bin");
        let expected: Vec<PathBuf> = ["16", "15", "9.6"]
            .map(|name| parent.path().join(name).join("bin"))
            .into();
        assert_eq!(found, expected);
        assert_eq!(newest_first(parent.path(), "pgsql-", "bin").len(), 1);
        assert_eq!(
            newest_first(Path::new("/no/such/folder"), "", "bin").len(),
            0
        );
    }
}
