//! Bad input, bad surroundings.

use std::process::Stdio;

use insta::assert_snapshot;

use super::{approved, package, uploaded};
use crate::support::{Automatos, Ran};

#[test]
fn what_is_no_package_is_refused_with_its_cause() {
    let automatos = Automatos::new();
    automatos.file("broken.zip", "this is no archive");
    automatos.file("empty/readme.txt", "nothing");
    assert_snapshot!(automatos.run("plugin upload broken.zip").ends_with(1).shown(), @"
    --- stderr ---
    error: the package broken.zip is refused
      because: it is not a zip archive
    [exit 1]
    ");
    assert_snapshot!(automatos.run("plugin upload empty").ends_with(1).shown(), @"
    --- stderr ---
    error: there is no plugin in empty
    hint: a plugin has a manifest.json, a .claude-plugin/plugin.json or a SKILL.md
    [exit 1]
    ");
    assert_snapshot!(automatos.run("plugin upload nowhere.zip").ends_with(1).shown(), @"
    --- stderr ---
    error: the package nowhere.zip is refused
      because: cannot read `nowhere.zip`: No such file or directory (os error 2)
    [exit 1]
    ");
    automatos.run("plugin upload").ends_with(2);
    automatos.run("plugin upload - -").ends_with(2);
    automatos
        .run("plugin upload empty --source-url nonsense")
        .ends_with(2);
    let input = automatos.command("plugin upload -");
    let refused = Ran::of(input).ends_with(1);
    assert!(
        refused
            .stderr()
            .contains("the package standard input is refused"),
        "{}",
        refused.stderr()
    );
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM plugin_versions"),
        "0"
    );
}

#[test]
fn a_version_that_no_column_holds_is_refused() {
    let automatos = Automatos::new();
    let folder = package(
        &automatos,
        "check",
        &format!("1.0.0-{}", "a".repeat(60)),
        &[],
    );
    let refused = automatos
        .run(&format!("plugin upload {folder} -o json"))
        .ends_with(1);
    assert_eq!(refused.json()["error"]["code"], "PACKAGE.REFUSED");
}

#[test]
fn names_that_mean_nothing_are_answered_with_near_ones() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    let digest = "0".repeat(64);
    for line in [
        "plugin show chek".to_owned(),
        "plugin versions chek".to_owned(),
        "plugin history chek".to_owned(),
        "plugin scan chek".to_owned(),
        format!("plugin approve chek --digest {digest} --reason x"),
        "plugin reject chek --reason x".to_owned(),
        "plugin activate chek".to_owned(),
        "plugin deactivate chek".to_owned(),
        "plugin delete chek --confirm chek".to_owned(),
        "plugin enable chek -w platform".to_owned(),
        "plugin disable chek -w platform".to_owned(),
    ] {
        let refused = automatos.run(&line).ends_with(5);
        assert!(
            refused.stderr().contains("did you mean `check`?"),
            "{line}: {}",
            refused.stderr()
        );
    }
    for line in [
        "plugin show check@latest",
        "plugin approve check --digest md5:1 --reason x",
        "plugin approve check --reason x",
        "plugin reject check --reason ' '",
    ] {
        automatos.run(line).ends_with(2);
    }
}

#[test]
fn a_database_that_only_reads_refuses_every_change() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[]);
    package(&automatos, "new", "1.0.0", &[]);
    package(&automatos, "newer", "1.0.0", &[]);
    let name = automatos.db.name();
    automatos.db.execute(&format!(
        "ALTER DATABASE {name} SET default_transaction_read_only = on"
    ));
    for line in [
        "plugin upload new-1.0.0".to_owned(),
        "plugin upload new-1.0.0 newer-1.0.0".to_owned(),
        super::approve("check", &digest),
        "plugin reject check --reason x".to_owned(),
        "plugin scan check".to_owned(),
        "plugin deactivate check".to_owned(),
        "plugin delete check --confirm check".to_owned(),
        "category create fine".to_owned(),
    ] {
        let refused = automatos.run(&format!("{line} -o json")).ends_with(5);
        assert_eq!(
            refused.json()["error"]["code"],
            "DATABASE.READ_ONLY",
            "{line}"
        );
    }
    automatos.run("plugin list").ok();
}

#[test]
fn a_reader_that_leaves_ends_a_command_quietly() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    for line in [
        "plugin list",
        "plugin show check",
        "plugin versions check -o json",
        "plugin history check",
        "plugin scan check",
    ] {
        let mut child = automatos
            .command(&format!("{line} -q"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let ran = Ran(child.wait_with_output().expect("it ends"));
        assert_eq!((ran.code(), ran.stderr().as_str()), (0, ""), "{line}");
    }
}
