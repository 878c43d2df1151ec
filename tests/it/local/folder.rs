//! Folders that belong to others, or that others can change.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::home::Home;
use super::surroundings::make_folder;
use super::{DESTROY, Who, everyone, is_root, refusal};

/// An empty folder where the cluster would lie, open to everybody.
fn empty_folder(who: Who) -> Home {
    let home = Home::new(who);
    make_folder(&home.path, who);
    make_folder(&home.cluster(), who);
    fs::set_permissions(home.cluster(), Permissions::from_mode(0o777)).unwrap();
    home
}

#[test]
fn a_folder_made_by_something_else_is_left_alone() {
    for who in everyone() {
        let home = empty_folder(*who);
        fs::write(home.cluster().join("letter"), "dear").unwrap();
        for words in ["init", "local start", "local status", DESTROY] {
            let foreign = home.fails(words, 5, "LOCAL.NOT_OURS");
            assert!(
                foreign.contains("was made by something else, so it is left alone"),
                "{foreign}"
            );
        }
        assert_eq!(fs::read_dir(home.cluster()).unwrap().count(), 1);
    }
}

#[test]
fn an_empty_folder_is_taken_and_then_closed_to_others() {
    for who in everyone() {
        let home = empty_folder(*who);
        home.run("init");
        let mode = fs::metadata(home.cluster()).unwrap().permissions().mode();
        assert_eq!(mode & 0o022, 0, "{mode:o}");
        fs::set_permissions(home.cluster(), Permissions::from_mode(0o777)).unwrap();
        let open = home.fails("local status", 5, "LOCAL.PERMISSIONS");
        assert!(open.contains("is open to others (mode 0777)"), "{open}");
        fs::set_permissions(home.cluster(), Permissions::from_mode(mode)).unwrap();
        assert_eq!(home.personas(), 15);
    }
}

#[test]
fn data_that_others_can_read_is_refused_with_the_command_that_mends_it() {
    for who in everyone() {
        let home = Home::made(*who);
        fs::set_permissions(home.data(), Permissions::from_mode(0o755)).unwrap();
        let open = home.fails("local start", 5, "LOCAL.PERMISSIONS");
        assert!(open.contains("is open to others (mode 0755)"), "{open}");
        assert!(
            open.contains(&format!("hint: chmod 700 {}", home.data().display())),
            "{open}"
        );
        fs::set_permissions(home.data(), Permissions::from_mode(0o700)).unwrap();
        home.run("local start");
    }
}

#[test]
fn a_home_that_is_a_file_is_an_error_with_a_hint() {
    let home = Home::new(Who::Me);
    fs::write(&home.path, "").unwrap();
    let file = home.fails("init", 5, "LOCAL.NOT_A_FOLDER");
    assert!(file.contains("Not a directory"), "{file}");
    assert!(file.contains("hint: set AUTOMATOS_HOME"), "{file}");
}

#[test]
fn a_home_that_is_closed_to_its_user_is_an_error_with_a_hint() {
    let who = *everyone().last().unwrap();
    if is_root() && who == Who::Me {
        return;
    }
    let home = Home::new(who);
    // Where root tries this, it is root's folder.
    fs::create_dir(&home.path).unwrap();
    fs::set_permissions(&home.path, Permissions::from_mode(0o555)).unwrap();
    let closed = home.fails("init", 5, "LOCAL.DENIED");
    assert!(closed.contains("Permission denied"), "{closed}");
    assert!(closed.contains("hint: set AUTOMATOS_HOME"), "{closed}");
}

#[test]
fn a_cluster_of_another_user_is_not_touched() {
    if !is_root() {
        return;
    }
    let mine = Home::running(Who::Me);
    let theirs = Home::running(Who::Stranger);
    for (user, home) in [(&theirs, &mine), (&mine, &theirs)] {
        for words in ["local stop", "init", DESTROY] {
            let mut command = user.automatos(words);
            command.env("AUTOMATOS_HOME", &home.path);
            let foreign = refusal(command.output().unwrap(), 5, "LOCAL.NOT_OURS");
            assert!(foreign.contains("belongs to user "), "{foreign}");
        }
        assert_eq!(home.state(), "running");
    }
}

#[test]
fn root_is_told_when_the_server_cannot_enter_the_folder() {
    if !is_root() {
        return;
    }
    let home = Home::new(Who::Me);
    fs::create_dir(&home.path).unwrap();
    fs::set_permissions(&home.path, Permissions::from_mode(0o700)).unwrap();
    let closed = home.fails("init", 5, "LOCAL.DENIED");
    assert!(
        closed.contains("PostgreSQL refuses to run as root, and user "),
        "{closed}"
    );
    assert!(closed.contains("may not enter "), "{closed}");
    assert!(closed.contains("/var/lib/automatos"), "{closed}");
    assert_eq!(home.state(), "absent");
}
