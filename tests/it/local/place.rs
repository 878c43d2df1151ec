//! Where the cluster lies: folders with long or odd names, links, and the default.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::home::Home;
use super::{DESTROY, Who, can_mount, data, everyone, is_root};

/// The folder of the socket, when that does not lie beside the data.
fn socket_folder(home: &Home) -> PathBuf {
    let url = home.url();
    PathBuf::from(url.split(['=', '&']).nth(1).unwrap())
}

#[test]
fn a_home_with_a_long_or_an_odd_name_works() {
    let long = "x".repeat(120);
    for name in [long.as_str(), "a b'c\"d$HOME`e`,f\\ü"] {
        for who in everyone() {
            let home = Home::named(*who, name);
            home.run("init");
            assert_eq!(home.query("select 1"), "1");
            let folder = socket_folder(&home);
            assert!(
                folder.to_str().unwrap().starts_with("/tmp/automatos-"),
                "{}",
                folder.display()
            );
            let mode = fs::metadata(&folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o700);
            home.run("local stop");
            assert_eq!(home.personas(), 15);
            home.remark(DESTROY);
            assert!(!folder.exists());
        }
    }
}

#[test]
fn a_socket_folder_of_someone_else_is_not_trusted() {
    if !is_root() {
        return;
    }
    let home = Home::named(Who::Stranger, &"y".repeat(120));
    home.furnish();
    let folder = socket_folder(&home);
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::chown(&folder, Some(54321), None).unwrap();
    let theirs = home.fails("local start", 5, "LOCAL.NOT_OURS");
    assert!(theirs.contains("it belongs to user 54321"), "{theirs}");
    fs::remove_dir(&folder).unwrap();
    symlink(&home.path, &folder).unwrap();
    let link = home.fails("local start", 5, "LOCAL.NOT_OURS");
    assert!(link.contains("is not a folder"), "{link}");
    fs::remove_file(&folder).unwrap();
    home.run("local start");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    let open = home.fails("persona list", 5, "LOCAL.PERMISSIONS");
    assert!(open.contains("is open to others (mode 0777)"), "{open}");
    assert!(
        open.contains(&format!("hint: chmod 700 {}", folder.display())),
        "{open}"
    );
}

#[test]
fn the_same_server_is_found_through_a_link() {
    let home = Home::running(Who::Me);
    let link = home.beside("link");
    symlink(&home.path, &link).unwrap();
    let mut command = home.automatos("local status");
    let through_link = data(command.env("AUTOMATOS_HOME", &link).output().unwrap());
    assert_eq!(through_link, home.run("local status"));
}

#[test]
fn without_a_setting_it_lies_in_the_data_folder_of_its_user() {
    for who in everyone() {
        if is_root() && *who == Who::Me {
            continue;
        }
        let home = Home::new(*who);
        let user = home.path.parent().unwrap();
        for (xdg, expected) in [
            ("", user.join(".local/share/automatos")),
            ("relative", user.join(".local/share/automatos")),
            ("/tmp/elsewhere", "/tmp/elsewhere/automatos".into()),
        ] {
            let mut command = home.automatos("local status");
            command
                .env_remove("AUTOMATOS_HOME")
                .env("XDG_DATA_HOME", xdg);
            let status = data(command.output().unwrap());
            let folder = Path::new(status["folder"].as_str().unwrap());
            assert_eq!(folder, expected.join("postgres"));
        }
    }
}

#[test]
fn without_a_setting_that_of_root_lies_where_the_server_can_enter() {
    if !can_mount() {
        return;
    }
    let home = Home::on_a_disk_of(1);
    let folder = home.shell(
        "unset AUTOMATOS_HOME
        mount -t tmpfs tmpfs /var/lib
        umask 077
        $TOOL init >/dev/null
        $TOOL local psql -- -Atc 'show data_directory'
        $TOOL local destroy --confirm automatos >/dev/null",
    );
    assert_eq!(folder, "/var/lib/automatos/postgres/data");
}

#[test]
fn without_a_setting_and_without_a_home_folder_there_is_no_place() {
    for who in everyone() {
        if is_root() && *who == Who::Me {
            continue;
        }
        let home = Home::new(*who);
        let mut command = home.automatos("init");
        command.env_remove("AUTOMATOS_HOME").env_remove("HOME");
        let homeless = super::refusal(command.output().unwrap(), 5, "LOCAL.NO_HOME");
        assert!(homeless.contains("hint: set AUTOMATOS_HOME"), "{homeless}");
    }
}
