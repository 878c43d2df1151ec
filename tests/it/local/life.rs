//! The usual: made, started, found, stopped, removed.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use rustix::process::{Pid, getsid};

use super::home::Home;
use super::{DESTROY, Who, data, everyone};
use crate::support::Ran;

#[test]
fn a_server_is_made_started_stopped_and_removed() {
    for who in everyone() {
        let home = Home::new(*who);
        assert_eq!(home.state(), "absent");
        let made = home.run("init");
        let version = &home.run("local status")["version"];
        let cluster = home.cluster();
        let first = format!("embedded PostgreSQL {version} in {}", cluster.display());
        assert_eq!(made["created"][0], first);
        assert_eq!(made["created"][1], "database automatos");
        assert_eq!(home.query("select current_user"), "automatos");
        assert_eq!(home.personas(), 15);
        assert_eq!(home.run("init")["created"].as_array().unwrap().len(), 0);
        assert_eq!(home.remark("local stop"), "");
        assert_eq!(home.state(), "stopped");
        assert_eq!(home.remark("local stop"), "it was not running");
        assert_eq!(home.remark("local start"), "");
        assert_eq!(home.state(), "running");
        assert_eq!(home.remark("local start"), "it was running already");
        assert_eq!(
            home.remark(DESTROY),
            format!("removed {}", cluster.display())
        );
        assert_eq!(home.state(), "absent");
        assert!(!cluster.exists());
        assert_eq!(home.remark(DESTROY), "there was none");
    }
}

#[test]
fn looking_creates_nothing() {
    for who in everyone() {
        let home = Home::new(*who);
        for words in [
            "local status",
            "local url",
            "local stop",
            DESTROY,
            "init --dry-run",
        ] {
            home.run(words);
        }
        let absent = home.fails("local start", 5, "LOCAL.ABSENT");
        assert!(
            absent.contains("there is no local PostgreSQL in "),
            "{absent}"
        );
        assert!(
            absent.contains("hint: `automatos init` makes one"),
            "{absent}"
        );
        let nothing = home.fails("persona list", 5, "DATABASE.NOT_CONFIGURED");
        assert!(nothing.contains("hint: run `automatos init`"), "{nothing}");
        assert!(!home.path.exists());
    }
}

#[test]
fn removing_it_needs_the_name_of_its_database() {
    let home = Home::made(Who::Me);
    for words in ["local destroy", "local destroy --confirm postgres"] {
        let missing = home.fails(words, 4, "CONSENT.MISSING");
        assert!(
            missing.contains("hint: add `--confirm automatos`"),
            "{missing}"
        );
    }
    assert_eq!(home.personas(), 15);
}

#[test]
fn it_can_be_reached_through_its_private_socket_and_by_no_other_way() {
    for who in everyone() {
        let home = Home::running(*who);
        let run = fs::metadata(home.cluster().join("run")).unwrap();
        assert_eq!(run.permissions().mode() & 0o7777, 0o700);
        assert_eq!(run.uid(), home.servant());
        assert_ne!(run.uid(), 0);
        assert_eq!(home.query("show listen_addresses"), "");
        let url = home.url();
        assert_eq!(
            url,
            format!(
                "postgresql:///automatos?host={}/run&port=5432&user=automatos",
                home.cluster().display()
            )
        );
        let mut psql = home.program("psql");
        psql.env("PGHOST", "nowhere").env("PGPORT", "1");
        let ran = Ran(psql.args([&url, "-XAtc", "select 1"]).output().unwrap());
        assert_eq!(ran.ok().stdout(), "1\n");
    }
}

#[test]
fn a_shell_is_opened_on_it_whatever_the_environment_says_and_its_exit_code_is_passed_on() {
    let home = Home::made(Who::Me);
    let mut shell = home.automatos("local psql -- -X -At -v ON_ERROR_STOP=1 -f -");
    shell
        .env("PGHOST", "nowhere")
        .env("PGHOSTADDR", "192.0.2.1")
        .env("PGPORT", "1")
        .env("PGDATABASE", "nothing")
        .env("PGSERVICE", "none");
    let input = home.beside("input.sql");
    fs::write(&input, "select current_database();\nselect 1 / 0;\n").unwrap();
    shell.stdin(fs::File::open(&input).unwrap());
    let ran = Ran(shell.output().unwrap());
    assert_eq!(ran.stdout(), "automatos\n");
    assert!(
        ran.stderr().contains("division by zero"),
        "{}",
        ran.stderr()
    );
    assert_eq!(ran.code(), 3);
}

#[test]
fn its_text_is_utf_8_sorted_the_same_everywhere_and_its_pages_have_checksums() {
    let home = Home::running(Who::Me);
    assert_eq!(home.query("show server_encoding"), "UTF8");
    assert_eq!(home.query("show data_checksums"), "on");
    assert_eq!(home.query("select 'Z' < 'a' and 'ü' > 'z'"), "t");
    assert_eq!(home.query("select upper('ü')"), "Ü");
}

#[test]
fn the_server_outlives_the_command_its_terminal_and_whoever_reads_its_output() {
    for who in everyone() {
        let home = Home::made(*who);
        // The output ends although the server runs on: also that of an open descriptor beyond it.
        let said = home.shell(r#"said=$("$TOOL" local start 3>&1 9>&1); echo "$said""#);
        let pid = home.pid();
        assert!(said.contains(&pid.to_string()), "{said}");
        // A session of its own: what is typed at our terminal, or ends it, does not concern it.
        let session = getsid(Pid::from_raw(pid)).unwrap();
        assert_eq!(session.as_raw_nonzero().get(), pid);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_server_keeps_nothing_of_the_environment_that_started_it() {
    let home = Home::made(Who::Me);
    let mut command = home.automatos("local start");
    command
        .env("PGPASSWORD", "hunter2")
        .env("PGPORT", "1")
        .env("PGDATA", "/nowhere");
    data(command.output().unwrap());
    let environment = fs::read(format!("/proc/{}/environ", home.pid())).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    assert!(
        !environment.contains("hunter2") && !environment.contains("/nowhere"),
        "{environment}"
    );
}
