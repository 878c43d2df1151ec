//! Everything is sealed anew, whatever happens on the way.

use std::time::Duration;

use rustix::process::Signal;

use super::with_a_credential;
use crate::support::{Automatos, Ran, Started, sealing};

const COUNT: i64 = 4000;

/// A database with so many credentials under the key of a key file, and a new key beside it.
fn with_many(count: i64) -> Automatos {
    let tool = Automatos::new();
    tool.run("workspace create acme").ok();
    let workspace = tool
        .db
        .query("SELECT id FROM workspaces WHERE slug = 'acme'");
    let kind = tool
        .db
        .query("SELECT id FROM credential_types WHERE name = 'openai_api'");
    let workspace = workspace.trim().parse().expect("a UUID");
    let kind = kind.trim().parse().expect("a number");
    tool.db
        .execute(&sealing::insert(workspace, kind, 1000..1000 + count));
    tool.file("home/master.key", sealing::KEY);
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(tool.path("home/master.key"), mode).expect("it is ours");
    tool.run("key generate --out new.key").ok();
    tool
}

fn keys(tool: &Automatos) -> serde_json::Value {
    let found = tool.run("credential verify --all -o json").ok().data();
    assert_eq!(found["failed"], 0);
    found["keys"].clone()
}

#[test]
fn rotation_puts_all_under_the_new_key_and_logs_each() {
    let tool = with_many(2500);
    let new = tool.run("key status -o json").ok().data()["active"].clone();
    let done = tool
        .run("credential rotate --new-key-file new.key -o json")
        .ok()
        .data();
    assert_eq!(
        (&done["credentials"], &done["batches"]),
        (&2500.into(), &3.into())
    );
    let keys = keys(&tool);
    assert_eq!(keys[done["key_id"].as_str().expect("an id")], 2500);
    assert_ne!(done["key_id"], new);
    let log =
        "SELECT count(DISTINCT credential_id) FROM credential_audit_logs WHERE action = 'rotated'";
    assert_eq!(tool.db.query(log).trim(), "2500");
    let runs = tool.run("audit list --action rotate -o json").ok().data();
    assert_eq!(runs.as_array().expect("a list").len(), 1);
    assert_eq!(runs[0]["after"]["credentials"], 2500);
    // The old key is still there, behind the new one; without it everything opens too.
    let status = tool.run("key status -o json").ok().data();
    assert_eq!(status["active"], done["key_id"]);
    assert_eq!(status["older"].as_array().expect("a list").len(), 1);
    std::fs::copy(tool.path("new.key"), tool.path("home/master.key")).expect("it is ours");
    assert_eq!(self::keys(&tool), keys);
    let revealed = tool
        .run("credential reveal c1007 --confirm c1007 --field api_key")
        .ok();
    assert_eq!(revealed.stdout(), "sk-number-1007\n");
    // Once more is nothing.
    let before = tool.db.rows();
    tool.run("credential rotate").ok();
    assert_eq!(tool.db.rows(), before);
}

#[test]
fn what_does_not_open_keeps_nothing_else_from_being_rotated() {
    let tool = with_many(1500);
    tool.db.execute(
        "UPDATE credentials SET encrypted_data = (SELECT encrypted_data FROM credentials WHERE name = 'c1001') \
         WHERE name = 'c1000'",
    );
    let ran = tool
        .run("credential rotate --new-key-file new.key -o json")
        .ends_with(1);
    let done = ran.data();
    assert_eq!(
        (&done["credentials"], &done["failed"]),
        (&1499.into(), &1.into())
    );
    assert_eq!(done["failures"][0]["name"], "c1000");
    let found = tool
        .run("credential verify --all -o json")
        .ends_with(3)
        .data();
    assert_eq!(found["keys"][done["key_id"].as_str().expect("an id")], 1499);
    assert_eq!(found["failed"], 1);
}

/// How often a rotation is killed: few times, or as often as whoever looks closely asks for.
#[expect(
    clippy::disallowed_methods,
    reason = "it is about the test, not the tool"
)]
fn kills() -> u64 {
    std::env::var_os("AUTOMATOS_TEST_KILLS").map_or(6, |times| {
        times.to_string_lossy().parse().expect("a number")
    })
}

