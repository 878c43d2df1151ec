//! Master keys: where they come from, and what happens without them.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use insta::assert_snapshot;

use super::{with_a_credential, with_a_key};
use crate::support::{Automatos, Ran};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

#[test]
fn without_a_key_nothing_is_written() {
    let tool = Automatos::new();
    tool.run("workspace create acme").ok();
    tool.file("openai.yaml", "api_key: sk-hunter2");
    let before = tool.db.rows_but_trails();
    let create = "credential create openai -w acme --type openai_api --from-file openai.yaml";
    let ran = tool.run(create).ends_with(5);
    assert!(
        ran.stderr().contains("there is no master key"),
        "{}",
        ran.stderr()
    );
    tool.run("credential verify --all").ends_with(5);
    tool.run("credential rotate").ends_with(5);
    tool.run("key status").ends_with(5);
    assert_eq!(tool.db.rows_but_trails(), before);
}

#[test]
fn with_a_wrong_key_only_the_refusal_is_written() {
    let tool = with_a_credential();
    let before = tool.db.query("SELECT * FROM credentials");
    let wrong = |line: &str| {
        let mut command = tool.command(line);
        command.env("AUTOMATOS_MASTER_KEY", KEY);
        Ran::of(command)
    };
    let create = "credential create two -w acme --type openai_api --from-file openai.yaml";
    for line in [
        create,
        "credential update openai --from-file openai.yaml",
        "credential reveal openai --confirm openai",
        "credential rotate",
    ] {
        let ran = wrong(line).ends_with(5);
        assert!(
            ran.stderr().contains("KEY") || ran.stderr().contains("key"),
            "{}",
            ran.stderr()
        );
    }
    assert_eq!(tool.db.query("SELECT * FROM credentials"), before);
    wrong("credential verify --all").ends_with(3);
    let verified = wrong("key verify -o json").ends_with(3);
    assert_eq!(verified.column("state"), ["missing", "active"]);
    let log = tool.run("credential audit openai -o json").ok();
    assert_eq!(log.column("action"), ["accessed", "updated", "created"]);
    assert_eq!(log.column("success"), ["false", "false", "true"]);
    let refused = tool.run("audit list --action refused -o json").ok();
    assert_eq!(refused.column("command").len(), 4);
}

#[test]
fn a_key_file_is_made_once_and_for_its_owner() {
    let tool = with_a_key();
    let file = tool.path("home/master.key");
    let mode = fs::metadata(&file)
        .expect("it was made")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = fs::read(&file).expect("it is ours");
    tool.run("key generate").ends_with(5);
    assert_eq!(fs::read(&file).expect("it is ours"), before);
    let text = String::from_utf8(before).expect("text");
    let key = text.lines().last().expect("a key");
    let shown = tool.run("key status -o json").ok();
    assert!(!shown.stdout().contains(key));
    tool.run("key verify").ok();

    fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("it is ours");
    let open = tool.run("key status").ends_with(5);
    assert!(
        open.stderr().contains("open to others"),
        "{}",
        open.stderr()
    );
    fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("it is ours");
    fs::rename(&file, tool.path("elsewhere")).expect("it is ours");
    symlink(tool.path("elsewhere"), &file).expect("a link");
    let link = tool.run("key status").ends_with(5);
    assert!(link.stderr().contains("is a link"), "{}", link.stderr());
}

#[test]
fn the_environment_wins_over_the_key_file_and_may_name_a_file() {
    let tool = with_a_key();
    let mut command = tool.bare("key status");
    command.env(
        "AUTOMATOS_MASTER_KEY",
        format!("{KEY} {}", KEY.replace('0', "1")),
    );
    assert_snapshot!(Ran::of(command).ok().shown(), @"
    from environment AUTOMATOS_MASTER_KEY
    98b6a882786657c0  seals and opens
    df99b2d9ab1a632e  opens
    ");
    tool.file("keys", format!("# ours\n{KEY}\n"));
    let mut command = tool.bare("key status -o json");
    command.env("AUTOMATOS_MASTER_KEY_FILE", tool.path("keys"));
    let from_file = Ran::of(command).ok().data();
    assert_eq!(from_file["source"], "environment AUTOMATOS_MASTER_KEY_FILE");
    let mut command = tool.bare("key status");
    command.env("AUTOMATOS_MASTER_KEY", "hunter2");
    let bad = Ran::of(command).ends_with(5);
    assert!(!bad.shown().contains("hunter2"), "{}", bad.shown());
    let shown = tool.run("config show --origin").ok().stdout();
    assert!(shown.contains("master_key"), "{shown}");
}

#[test]
fn init_makes_no_key_for_a_server_elsewhere() {
    let tool = Automatos::new();
    tool.run("init").ok();
    assert!(!tool.path("home/master.key").exists());
}
