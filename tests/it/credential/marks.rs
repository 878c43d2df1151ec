//! No secret is anywhere but where it was sealed: not in any output, the whole database, the arguments
//! or the environment of a process, whatever goes wrong.

use std::fs;
use std::process::Command;

use diesel::connection::SimpleConnection;

use super::{fed, with_a_key};
use crate::help::commands;
use crate::support::{Automatos, Ran, eventually};

const MARK: &str = "Mark-9d41-secret";
const WRONG: &str = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308307";

/// Commands that read a marked secret from stdin; those that work and those that fail.
const FED: &[&str] = &[
    "credential create one -w acme --type openai_api --from-stdin",
    "credential create one -w acme --type openai_api --from-stdin",
    "credential create two -w nobody --type openai_api --from-stdin",
    "credential create two -w acme --type nothing --from-stdin",
    "credential create two -w acme --type postgres_credentials --from-stdin",
    "credential create two -w acme --type openai_api --from-stdin --dry-run",
    "credential update one --from-stdin",
    "credential update one --replace --from-stdin",
    "credential update nobody --from-stdin",
    "setting set smtp.password --from-stdin",
    "setting set smtp.pin --from-stdin",
    "setting set smtp.flag --from-stdin",
    "setting set smtp.nothing --from-stdin",
];

/// Commands that come after, none of which reveals.
const THEN: &[&str] = &[
    "credential list",
    "credential show one",
    "credential reveal one",
    "credential reveal one --confirm other",
    "credential verify --all",
    "credential verify one",
    "credential audit one",
    "credential rotate --new-key-file new.key",
    "credential rotate",
    "audit list --limit 0",
    "setting list --limit 0",
    "setting get smtp.password",
    "setting unset smtp.pin",
    "seed plan",
    "seed diff",
    "seed export system_settings",
    "key status",
    "key verify",
    "config show --origin",
    "doctor",
    "credential delete one",
    "credential delete one --confirm one",
];

fn unmarked(ran: &Ran, what: &str) {
    let said = ran.stdout() + &ran.stderr();
    assert!(!said.contains(MARK), "{what}: {said}");
    assert!(!said.contains("panicked"), "{what}: {said}");
}

/// All that the database holds: by `pg_dump`, or row by row where the one that is installed is older than the
/// server.
fn dump(tool: &Automatos) -> String {
    let mut command = Command::new("pg_dump");
    command.arg(tool.db.url());
    let ran = Ran::of(command);
    if ran.stderr().contains("server version mismatch") {
        let rows: Vec<String> = tool.db.rows().into_values().collect();
        return rows.join("\n");
    }
    ran.ok().stdout()
}

fn with_settings() -> Automatos {
    let tool = with_a_key();
    tool.db.execute(
        "INSERT INTO system_settings (category, key, value_type, is_sensitive) VALUES \
         ('smtp', 'password', 'string', true), ('smtp', 'pin', 'number', true), \
         ('smtp', 'flag', 'boolean', true)",
    );
    tool.run("key generate --out new.key").ok();
    tool
}

#[test]
fn no_secret_is_said_or_stored_in_the_clear() {
    let tool = with_settings();
    let yaml = format!("api_key: {MARK}\norganization_id: {MARK}\n");
    for (at, line) in FED.iter().enumerate() {
        let text = if line.starts_with("setting") {
            MARK
        } else {
            yaml.as_str()
        };
        let loud = ["", "-v", "-vv", "-o json", "-vv --log-format json"][at % 5];
        let line = format!("{loud} {line}");
        unmarked(&fed(tool.command(&line), text), &line);
        let mut wrong = tool.command(&line);
        wrong.env("AUTOMATOS_MASTER_KEY", WRONG);
        unmarked(&fed(wrong, text), &line);
        let mut broken = tool.at("postgres://127.0.0.1:1/nothing", &line);
        broken.env("AUTOMATOS_MASTER_KEY", WRONG);
        unmarked(&fed(broken, text), &line);
        unmarked(
            &fed(tool.command(&line), &format!("{{\"{MARK}: {MARK}")),
            &line,
        );
    }
    let stored = tool.db.query("SELECT count(*) FROM credentials");
    assert_eq!(stored.trim(), "1");
    assert!(!dump(&tool).contains(MARK));
    for line in THEN {
        for loud in ["", "-vv", "-o json"] {
            let line = format!("{loud} {line}");
            unmarked(&tool.run(&line), &line);
        }
    }
    assert!(!dump(&tool).contains(MARK));
}

#[test]
fn no_command_of_the_tool_says_a_secret() {
    let tool = with_settings();
    let yaml = format!("api_key: {MARK}\n");
    let create = "credential create one -w acme --type openai_api --from-stdin";
    fed(tool.command(create), &yaml).ok();
    let set = "setting set smtp.password --from-stdin";
    fed(tool.command(set), MARK).ok();
    let mut all = Vec::new();
    commands(&tool, "", &mut all);
    assert!(all.len() > 100, "{}", all.len());
    for path in all {
        for rest in ["", "one -vv", "one -w acme -o json"] {
            let line = format!("{path} {rest}");
            unmarked(&tool.run(&line), &line);
        }
    }
    assert!(!dump(&tool).contains(MARK));
}

#[test]
fn no_master_key_is_said_or_stored() {
    let tool = with_settings();
    let text = fs::read_to_string(tool.path("home/master.key")).expect("it is ours");
    let key = text.lines().last().expect("a key").to_owned();
    for line in THEN {
        let ran = tool.run(&format!("-vv {line}"));
        let said = ran.stdout() + &ran.stderr();
        assert!(!said.contains(&key), "{line}: {said}");
    }
    assert!(!dump(&tool).contains(&key));
}

#[test]
fn a_process_that_works_with_a_secret_does_not_list_it() {
    let tool = with_settings();
    let file = format!("api_key: {MARK}\n");
    tool.file("one.yaml", file);
    // Another session's lock holds the command up, with the secret in its hands.
    let mut lock = tool.db.connect();
    lock.batch_execute("BEGIN; LOCK TABLE credentials IN ACCESS EXCLUSIVE MODE")
        .expect("it is free");
    let line =
        "credential create one -w acme --type openai_api --from-file one.yaml --lock-timeout 0";
    let mut child = tool.command(line).spawn().expect("the command starts");
    eventually("the command waits for the lock", || {
        !tool
            .db
            .query(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
                 AND wait_event_type = 'Lock'",
            )
            .is_empty()
    });
    let of = |what: &str| fs::read(format!("/proc/{}/{what}", child.id())).expect("it is alive");
    let listed = [of("cmdline"), of("environ")].concat();
    assert!(!listed.is_empty());
    assert!(!String::from_utf8_lossy(&listed).contains(MARK));
    // Nor does any of the server's processes, whose titles show what they do.
    let all = Command::new("ps")
        .args(["axww", "-o", "args"])
        .output()
        .expect("ps");
    assert!(!String::from_utf8_lossy(&all.stdout).contains(MARK));
    lock.batch_execute("ROLLBACK").expect("it was held");
    assert!(child.wait().expect("it ends").success());
}
