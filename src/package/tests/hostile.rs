//! All hostile archives together: each is refused for what it tries, in little time and memory.

use std::fs;
use std::time::{Duration, Instant};

use super::{Hostile, bombs, ends, headers, manifests, nested, paths, stray};
use crate::package::{Limits, read_archive};

const MOST_TIME: Duration = Duration::from_secs(5);
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

#[test]
fn no_hostile_archive_takes_much_memory() {
    for hostile in all() {
        // Linux then counts the peak from here on. What other tests hold at the time is counted too.
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
