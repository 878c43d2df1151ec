//! Several `seed` at once, and one that is killed in the middle.

#![cfg(test)]

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use serde_json::json;

use crate::seed_state::State;
use crate::support::{Automatos, Database, Ran};

/// How many run at once.
const MANY: usize = 8;

/// What seeding writes to.
const SEEDED: [&str; 3] = ["personas", "skills", "seed_entries"];

/// Starts a command for each line, all at once, and waits for them.
fn at_once(tool: &Automatos, lines: &[String]) -> Vec<Ran> {
    let children: Vec<Child> = lines
        .iter()
        .map(|line| {
            let mut command = tool.command(line);
            command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            command.spawn().expect("the command starts")
        })
        .collect();
    children
        .into_iter()
        .map(|child| Ran(child.wait_with_output().expect("the command ends")))
        .collect()
}

/// A seed of two personas and a skill; `own` is named by no other.
fn seed(tool: &Automatos, folder: &str, name: &str, own: &str) {
    tool.file(
        &format!("{folder}/personas.yaml"),
        format!(
            "version: 1\nkind: personas\nitems:\n  \
             - {{slug: shared, name: {name}, category: c, system_prompt: p, tags: [{own}]}}\n  \
             - {{slug: {own}, name: Own, category: c, system_prompt: p}}\n"
        ),
    );
    tool.file(
        &format!("{folder}/skills.yaml"),
        format!(
            "version: 1\nkind: skills\nitems:\n  \
             - {{name: shared, skill_type: technical, parameters: {{by: {name}}}}}\n"
        ),
    );
}

