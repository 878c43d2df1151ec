//! Commands that are killed while they make the cluster or fill it.

use std::thread;
use std::time::{Duration, Instant};

use super::home::Home;
use super::{Who, everyone};

/// How long an undisturbed `init` takes.
pub fn usual(home: &Home) -> Duration {
    let begun = Instant::now();
    home.run("init");
    begun.elapsed()
}

/// The next `init` has to make a whole of what was left.
pub fn complete(home: &Home) {
    home.run("init");
    assert_eq!(home.personas(), 15);
    let cluster = home.cluster();
    assert!(!cluster.join("data.new").exists() && !cluster.join("data.old").exists());
}

/// Starts `init` and kills it that much later.
fn kill_after(home: &Home, time: Duration) {
    let mut child = home.spawn("init");
    thread::sleep(time);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn killed_while_it_makes_the_cluster_the_next_run_completes_it() {
    const MOMENTS: u32 = 10;
    for (turn, who) in everyone().iter().enumerate() {
        let usual = usual(&Home::new(*who));
        // Each moment is one user's.
        for moment in (0..MOMENTS).skip(turn).step_by(everyone().len()) {
            let home = Home::new(*who);
            kill_after(&home, usual * moment / MOMENTS);
            complete(&home);
        }
    }
}

#[test]
fn killed_while_it_fills_the_database_the_next_run_completes_it() {
    const MOMENTS: u32 = 20;
    let home = Home::running(Who::Me);
    home.drop_database();
    let usual = usual(&home);
    for moment in 0..MOMENTS {
        home.drop_database();
        kill_after(&home, usual * moment / MOMENTS);
        complete(&home);
    }
}
