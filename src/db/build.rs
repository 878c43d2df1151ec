//! Writes the list of migrations and of shipped seed files that the binary carries, and rebuilds
//! it when one is added, which the embedding macros cannot notice by themselves.

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script where things are"
)]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/db/build.rs");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=seed-data");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("migrations.rs"), migrations(&root)?)?;
    fs::write(out.join("seed_files.rs"), seed_files(&root)?)
}

/// `&[Files { version: "20261122000001", name: "create_users", up: include_str!(…), down: … }, …]`
fn migrations(root: &Path) -> io::Result<String> {
    let mut list = String::from("&[\n");
    for folder in sorted(&root.join("migrations"))? {
        let name = file_name(&folder);
        let (version, title) = name.split_once('_').expect("a folder is <version>_<title>");
        let version = version.replace('-', "");
        let up = folder.join("up.sql").display().to_string();
        let down = folder.join("down.sql").display().to_string();
        // As Diesel's own tools read it.
        let settings = folder.join("metadata.toml");
        let in_transaction = !(settings.exists()
            && fs::read_to_string(settings)?.contains("run_in_transaction = false"));
        writeln!(
            list,
            "    Files {{ version: {version:?}, name: {title:?}, in_transaction: {in_transaction}, \
             up: include_str!({up:?}), down: include_str!({down:?}) }},"
        )
        .expect("a String takes any write");
    }
    list.push_str("]\n");
    Ok(list)
}

/// `&[("personas/engineering.yaml", include_str!(path)), …]`
fn seed_files(root: &Path) -> io::Result<String> {
    let mut list = String::from("&[\n");
    for path in sorted(&root.join("seed-data"))? {
        let files = if path.is_dir() {
            sorted(&path)?
        } else {
            vec![path]
        };
        for file in files {
            if file
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                let name = file
                    .strip_prefix(root.join("seed-data"))
                    .expect("it lies in that folder")
                    .display()
                    .to_string();
                writeln!(
                    list,
                    "    ({name:?}, include_str!({:?})),",
                    file.display().to_string()
                )
                .expect("a String takes any write");
            }
        }
    }
    list.push_str("]\n");
    Ok(list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .expect("a listed path has a name")
        .to_string_lossy()
        .into_owned()
}
