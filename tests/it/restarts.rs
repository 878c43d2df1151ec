//! The server restarts while commands write: each is either done, and says so, or not, and ends with 75.

#![cfg(test)]

use std::collections::BTreeMap;
use std::thread;

use diesel::Connection;
use diesel::PgConnection;

use crate::support::{Home, Ran, query};

/// How many write at once, and how many workspaces each makes.
const WRITERS: usize = 4;
const EACH: usize = 25;

/// How often the server goes down and comes back meanwhile.
const RESTARTS: usize = 4;

#[test]
fn whoever_writes_is_done_or_told_to_try_again() {
    let home = Home::new();
    home.run(&["init"]).ok();
    // With a URL of its own a command does not start the server itself.
    let url = home.run(&["local", "url"]).ok().stdout().trim().to_owned();
    let ends = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (home, url) = (&home, &url);
                scope.spawn(move || make(home, url, writer))
            })
            .collect();
        for _ in 0..RESTARTS {
            home.run(&["local", "stop"]).ok();
            home.run(&["local", "start"]).ok();
        }
        let ends = writers.into_iter().map(thread::ScopedJoinHandle::join);
        ends.flat_map(|ends| ends.expect("each ends as it may"))
            .collect::<BTreeMap<_, _>>()
    });
    assert_eq!(ends.len(), WRITERS * EACH);
    let conn = &mut PgConnection::establish(&url).expect("the server is up");
    let made = query(conn, "SELECT slug FROM workspaces WHERE slug LIKE 'made-%'");
    let made: Vec<&str> = made.lines().collect();
    for (slug, ran) in &ends {
        let is_there = made.contains(&slug.as_str());
        match ran.code() {
            0 => assert!(is_there, "{slug} is lost: {}", ran.shown()),
            75 => assert!(
                !is_there || ran.stderr().contains("does not say whether it was kept"),
                "{slug} is there: {}",
                ran.shown()
            ),
            _ => panic!("{slug}: {}", ran.shown()),
        }
    }
    let sql = "SELECT slug FROM workspaces w WHERE slug LIKE 'made-%' AND (SELECT count(*) FROM audit_events e \
               WHERE e.object_id = w.id::text AND e.action = 'create') <> 1";
    assert_eq!(query(conn, sql), "");
}

/// Makes one workspace after the other, and gives how each ended.
fn make(home: &Home, url: &str, writer: usize) -> Vec<(String, Ran)> {
    let slugs = (0..EACH).map(|at| format!("made-{writer}-{at}"));
    slugs
        .map(|slug| {
            let words = ["workspace", "create", &slug, "--database-url", url];
            let ran = home.run(&words);
            (slug, ran)
        })
        .collect()
}
