//! Many rows: bounded memory, and a second run that writes nothing.

#![cfg(test)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::seed_state::State;
use crate::support::{Automatos, Database, Ran, psql};

/// Enough that the files are not held in memory as a whole.
const ROWS: usize = 20_000;

/// What a run may take at most, of a debug build.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 64 * 1024 * 1024;

/// Personas of 1.5 KB, one a line.
fn many(mut out: impl Write) {
    writeln!(out, "{{\"version\":1,\"kind\":\"personas\"}}").expect("it can be written");
    let prompt = "You answer briefly, and say what you do not know. ".repeat(28);
    for at in 0..ROWS {
        let item = json!({
            "slug": format!("bulk-{at}"),
            "name": format!("Bulk {at}"),
            "category": "bulk",
            "tags": ["one", "two"],
            "system_prompt": format!("{prompt}{at}"),
        });
        writeln!(out, "{item}").expect("it can be written");
    }
}

#[test]
fn twenty_thousand_rows_take_little_memory_and_the_second_run_writes_only_its_record() {
    let tool = Automatos::new();
    tool.file("seeds/.folder", "");
    let file = std::fs::File::create(tool.path("seeds/personas.ndjson")).unwrap();
    many(std::io::BufWriter::new(file));

    let first = measured(&tool, "seed --dir seeds");
    assert_eq!(
        first.stdout(),
        format!("personas: {ROWS} created, 0 updated, 0 unchanged\n")
    );
    let before = State::of(&tool.db);

    let second = measured(&tool, "seed --dir seeds");
    assert_eq!(
        second.stdout(),
        format!("personas: 0 created, 0 updated, {ROWS} unchanged\n")
    );
    let after = State::of(&tool.db);
    assert_eq!(after.count("seed_runs"), before.count("seed_runs") + 1);
    before
        .without("seed_runs")
        .assert_same(&after.without("seed_runs"));

    // An edit among many is found and kept.
    tool.db
        .query("UPDATE personas SET name = 'Mine' WHERE slug = 'bulk-777'");
    let third = tool.run("seed --dir seeds").ok();
    assert_eq!(
        third.stdout(),
        format!(
            "personas: 0 created, 0 updated, {} unchanged, 1 kept\n",
            ROWS - 1
        )
    );
}

/// Runs it, and fails if it took more memory than allowed.
#[cfg(target_os = "linux")]
#[track_caller]
fn measured(tool: &Automatos, line: &str) -> Ran {
    let mut command = tool.command(line);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // Gone from there as soon as it has ended, waited for or not.
    while child.try_wait().expect("it can be asked").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        peak = peak.max(kilobytes(&text, "VmHWM:").unwrap_or(0) * 1024);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!((1..MEMORY).contains(&peak), "{line}: {peak} bytes");
    Ran(child.wait_with_output().expect("it ends")).ok()
}

#[cfg(target_os = "linux")]
fn kilobytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Runs it.
#[cfg(not(target_os = "linux"))]
fn measured(tool: &Automatos, line: &str) -> Ran {
    tool.run(line).ok()
}

/// A server whose write-ahead log nobody else writes to. It goes with this.
struct Alone {
    tool: Automatos,
    home: PathBuf,
}

impl Alone {
    fn init() -> Self {
        let alone = Self {
            tool: Automatos::on(Database::absent()),
            home: std::env::temp_dir().join(format!("automatos-alone-{}", std::process::id())),
        };
        alone.run("init");
        alone
    }

    fn command(&self, line: &str) -> Command {
        let mut command = self.tool.command(line);
        command
            .env_remove("DATABASE_URL")
            .env("AUTOMATOS_HOME", &self.home);
        command
    }

    fn run(&self, line: &str) -> Ran {
        Ran(self.command(line).output().expect("the command starts")).ok()
    }

    /// How many bytes of log there are so far.
    fn log(&self) -> u64 {
        let url = self.run("local url").stdout();
        let bytes = psql(url.trim(), "SELECT pg_current_wal_insert_lsn() - '0/0'");
        bytes.parse().expect("a number of bytes")
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        let output = self.command("local destroy --confirm automatos").output();
        let destroyed = output.is_ok_and(|output| output.status.success())
            && std::fs::remove_dir_all(&self.home).is_ok();
        assert!(destroyed || std::thread::panicking(), "the server stays");
    }
}

#[test]
fn an_unchanged_run_writes_next_to_nothing_to_the_log() {
    let alone = Alone::init();
    // The pages that a run's record goes to are in the log as a whole once.
    alone.run("seed");
    let before = alone.log();
    alone.run("seed");
    let written = alone.log() - before;
    assert!(written < 32 * 1024, "{written} bytes");
}
