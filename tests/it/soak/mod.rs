//! Many commands at once for some time, some of them killed: what must always hold holds at the end.
//!
//! `AUTOMATOS_TEST_SOAK=600 cargo test --test it soak::` is the long form: 32 processes for ten
//! minutes. Without the variable it is a short one.

mod invariants;
mod mix;

use std::collections::BTreeMap;
use std::env;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::{Automatos, eventually};
use mix::{Dice, Mix};

/// One of so many commands is sent a signal.
const KILLED: u64 = 8;

/// The latest moment for that signal, in milliseconds.
const LIFE: u64 = 200;

/// How a command may end here: done, refused because another command was first, try again later, or
/// by the signal.
const ENDS: [i32; 6] = [0, 5, 75, 130, 137, 143];

/// How often the commands of each name ended with each exit code.
type Ends = BTreeMap<(String, i32), usize>;

#[test]
fn what_must_hold_holds_after_many_commands_at_once() {
    let (processes, time) = length();
    let automatos = Automatos::new();
    let mix = Mix::new(&automatos);
    let end = Instant::now() + time;
    let ends = thread::scope(|scope| {
        let workers: Vec<_> = (1..=processes)
            .map(|seed| {
                let (automatos, mix) = (&automatos, &mix);
                scope.spawn(move || work(automatos, mix, Dice::new(seed), end))
            })
            .collect();
        let mut all = Ends::new();
        for worker in workers {
            for (what, count) in worker.join().expect("the commands end as they may") {
                *all.entry(what).or_default() += count;
            }
        }
        all
    });
    for ((name, code), count) in &ends {
        println!("{count:6}  {code:3}  {name}");
    }
    let done = ends.iter().filter(|((_, code), _)| *code == 0);
    let done: usize = done.map(|(_, count)| count).sum();
    assert!(done > 50, "only {done} commands were done");
    eventually("no session of a command is left", || {
        let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
                   AND application_name LIKE 'automatos/%'";
        automatos.db.query(sql).is_empty()
    });
    invariants::hold(&automatos);
}

/// How many processes, and for how long.
#[expect(
    clippy::disallowed_methods,
    reason = "it is about the test, not the tool"
)]
fn length() -> (u64, Duration) {
    env::var_os("AUTOMATOS_TEST_SOAK").map_or((8, Duration::from_secs(10)), |seconds| {
        let seconds = seconds.to_str().and_then(|seconds| seconds.parse().ok());
        (
            32,
            Duration::from_secs(seconds.expect("a number of seconds")),
        )
    })
}

/// Runs one command after the other until the end.
fn work(automatos: &Automatos, mix: &Mix, mut dice: Dice, end: Instant) -> Ends {
    let mut ends = Ends::new();
    while Instant::now() < end {
        let line = mix.line(&mut dice);
        let started = automatos.start(&line);
        if dice.roll(KILLED) == 0 {
            let signals = [Signal::KILL, Signal::TERM, Signal::INT];
            thread::sleep(Duration::from_millis(dice.roll(LIFE)));
            started.signal(dice.pick(&signals));
        }
        let ran = started.finish();
        let code = ran.code();
        assert!(ENDS.contains(&code), "{line}: {}", ran.shown());
        *ends.entry((mix::name(&line), code)).or_default() += 1;
    }
    ends
}
