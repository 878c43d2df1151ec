//! Folders, streams and files in memory: read by the rules that hold for archives.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::MANIFEST;
use crate::package::{
    File, Limits, from_files, read_anything, read_folder, read_path, read_stream,
};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("manifest.json", MANIFEST);
    write("skills/b/SKILL.md", "b");
    write("skills/a/run.sh", "#!/bin/sh\n");
    write("é.md", "");
    write(".hidden/x", "x");
    write(".git/config", "not part of it");
    write("vendor/.git", "gitdir: elsewhere");
    let script = folder.path().join("skills/a/run.sh");
    fs::set_permissions(script, PermissionsExt::from_mode(0o700)).unwrap();
    folder
}

#[test]
fn a_folder_always_packs_to_the_same_bytes() {
    let limits = Limits::default();
    let (first, second) = (folder(), folder());
    let package = read_folder(first.path(), &limits).unwrap();
    let paths: Vec<&str> = package
        .files()
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            ".hidden/x",
            "manifest.json",
            "skills/a/run.sh",
            "skills/b/SKILL.md",
            "é.md"
        ]
    );
    // A new version of the packing crate that writes other bytes would make new digests of old folders.
    let digest = "b92d7538d853af1aaca488f82a0e092a7c53325763c0b4863b33b5f03c7bc215";
    assert_eq!(package.sha256().as_str(), digest);
    assert_eq!(
        package.bytes(),
        read_path(second.path(), &limits).unwrap().bytes()
    );
    assert_eq!(
        package.bytes(),
        from_files(package.files().to_vec(), &limits)
            .unwrap()
            .bytes()
    );
    let again = read_stream(package.bytes(), &limits).unwrap();
    assert_eq!(
        (again.files(), again.sha256()),
        (package.files(), package.sha256())
    );
    assert_eq!(again.contents(), package.contents());
    assert!(again.remarks().is_empty());
}

#[test]
fn links_in_a_folder_are_refused() {
    let folder = folder();
    symlink("/etc/passwd", folder.path().join("skills/link")).unwrap();
    let cause = read_folder(folder.path(), &Limits::default()).unwrap_err();
    assert_eq!(
        cause.to_string(),
        "`skills/link` is a symbolic link; only files and folders are read"
    );
}

#[test]
fn limits_hold_for_folders_too() {
    let folder = folder();
    let refusal = |limits: &Limits| read_folder(folder.path(), limits).unwrap_err().to_string();
    let limits = Limits::default();
    assert!(
        refusal(&Limits {
            files: 4,
            ..limits.clone()
        })
        .contains("more than 4 folders")
    );
    assert!(
        refusal(&Limits {
            depth: 2,
            ..limits.clone()
        })
        .contains("deeper than 2 folders")
    );
    assert!(
        refusal(&Limits {
            total_bytes: 20,
            ..limits.clone()
        })
        .contains("20 bytes together")
    );
    assert!(
        refusal(&Limits {
            file_bytes: 9,
            ..limits
        })
        .contains("larger than 9 bytes")
    );
}

#[test]
fn what_is_not_there_is_said() {
    let cause = read_path(Path::new("/nowhere/a.zip"), &Limits::default())
        .unwrap_err()
        .to_string();
    assert!(
        cause.starts_with("cannot read `/nowhere/a.zip`: No such file"),
        "{cause}"
    );
    let small = Limits {
        files: 1,
        total_bytes: 1,
        ..Limits::default()
    };
    let cause = read_stream(std::io::repeat(0), &small)
        .unwrap_err()
        .to_string();
    assert_eq!(
        cause,
        "the archive is larger than 66561 bytes, the most for one"
    );
}

#[test]
fn what_has_no_manifest_can_be_looked_at_all_the_same() {
    let folder = folder();
    let limits = Limits::default();
    let named = read_anything(folder.path(), &limits).unwrap();
    assert!(named.unnamed().is_none());
    fs::remove_file(folder.path().join("manifest.json")).unwrap();
    let unnamed = read_anything(folder.path(), &limits).unwrap();
    assert_eq!(unnamed.files().len(), 4);
    assert!(unnamed.unnamed().is_some());
    assert!(read_folder(folder.path(), &limits).is_err());

    let script = folder.path().join("alone.sh");
    fs::write(&script, "true\n").unwrap();
    let alone = read_anything(&script, &limits).unwrap();
    assert_eq!(alone.files()[0].path, "alone.sh");
    assert!(read_path(&script, &limits).is_err());
}

#[test]
fn files_in_memory_obey_the_same_rules() {
    let file = |path: &str| File {
        path: path.to_owned(),
        bytes: MANIFEST.into(),
        executable: false,
    };
    let limits = Limits::default();
    assert!(from_files(vec![file("manifest.json"), file("b"), file("a")], &limits).is_ok());
    for bad in ["../x", "manifest.json", "MANIFEST.json", "a/", ""] {
        assert!(
            from_files(vec![file("manifest.json"), file(bad)], &limits).is_err(),
            "{bad}"
        );
    }
}
