//! `kill -9` at any moment: what is there is whole.

use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{NEVER, approve, package};
use crate::support::Automatos;

/// A number that looks random and is the same in every run.
fn next(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn nothing_is_ever_there_by_half() {
    let automatos = Automatos::new();
    for number in 0..40 {
        package(&automatos, &format!("p{number}"), "1.0.0", &[]);
    }
    let mut random = 7;
    let begun = Instant::now();
    let mut killed = 0;
    for round in 0..200 {
        if begun.elapsed() > Duration::from_secs(14) {
            break;
        }
        let number = next(&mut random) % 40;
        let slug = format!("p{number}");
        let digest = automatos.db.query(&format!(
            "SELECT v.package_sha256 FROM plugin_versions v JOIN marketplace_plugins p ON p.id = v.plugin_id \
             WHERE p.slug = '{slug}'"
        ));
        let line = if digest.is_empty() {
            format!("plugin upload {slug}-1.0.0")
        } else {
            approve(&slug, &digest)
        };
        let started = automatos.start(&line);
        // The whole of it takes about so long: some are through, some have hardly begun.
        thread::sleep(Duration::from_millis(next(&mut random) % 90));
        started.signal(Signal::KILL);
        let code = started.finish().code();
        killed += usize::from(code == 137);
        if round % 20 == 19 {
            assert_eq!(automatos.db.query(NEVER), "", "after {round}");
        }
    }
    assert!(killed > 10, "only {killed} were killed");
    // A server process may still be ending a transaction of a client that is gone; what it leaves is
    // whole at every moment, and what was cut short can be done again.
    assert_eq!(automatos.db.query(NEVER), "");
    let folders: Vec<String> = (0..40).map(|number| format!("p{number}-1.0.0")).collect();
    automatos
        .run(&format!("plugin upload {}", folders.join(" ")))
        .ok();
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM plugin_versions"),
        "40"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}
