//! `plugin download`

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use super::scene::{Kind, Scene};
use crate::support::Ran;

fn filled() -> Scene {
    let scene = Scene::new(Kind::Postgres);
    scene.add("linter", "1.0.0", b"the old package");
    scene.add("linter", "1.1.0", b"the new package");
    Ran::of(scene.filling()).ok();
    scene
}

#[test]
fn the_version_that_is_shown_is_written_here_under_its_name() {
    let scene = filled();
    assert_snapshot!(scene.run("plugin download linter").ok().shown(), @"
    linter 1.1.0 is in linter-1.1.0.zip: 15 bytes, sha256:f57af40996dfc41f894985fd69dbec6024d31dd245e567e7e57069e94505e9e7
    ");
    let path = scene.automatos.path("linter-1.1.0.zip");
    assert_eq!(fs::read(&path).expect("a file"), b"the new package");
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
    let left = fs::read_dir(path.parent().expect("a folder")).expect("a folder");
    let left = left.filter(|entry| {
        let name = entry.as_ref().expect("an entry").file_name();
        name.to_string_lossy().starts_with(".download")
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_asked_for() {
    let scene = filled();
    scene.automatos.file("kept", "mine");
    let line = "plugin download linter@1.0.0 --out kept";
    assert_snapshot!(scene.run(line).ends_with(5).shown(), @"
    --- stderr ---
    error: the file kept is there already
    hint: add `--force` to replace it, or name another with `--out`
    [exit 5]
    ");
    assert_eq!(
        fs::read(scene.automatos.path("kept")).expect("a file"),
        b"mine"
    );
    scene.run(&format!("{line} --force")).ok();
    assert_eq!(
        fs::read(scene.automatos.path("kept")).expect("a file"),
        b"the old package"
    );
}

#[test]
fn what_is_not_there_is_said() {
    let scene = filled();
    assert_snapshot!(scene.run("plugin download linter@3.0.0").shown(), @"
    --- stderr ---
    error: there is no version 3.0.0 of the plugin `linter`
    hint: its versions are: 1.0.0, 1.1.0
    [exit 5]
    ");
    assert_snapshot!(scene.run("plugin download lintre").shown(), @"
    --- stderr ---
    error: there is no plugin `lintre`
    hint: did you mean `linter`?
    [exit 5]
    ");
    assert_snapshot!(scene.run("plugin download linter --out no/such/folder").shown(), @"
    --- stderr ---
    error: the file no/such/folder cannot be written
    hint: there is no folder no/such
    [exit 1]
    ");
    assert_snapshot!(scene.run("plugin download 'The linter' --out - -q").shown(), @"
    the new package
    ");
}
