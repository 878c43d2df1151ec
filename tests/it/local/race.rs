//! Many commands at once.

use std::fs::{self, File};
use std::process::{Child, Output};

use serde_json::Value;

use super::home::Home;
use super::{DESTROY, Who, data, everyone, refusal};
use crate::support::Ran;

/// Starts a command many times and waits for all.
fn at_once(home: &Home, commands: &[&str]) -> Vec<Output> {
    let all: Vec<Child> = commands.iter().map(|words| home.spawn(words)).collect();
    all.into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .collect()
}

#[test]
fn ten_at_once_make_start_and_fill_one_server() {
    for who in everyone() {
        let home = Home::new(*who);
        let answers: Vec<Value> = at_once(&home, &["init"; 10])
            .into_iter()
            .map(data)
            .collect();
        let migrated = answers.iter().filter(|answer| {
            let ran = answer["migrations"]["ran"].as_array().unwrap();
            !ran.is_empty()
        });
        assert_eq!(migrated.count(), 1, "{answers:?}");
        let seeded = answers.iter().flat_map(|answer| {
            let kinds = answer["seeds"].as_array().unwrap();
            kinds.iter().filter(|kind| kind["kind"] == "personas")
        });
        let created: u64 = seeded.map(|kind| kind["created"].as_u64().unwrap()).sum();
        assert_eq!(created, 15, "{answers:?}");
        assert_eq!(home.personas(), 15);
    }
}

#[test]
fn ten_at_once_start_a_server_that_crashed() {
    let home = Home::running(Who::Me);
    home.crash();
    let answers: Vec<Ran> = at_once(&home, &["local start"; 10])
        .into_iter()
        .map(|output| Ran(output).ok())
        .collect();
    let late = answers
        .iter()
        .filter(|ran| ran.stderr() == "it was running already\n");
    assert_eq!(late.count(), 9);
    let first = answers[0].json();
    for ran in &answers {
        assert_eq!(ran.json(), first);
    }
}

#[test]
fn making_and_removing_at_once_end_in_one_or_the_other() {
    let home = Home::new(Who::Me);
    let commands: [&str; 12] =
        std::array::from_fn(|turn| if turn % 3 == 2 { DESTROY } else { "init" });
    for (words, output) in commands.iter().zip(at_once(&home, &commands)) {
        let ran = Ran(output);
        if ran.code() == 0 {
            continue;
        }
        assert_ne!(*words, DESTROY, "{}{}", ran.stdout(), ran.stderr());
        // It may have been removed at any moment after it was made.
        let document = ran.json();
        let code = document["error"]["code"].as_str().unwrap();
        let removed = [
            "LOCAL.ABSENT",
            "DATABASE.LOST",
            "DATABASE.MISSING",
            "DATABASE.UNREACHABLE",
        ];
        assert!(removed.contains(&code), "{document:#}");
    }
    home.run("init");
    assert_eq!(home.personas(), 15);
}

#[test]
fn whoever_waits_too_long_is_told_for_whom() {
    let home = Home::made(Who::Me);
    let lock = home.cluster().join("lock");
    let held = File::open(&lock).unwrap();
    held.lock().unwrap();
    fs::write(&lock, "4711      \n").unwrap();
    let mut command = home.automatos("local start");
    command.env("AUTOMATOS_LOCK_WAIT", "1s");
    let busy = refusal(command.output().unwrap(), 75, "LOCAL.BUSY");
    assert!(
        busy.contains("process 4711, or a program that it started, is still at work"),
        "{busy}"
    );
    assert!(busy.contains(" after 1 s"), "{busy}");
    drop(held);
    home.run("local start");
}

#[test]
fn a_running_server_is_used_without_waiting_for_the_lock() {
    let home = Home::running(Who::Me);
    let held = File::open(home.cluster().join("lock")).unwrap();
    held.lock().unwrap();
    for words in ["local start", "init", "persona list"] {
        let mut command = home.automatos(words);
        data(command.env("AUTOMATOS_LOCK_WAIT", "0").output().unwrap());
    }
}
