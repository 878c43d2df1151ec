//! Servers that crashed, that do not start, or that cannot be reached.

use std::fs;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, waitid};

use super::home::Home;
use super::{Who, data, eventually, everyone, signal};

/// The number of a server's process that notices a crash late when it is stopped.
fn a_process_of_the_server(home: &Home) -> i32 {
    let pid = "select pid from pg_stat_activity where backend_type = 'walwriter'";
    home.query(pid).parse().unwrap()
}

#[test]
fn a_server_that_was_killed_is_started_by_the_next_command_with_its_data() {
    for who in everyone() {
        let home = Home::running(*who);
        home.query("create table kept (n int)");
        home.crash();
        assert_eq!(home.personas(), 15);
        assert_eq!(home.query("select count(*) from kept"), "0");
        assert_eq!(home.state(), "running");
    }
}

#[test]
fn the_number_of_a_crashed_server_may_be_in_use_by_another_process() {
    for who in everyone() {
        let home = Home::running(*who);
        home.crash();
        let mut sleeper = Command::new("sleep");
        let mut sleeper = sleeper.arg("600").uid(home.servant()).spawn().unwrap();
        home.forge_notes(sleeper.id());
        assert_eq!(home.state(), "crashed");
        assert_eq!(home.remark("local start"), "");
        // Nor is it ended in the server's place.
        home.crash();
        home.forge_notes(sleeper.id());
        assert_eq!(home.remark("local stop"), "it was not running");
        assert!(sleeper.try_wait().unwrap().is_none());
        sleeper.kill().unwrap();
        // Dead, but not yet noticed by its parent.
        let seen = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        waitid(WaitId::Pid(Pid::from_child(&sleeper)), seen).unwrap();
        assert_eq!(home.state(), "crashed");
        assert_eq!(home.remark("local start"), "");
        sleeper.wait().unwrap();
    }
}

#[test]
fn an_empty_note_of_a_crashed_server_is_no_obstacle() {
    let home = Home::running(Who::Me);
    home.crash();
    fs::write(home.data().join("postmaster.pid"), "").unwrap();
    assert_eq!(home.state(), "crashed");
    assert_eq!(home.personas(), 15);
}

#[test]
fn processes_that_a_crashed_server_left_are_waited_for() {
    for who in everyone() {
        let home = Home::running(*who);
        let left = a_process_of_the_server(&home);
        signal(Signal::STOP, left);
        home.crash();
        let start = home.spawn("local start");
        let log = home.cluster().join("server.log");
        eventually("the memory is found to be in use", || {
            fs::read_to_string(&log).is_ok_and(|log| log.contains("is still in use"))
        });
        signal(Signal::CONT, left);
        let status = data(start.wait_with_output().unwrap());
        assert_eq!(status["state"], "running");
    }
}

#[test]
fn processes_of_a_crashed_server_that_stay_are_named_as_the_reason() {
    let home = Home::running(Who::Me);
    let left = a_process_of_the_server(&home);
    signal(Signal::STOP, left);
    home.crash();
    let output = home.automatos("local start").output().unwrap();
    signal(Signal::CONT, left);
    let haunted = super::refusal(output, 75, "LOCAL.STILL_IN_USE");
    assert!(
        haunted.contains("processes of the crashed server are still at work"),
        "{haunted}"
    );
}

#[test]
fn a_server_that_does_not_start_says_why() {
    for who in everyone() {
        let home = Home::made(*who);
        let path = home.data().join("postgresql.conf");
        let good = fs::read_to_string(&path).unwrap();
        let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(b"max_connections = many\n").unwrap();
        for words in ["local start", "init", "persona list"] {
            let broken = home.fails(words, 1, "LOCAL.START_FAILED");
            assert!(
                broken.contains("the local PostgreSQL does not start:\n"),
                "{broken}"
            );
            assert!(
                broken.contains("invalid value for parameter \"max_connections\": \"many\""),
                "{broken}"
            );
            assert!(broken.contains("/server.log"), "{broken}");
        }
        assert_eq!(home.state(), "stopped");
        fs::write(&path, good).unwrap();
        home.run("local start");
    }
}

#[test]
fn a_server_whose_socket_is_gone_is_reported_and_can_be_stopped() {
    let home = Home::running(Who::Me);
    fs::remove_file(home.cluster().join("run/.s.PGSQL.5432")).unwrap();
    for words in ["local start", "persona list"] {
        let lost = home.fails(words, 5, "LOCAL.UNREACHABLE");
        assert!(lost.contains("its socket"), "{lost}");
        assert!(lost.contains("hint: `automatos local stop`"), "{lost}");
    }
    assert_eq!(home.remark("local stop"), "");
    assert_eq!(home.personas(), 15);
}
