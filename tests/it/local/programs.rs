//! PostgreSQL programs that are missing or do not fit.

use std::fs;
use std::os::unix::fs::symlink;

use super::home::Home;
use super::{Who, can_mount, refusal};

#[test]
fn a_cluster_of_another_version_is_left_alone() {
    let home = Home::made(Who::Me);
    let path = home.data().join("PG_VERSION");
    let version = fs::read_to_string(&path).unwrap();
    fs::write(&path, "99\n").unwrap();
    for words in ["local start", "init", "persona list"] {
        let other = home.fails(words, 5, "LOCAL.OTHER_VERSION");
        assert!(
            other.contains("was made by PostgreSQL 99, and there is only: PostgreSQL "),
            "{other}"
        );
        assert!(other.contains("hint: install PostgreSQL 99"), "{other}");
        assert!(other.contains("AUTOMATOS_PG_BIN"), "{other}");
        assert!(other.contains("`automatos local destroy`"), "{other}");
    }
    assert_eq!(home.run("local status")["version"], 99);
    fs::write(&path, version).unwrap();
    assert_eq!(home.personas(), 15);
}

#[test]
fn a_setting_that_names_no_programs_is_an_error_even_where_there_are_others() {
    let home = Home::new(Who::Me);
    let bin = home.beside("bin");
    fs::create_dir(&bin).unwrap();
    let misled = || {
        let mut command = home.automatos("init");
        command.env("AUTOMATOS_PG_BIN", &bin);
        refusal(command.output().unwrap(), 5, "LOCAL.NO_PROGRAMS")
    };
    let missing = misled();
    assert!(missing.contains("AUTOMATOS_PG_BIN is "), "{missing}");
    assert!(
        missing.contains("does not have all of initdb, pg_ctl, postgres"),
        "{missing}"
    );
    for name in ["initdb", "pg_ctl", "postgres"] {
        symlink("/bin/echo", bin.join(name)).unwrap();
    }
    let strange = misled();
    assert!(
        strange.contains("there is no version in what postgres says"),
        "{strange}"
    );
    assert!(!home.path.exists());
}

#[test]
fn programs_that_are_too_old_are_not_used() {
    let home = Home::new(Who::Me);
    let bin = home.beside("bin");
    fs::create_dir(&bin).unwrap();
    for name in ["initdb", "pg_ctl", "postgres"] {
        symlink("old", bin.join(name)).unwrap();
    }
    home.shell(
        "cd \"${AUTOMATOS_HOME%/*}/bin\"
        printf '#!/bin/sh\\necho \"postgres (PostgreSQL) 13.9\"\\n' >old
        chmod +x old",
    );
    let mut command = home.automatos("init");
    command.env("AUTOMATOS_PG_BIN", &bin);
    let old = refusal(command.output().unwrap(), 5, "LOCAL.NO_PROGRAMS");
    assert!(old.contains("it has PostgreSQL 13"), "{old}");
    assert!(old.contains("version 14 or newer"), "{old}");
    assert!(!home.path.exists());
}

#[test]
fn a_machine_without_programs_is_told_what_to_install() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(1);
    let said = home.shell(
        "for folder in /usr/lib/postgresql /usr/pgsql-*; do
            [ ! -d $folder ] || mount -t tmpfs tmpfs $folder
        done
        unset AUTOMATOS_PG_BIN
        PATH=/nowhere
        code=0
        $TOOL -o json init || code=$?
        echo $code",
    );
    let (document, code) = said.rsplit_once('\n').unwrap();
    let document: serde_json::Value = serde_json::from_str(document).unwrap();
    let error = &document["error"];
    assert_eq!((code, &error["code"]), ("5", &"LOCAL.NO_PROGRAMS".into()));
    let message = error["message"].as_str().unwrap();
    assert!(
        message.contains("no programs of PostgreSQL 14 or newer"),
        "{message}"
    );
    let hint = error["hint"].as_str().unwrap();
    assert!(hint.contains("install"), "{hint}");
    assert!(hint.contains("DATABASE_URL"), "{hint}");
    assert_eq!(home.shell("ls -A $AUTOMATOS_HOME"), "");
}
