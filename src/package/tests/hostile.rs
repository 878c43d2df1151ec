//! All hostile archives together: each is refused for what it tries, in little time and memory.

#[cfg(target_os = "linux")]
use std::fs;
#[cfg(target_os = "linux")]
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Hostile, bombs, ends, headers, manifests, nested, paths, stray};
use crate::package::{Limits, read_archive};

const MOST_TIME: Duration = Duration::from_secs(5);
#[cfg(target_os = "linux")]
const MOST_KILOBYTES: u64 = 256 * 1024;

fn all() -> Vec<Hostile> {
    [
        paths::all(),
        stray::all(),
        headers::all(),
        ends::all(),
        bombs::all(),
        nested::all(),
        manifests::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_hostile_archive_is_refused_for_what_it_tries() {
    let all = all();
    assert!(all.len() >= 60, "{}", all.len());
    let wrong: Vec<String> = all
        .into_iter()
        .filter_map(|hostile| {
            let began = Instant::now();
            let outcome = match read_archive(hostile.bytes, &Limits::default()) {
                Ok(_) => "it was read".to_owned(),
                Err(cause) => cause.to_string(),
            };
            let plain = !outcome.contains(char::is_control);
            let good = plain && outcome.contains(hostile.words) && began.elapsed() < MOST_TIME;
            (!good).then(|| format!("{}: {outcome} (not: {})", hostile.name, hostile.words))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// In a process of its own, since the kernel counts what all of a process holds.
#[cfg(target_os = "linux")]
#[test]
fn no_hostile_archive_takes_much_memory() {
    let name = "package::tests::hostile::no_hostile_archive_takes_much_memory";
    let words = fs::read_to_string("/proc/self/cmdline").unwrap();
    if words.split('\0').any(|word| word == "--exact") {
        measure();
        return;
    }
    let mut alone = Command::new(std::env::current_exe().unwrap());
    let output = alone
        .args(["--exact", name, "--nocapture"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}

#[cfg(target_os = "linux")]
fn measure() {
    for hostile in all() {
        // The kernel then counts the peak from here on.
        fs::write("/proc/self/clear_refs", "5").unwrap();
        let _outcome = read_archive(hostile.bytes, &Limits::default());
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(
            kilobytes < MOST_KILOBYTES,
            "{}: {kilobytes} kB",
            hostile.name
        );
    }
}
