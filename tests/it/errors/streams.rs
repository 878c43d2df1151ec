//! Readers that leave, and disks that are full.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::Stdio;

use crate::support::{Automatos, Ran};

#[test]
fn a_closed_pipe_ends_a_command_quietly() {
    let automatos = Automatos::reading();
    for line in [
        "skill list --limit 0",
        "skill list --limit 0 -o json",
        "skill list --limit 0 -o csv",
        "skill list --limit 0 -o yaml",
        "persona show senior-engineer",
        "completions bash",
        "man",
        "--help",
        "help errors",
        "migrate plan --to 20200101000000 -o json",
        "config show",
    ] {
        let mut child = automatos
            .command(line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let ran = Ran(output);
        let code = if line.starts_with("migrate plan") {
            5
        } else {
            0
        };
        assert_eq!((ran.code(), ran.stderr().as_str()), (code, ""), "{line}");
    }
}

#[test]
fn a_reader_that_takes_one_line_gets_it() {
    let automatos = Automatos::reading();
    let mut child = automatos
        .command("skill list --limit 0 -o ndjson")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut byte = [0];
    child
        .stdout
        .take()
        .expect("it is piped")
        .read_exact(&mut byte)
        .expect("a byte");
    let ran = Ran(child.wait_with_output().expect("it ends"));
    assert_eq!((byte[0], ran.code(), ran.stderr().as_str()), (b'{', 0, ""));
}

#[test]
fn a_full_disk_under_stdout_is_a_failure() {
    let automatos = Automatos::reading();
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        // Only Linux has it.
        return;
    };
    for line in [
        "persona list",
        "persona list -o json",
        "persona list -o csv",
        "persona list -o yaml",
        "persona list -o ndjson",
        "persona show senior-engineer",
        "category tree",
        "migrate status",
        "config show",
        "completions bash",
        "man",
        "help errors",
        "help persona list",
        "--help",
        "persona list --help",
        "--version",
    ] {
        let mut command = automatos.command(line);
        command.stdout(full.try_clone().expect("it is open"));
        let ran = Ran::of(command).ends_with(1);
        assert!(
            ran.stderr().contains("No space left on device") || line.contains("json"),
            "{line}: {}",
            ran.shown()
        );
    }
}

#[test]
fn nothing_to_write_to_stderr_changes_nothing() {
    let automatos = Automatos::new();
    let mut command = automatos.command("workspace create acme");
    command.stderr(Stdio::null()).stdout(Stdio::null());
    assert!(command.status().expect("it starts").success());
    automatos.run("workspace show acme").ok();
}
