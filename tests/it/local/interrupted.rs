//! Commands that are interrupted at the terminal while they make the cluster.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Stdio;
use std::thread;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

use super::everyone;
use super::home::Home;
use super::killed::{complete, usual};

#[test]
fn interrupted_at_the_terminal_it_leaves_a_whole_server_or_none() {
    const MOMENTS: u32 = 6;
    for (turn, who) in everyone().iter().enumerate() {
        let usual = usual(&Home::new(*who));
        for moment in (0..MOMENTS).skip(turn).step_by(everyone().len()) {
            let home = Home::new(*who);
            let mut init = home.automatos("init");
            init.process_group(0).stdin(Stdio::null());
            init.stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = init.spawn().unwrap();
            thread::sleep(usual * moment / MOMENTS);
            // The terminal interrupts the whole group, initdb and pg_ctl too.
            for pid in group(child.id()) {
                match kill_process(pid, Signal::INT) {
                    Ok(()) | Err(Errno::SRCH) => {}
                    Err(error) => panic!("{pid:?}: {error}"),
                }
            }
            child.wait().unwrap();
            complete(&home);
        }
    }
}

/// The processes of a group that we have made.
fn group(leader: u32) -> Vec<Pid> {
    let processes = fs::read_dir("/proc").unwrap();
    processes
        .filter_map(|entry| {
            let pid: i32 = entry.unwrap().file_name().to_str()?.parse().ok()?;
            // `pid (name) state parent group …`, unless it has just ended.
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let (_, rest) = stat.rsplit_once(')')?;
            let group: u32 = rest.split_whitespace().nth(2)?.parse().ok()?;
            (group == leader).then(|| Pid::from_raw(pid))?
        })
        .collect()
}