/// The folders of the runs that are recorded, in the order of their commits.
fn order_of_runs(db: &Database) -> Vec<String> {
    let sources =
        db.query("SELECT source FROM seed_runs WHERE source <> 'shipped' ORDER BY finished_at");
    sources.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn eight_at_once_with_the_same_files_do_the_work_once() {
    let tool = Automatos::new();
    seed(&tool, "s0", "Name", "own");
    let runs = at_once(&tool, &vec!["seed --dir s0 -o json".to_owned(); MANY]);
    let mut made = 0;
    for run in runs {
        let kinds = run.ok().json()["data"]["kinds"].clone();
        let kinds = kinds.as_array().expect("a list");
        let all =
            |field: &str| -> u64 { kinds.iter().filter_map(|kind| kind[field].as_u64()).sum() };
        assert_eq!(all("created") + all("unchanged"), 3);
        assert_eq!(
            all("updated") + all("kept") + all("conflicts") + all("adopted"),
            0
        );
        made += all("created");
    }
    assert_eq!(made, 3);
    assert_eq!(order_of_runs(&tool.db).len(), MANY);

    let alone = Automatos::new();
    seed(&alone, "s0", "Name", "own");
    alone.run("seed --dir s0").ok();
    assert_eq!(
        State::of(&tool.db).meaning(&SEEDED),
        State::of(&alone.db).meaning(&SEEDED)
    );
}

#[test]
fn eight_at_once_with_different_files_end_as_if_one_came_after_the_other() {
    let tool = Automatos::new();
    let again = Automatos::new();
    for at in 0..MANY {
        for tool in [&tool, &again] {
            seed(
                tool,
                &format!("s{at}"),
                &format!("Name{at}"),
                &format!("own-{at}"),
            );
        }
    }
    let lines: Vec<String> = (0..MANY).map(|at| format!("seed --dir s{at}")).collect();
    for run in at_once(&tool, &lines) {
        run.ok();
    }
    let order = order_of_runs(&tool.db);
    assert_eq!(order.len(), MANY);
    for folder in &order {
        again.run(&format!("seed --dir {folder}")).ok();
    }
    assert_eq!(
        State::of(&tool.db).meaning(&SEEDED),
        State::of(&again.db).meaning(&SEEDED)
    );
    let last = order.last().unwrap().replace('s', "Name");
    let name = tool
        .db
        .query("SELECT name FROM personas WHERE slug = 'shared'");
    assert_eq!(name, last);
}

#[test]
fn of_eight_that_will_not_wait_each_is_done_or_told_to_try_again() {
    let tool = Automatos::new();
    seed(&tool, "s0", "Name", "own");
    let lines = vec!["seed --dir s0 --lock-wait 0 -o json".to_owned(); MANY];
    let runs = at_once(&tool, &lines);
    let done = runs.iter().filter(|run| run.code() == 0).count();
    for run in runs.iter().filter(|run| run.code() != 0) {
        assert_eq!(
            (run.code(), &run.json()["error"]["code"]),
            (75, &json!("LOCK.BUSY"))
        );
    }
    assert!(done > 0);
    assert_eq!(order_of_runs(&tool.db).len(), done);
    assert_eq!(
        tool.db
            .query("SELECT count(*) FROM personas WHERE category = 'c'"),
        "2"
    );
}

#[test]
fn one_that_will_not_wait_says_who_holds_the_lock() {
    let tool = Automatos::new();
    seed(&tool, "s0", "Name", "own");
    let mut holder = tool.db.connect();
    holder
        .batch_execute("SET application_name = 'python-loader'; SELECT pg_advisory_lock(47111)")
        .unwrap();
    let before = State::of(&tool.db).rows_only();
    let run = tool.run("seed --dir s0 --lock-wait 0");
    assert_eq!(run.code(), 75);
    let said = run.stderr();
    assert!(
        said.contains("the maintenance lock is held by python-loader (pid "),
        "{said}"
    );
    assert!(
        said.contains("hint: try again later, or wait longer with `--lock-wait`"),
        "{said}"
    );
    before.assert_same(&State::of(&tool.db).rows_only());
    drop(holder);
    tool.run("seed --dir s0").ok();
}

#[test]
fn one_that_waits_goes_on_when_the_lock_is_free() {
    let tool = Automatos::new();
    seed(&tool, "s0", "Name", "own");
    let mut holder = tool.db.connect();
    holder
        .batch_execute("SELECT pg_advisory_lock(47111)")
        .unwrap();
    let mut command = tool.command("seed --dir s0");
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It tries, and comes back later: its session is there, and idle.
    until("it waits", || {
        tool.db.query(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
             AND application_name = 'automatos/seed' AND state = 'idle'",
        ) == "1"
    });
    drop(holder);
    Ran(child.wait_with_output().unwrap()).ok();
}

/// So many rows take some seconds.
const ROWS: usize = 100_000;

#[test]
fn a_seed_that_is_killed_leaves_nothing_and_the_next_one_completes() {
    let tool = Automatos::new();
    tool.file("big.ndjson", big());
    let before = State::of(&tool.db).rows_only();
    let size = "SELECT pg_relation_size('personas')";
    let small: u64 = tool.db.query(size).parse().unwrap();

    let mut child = started(tool.command("seed --dir -"), &tool);
    // It holds the lock, and some of its rows are in the table's file, though nobody sees them.
    until("it is in the middle", || {
        assert_eq!(child.try_wait().unwrap(), None, "it ended too soon");
        let now: u64 = tool.db.query(size).parse().unwrap();
        now > small + 1_000_000
    });
    let locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 47111 \
                 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(tool.db.query(locks), "1");
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "it ended by the signal");
    until("the server noticed", || tool.db.query(locks) == "0");
    before.assert_same(&State::of(&tool.db).rows_only());

    let next = started(tool.command("seed --dir -"), &tool);
    let next = Ran(next.wait_with_output().unwrap()).ok();
    assert_eq!(
        next.stdout(),
        format!("personas: {ROWS} created, 0 updated, 0 unchanged\n")
    );
    let made = tool
        .db
        .query("SELECT count(*) FROM personas WHERE category = 'bulk'");
    assert_eq!(made, ROWS.to_string());
}

fn big() -> String {
    let prompt = "x".repeat(1000);
    let mut lines = "{\"version\":1,\"kind\":\"personas\"}\n".to_owned();
    for at in 0..ROWS {
        let item = json!({"slug": format!("b-{at}"), "name": "B", "category": "bulk", "system_prompt": prompt});
        lines.push_str(&item.to_string());
        lines.push('\n');
    }
    lines
}

/// Starts it with the big file on its standard input.
fn started(mut command: Command, tool: &Automatos) -> Child {
    let file = std::fs::File::open(tool.path("big.ndjson")).expect("the file is there");
    command
        .stdin(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

/// Asks again and again, for a minute at most.
#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_mins(1), "never: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
