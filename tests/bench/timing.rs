//! What a process cost, and the median of many that took turns with others.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::{TimeVal, TimeValLike};

/// What one run cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Processor time of the process and its children, in the kernel and out of it. The server's
    /// is not in it.
    pub cpu: Duration,
}

/// Two ways of doing the same, run in turns.
pub struct Pairs {
    pub ours: Vec<Cost>,
    pub floor: Vec<Cost>,
}

impl Pairs {
    /// The medians of both, of one measure.
    pub fn medians(&self, measure: fn(&Cost) -> Duration) -> (Duration, Duration) {
        let of = |costs: &[Cost]| median(costs.iter().map(measure).collect());
        (of(&self.ours), of(&self.floor))
    }
}

/// Runs both in turns, so many times each, after a first time that does not count.
pub fn pairs(
    count: usize,
    mut ours: impl FnMut() -> Result<Cost>,
    mut floor: impl FnMut() -> Result<Cost>,
) -> Result<Pairs> {
    ours()?;
    floor()?;
    let mut pairs = Pairs {
        ours: Vec::with_capacity(count),
        floor: Vec::with_capacity(count),
    };
    for _ in 0..count {
        pairs.ours.push(ours()?);
        pairs.floor.push(floor()?);
    }
    Ok(pairs)
}

/// The middle of these values; the smallest possible one when there are none.
pub fn median<T: Ord + Copy + Default>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Runs a command to its end and says what it cost. Fails if the command does.
pub fn cost(command: &mut Command) -> Result<Cost> {
    let cpu = cpu_of_children()?;
    let start = Instant::now();
    output(command)?;
    Ok(Cost {
        wall: start.elapsed(),
        cpu: cpu_of_children()?.saturating_sub(cpu),
    })
}

/// Runs a command to its end and returns what it printed. Fails if the command does.
pub fn output(command: &mut Command) -> Result<Output> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!(
            "{command:?} failed, {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(output)
}

/// The most memory a command held, in KiB, as the kernel tells it while it runs.
pub fn peak(command: &mut Command) -> Result<u64> {
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(held.unwrap_or(0));
        thread::sleep(Duration::from_millis(5));
    }
    Ok(peak)
}

/// Processor time of all children that have ended.
fn cpu_of_children() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = |time: TimeVal| u64::try_from(time.num_microseconds());
    Ok(Duration::from_micros(
        micros(usage.user_time())? + micros(usage.system_time())?,
    ))
}
