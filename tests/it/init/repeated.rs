//! Many at once, one after the other, and killed on the way.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::assert_whole;
use crate::support::{Automatos, Database, Started};

#[test]
fn init_a_second_time_writes_its_run_record_and_nothing_else() {
    let automatos = Automatos::new();
    let mut before = automatos.db.rows();
    let ran = automatos.run("init -o json").ok().data();
    let mut after = automatos.db.rows();
    let runs = |rows: &mut BTreeMap<String, String>| {
        rows.remove("seed_runs").expect("a table").lines().count()
    };
    assert_eq!(runs(&mut after), runs(&mut before) + 1);
    assert_eq!(after, before);
    assert_eq!(ran["migrations"]["ran"], serde_json::json!([]));
    for counts in ran["seeds"].as_array().expect("the kinds") {
        assert_eq!(counts["created"], 0, "{counts}");
        assert_eq!(counts["updated"], 0, "{counts}");
    }
}

#[test]
fn ten_at_once_on_an_absent_database_all_succeed_and_make_one_set_of_rows() {
    let automatos = Automatos::on(Database::absent());
    let started: Vec<Started> = (0..10).map(|_| automatos.start("init")).collect();
    for init in started {
        init.finish().ok();
    }
    assert_whole(&automatos);
    assert_eq!(automatos.db.query("SELECT count(*) FROM seed_runs"), "10");
}

#[test]
fn killed_at_any_moment_it_is_completed_by_the_next_one() {
    const KILLS: u32 = 20;
    const AT_ONCE: u32 = 2;
    let begun = Instant::now();
    Automatos::on(Database::absent()).run("init").ok();
    let whole = begun.elapsed();
    thread::scope(|scope| {
        for worker in 0..AT_ONCE {
            scope.spawn(move || {
                for kill in (worker..KILLS).step_by(AT_ONCE as usize) {
                    // Somewhere in each twentieth of the time that a whole one takes.
                    let within = (f64::from(kill) + fraction(kill)) / f64::from(KILLS);
                    killed_after(whole.mul_f64(within));
                }
            });
        }
    });
}

fn killed_after(time: Duration) {
    let automatos = Automatos::on(Database::absent());
    let init = automatos.start("init");
    thread::sleep(time);
    init.signal(Signal::KILL);
    init.finish();
    automatos.run("init").ok();
    assert_whole(&automatos);
}

/// A number from 0 to 1 that looks like chance and is the same in every run (Knuth's multiplier).
fn fraction(seed: u32) -> f64 {
    f64::from((seed + 1).wrapping_mul(2_654_435_761)) / f64::from(u32::MAX)
}