#[test]
fn a_rotation_that_is_killed_loses_nothing_and_goes_on() {
    let tool = with_many(COUNT);
    let rotate = "credential rotate --new-key-file new.key";
    for at in 0..kills() {
        let started = Started::new(tool.command(rotate));
        // Wherever it is by then; how far it came differs from run to run.
        std::thread::sleep(Duration::from_millis(40 + 37 * (at % 20)));
        started.signal(Signal::KILL);
        started.finish();
        let found = tool.run("credential verify --all -o json").ok().data();
        assert_eq!(
            (&found["failed"], &found["credentials"]),
            (&0.into(), &COUNT.into())
        );
        if at % 5 == 4 {
            // Begin anew with a further key, so that there is always something left to kill.
            tool.run(rotate).ok();
            std::fs::remove_file(tool.path("new.key")).expect("it is ours");
            tool.run("key generate --out new.key").ok();
        }
    }
    tool.run(rotate).ok();
    let keys = keys(&tool);
    assert_eq!(keys.as_object().expect("counts").len(), 1, "{keys}");
}

#[test]
fn readers_never_fail_while_a_rotation_goes_on() {
    let tool = with_many(COUNT);
    let rotation = Started::new(tool.command("credential rotate --new-key-file new.key"));
    for id in 0..12 {
        let name = format!("c{}", 1000 + id * 311);
        tool.run(&format!("credential reveal {name} --confirm {name}"))
            .ok();
    }
    rotation.finish().ok();
}

#[test]
fn a_damaged_credential_is_named_and_stays_as_it_is() {
    // In what is sealed, and in the bytes that name the key.
    for place in [60, 5] {
        let tool = with_a_credential();
        tool.run("key generate --out new.key").ok();
        tool.db.execute(&format!(
            "UPDATE credentials SET encrypted_data = overlay(encrypted_data placing 'AAAA' from {place} for 4)"
        ));
        let ran = tool
            .run("credential rotate --new-key-file new.key")
            .ends_with(1);
        assert!(
            ran.stdout().contains("openai stays under"),
            "{}",
            ran.shown()
        );
        tool.run("credential verify openai").ends_with(3);
    }
}

#[test]
fn a_new_key_file_that_is_not_there_changes_nothing() {
    let tool = with_a_credential();
    let before = tool.db.rows_but_trails();
    tool.run("credential rotate --new-key-file new.key")
        .ends_with(5);
    assert_eq!(tool.db.rows_but_trails(), before);
}

#[test]
fn rotations_at_once_lose_no_key() {
    let tool = with_many(50);
    for at in 0..4 {
        tool.run(&format!("key generate --out n{at}.key")).ok();
    }
    let started: Vec<Started> = (0..4)
        .map(|at| tool.start(&format!("credential rotate --new-key-file n{at}.key")))
        .collect();
    for one in started {
        // Another may seal all the while, with a key that came later than this one's look at the file.
        let code = one.finish().code();
        assert!(matches!(code, 0 | 5 | 75), "{code}");
    }
    tool.run("credential verify --all").ok();
}

#[test]
fn keys_of_the_configuration_have_to_hold_the_new_one_first() {
    let tool = with_a_credential();
    let key = tool.path("home/master.key");
    let old = std::fs::read_to_string(&key).expect("the key file");
    std::fs::remove_file(&key).expect("it was there");
    tool.run("key generate --out new.key").ok();
    let new = std::fs::read_to_string(tool.path("new.key")).expect("a key file");
    let rotate = |keys: &str| {
        let mut command = tool.command("credential rotate --new-key-file new.key -o json");
        command.env("AUTOMATOS_MASTER_KEY", keys);
        Ran::of(command)
    };
    let keys = |text: &str| -> String {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.collect::<Vec<_>>().join(" ")
    };
    let before = tool.db.rows()["credentials"].clone();
    let refused = rotate(&keys(&old)).ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "KEY.MISSING");
    rotate(&keys(&new)).ends_with(5);
    assert_eq!(tool.db.rows()["credentials"], before);
    rotate(&format!("{} {}", keys(&old), keys(&new))).ok();
}
