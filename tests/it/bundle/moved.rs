//! What is exported comes out the same in another database.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{PUBLIC, full, import};
use crate::support::Automatos;

/// The files of an export that say nothing of the time or of who approved what.
fn seeds(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder.join("seeds")).expect("a folder");
    entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(path).expect("text"))
        })
        .collect()
}

/// A database that was never anything but set up.
fn empty() -> Automatos {
    let to = Automatos::new();
    to.run("key generate").ok();
    to
}

#[test]
fn everything_is_there_again_and_the_second_time_changes_nothing() {
    let (from, to) = (full(), empty());
    from.run(&format!("export out --all --public-key {PUBLIC}"))
        .ok();
    to.run(&import(&from, &to, "")).ok();
    to.run("export again --all").ok();
    assert_eq!(seeds(&from.path("out")), seeds(&to.path("again")));
    let skills = |tool: &Automatos, folder: &str| {
        fs::read_to_string(tool.path(folder).join("skills.ndjson")).expect("text")
    };
    let (before, after) = (skills(&from, "out"), skills(&to, "again"));
    assert_eq!(before, after);
    assert!(before.contains("print('folded')"), "{before}");
    let context = |tool: &Automatos| tool.run("agent context Helper -w acme -o json").data();
    assert_eq!(context(&from)["parts"], context(&to)["parts"]);
    let secret = |tool: &Automatos| {
        tool.run("credential reveal openai -w acme --confirm openai -o json")
            .data()
    };
    assert_eq!(secret(&to)["api_key"], "sk-Zebra-1");
    assert_eq!(secret(&from), secret(&to));
    let versions = "SELECT p.slug, v.version, v.package_sha256, v.approval_status, p.is_active \
                    FROM plugin_versions v JOIN marketplace_plugins p ON p.id = v.plugin_id";
    assert_eq!(from.db.query(versions), to.db.query(versions));
    to.run("plugin verify --all").ok();
    let rows = to.db.rows();
    to.run(&import(&from, &to, "")).ok();
    for (table, was) in &rows {
        // Bytes that are put again are young again.
        let moves = ["audit_events", "seed_runs", "package_blobs"];
        let may_move = moves.iter().any(|name| table.starts_with(name));
        let same = may_move || to.db.rows()[table] == *was;
        assert!(same, "{table}");
    }
}

#[test]
fn a_dry_run_tells_the_same_and_leaves_nothing() {
    let (from, to) = (full(), empty());
    from.run(&format!("export out --all --public-key {PUBLIC}"))
        .ok();
    let rows = to.db.rows();
    let mut tried = to.run(&import(&from, &to, "--dry-run -o json")).data();
    assert_eq!(to.db.rows(), rows);
    let mut done = to.run(&import(&from, &to, "-o json")).data();
    for told in [&mut tried, &mut done] {
        told["dry_run"].take();
    }
    assert_eq!(tried, done);
    assert!(
        done["new_versions"] == 1 && done["credentials"] == 1 && done["settings"] == 1,
        "{done:#}"
    );
}

#[test]
fn only_the_workspaces_that_were_named_go_along_with_their_users() {
    let (from, to) = (full(), empty());
    from.run("export out --workspaces globex").ok();
    to.run(&import(&from, &to, "")).ok();
    let slugs = "SELECT string_agg(slug, ',' ORDER BY slug) FROM workspaces";
    assert_eq!(to.db.query(slugs), "globex,platform");
    assert_eq!(to.db.query("SELECT count(*) FROM users"), "0");
    assert_eq!(to.db.query("SELECT count(*) FROM agents"), "0");
    let all = seeds(&from.path("out"));
    for kind in [
        "agents",
        "workflows",
        "workspace_personas",
        "routing_rules",
        "users",
    ] {
        let text = &all[&format!("{kind}.yaml")];
        assert!(text.ends_with("items:\n  []\n"), "{text}");
    }
    from.run("export other --workspaces nowhere").ends_with(5);
}

#[test]
fn secrets_leave_only_for_a_key_and_the_log_has_it() {
    let from = full();
    let plain = from.run("export plain --all").ok();
    assert!(
        plain.stderr().contains("not exported: 1 credentials"),
        "{}",
        plain.stderr()
    );
    from.run(&format!("export out --all --public-key {PUBLIC}"))
        .ok();
    for folder in ["plain", "out"] {
        let text = tree(&from.path(folder));
        assert!(!text.contains("Zebra"));
    }
    assert!(!from.path("plain/secrets").exists());
    let log = "SELECT count(*) FROM credential_audit_logs WHERE action = 'accessed' \
               AND details ->> 'command' = 'export'";
    assert_eq!(from.db.query(log), "1");
    let event = "SELECT after -> 'names' ->> 0 FROM audit_events \
                 WHERE object_type = 'system_setting' AND action = 'export'";
    assert_eq!(from.db.query(event), "notifications.slack_webhook_url");
}

/// Everything that is in a folder, as one text.
fn tree(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text += &tree(&path);
        } else {
            text += &String::from_utf8_lossy(&fs::read(path).expect("a file"));
        }
    }
    text
}

#[test]
fn an_export_that_was_cut_short_is_gone_on_with() {
    let from = full();
    from.run("export out --all").ok();
    let list = from.path("out/manifest.json");
    let package = fs::read_dir(from.path("out/packages"))
        .expect("a folder")
        .next()
        .expect("a package")
        .expect("an entry")
        .path();
    let made = |path: &Path| {
        fs::metadata(path)
            .expect("a file")
            .modified()
            .expect("a time")
    };
    let before = made(&package);
    fs::remove_file(&list).expect("it was there");
    fs::write(from.path("out/.partial-x"), "half").expect("a file");
    fs::write(from.path("out/seeds/agents.yaml"), "half").expect("a file");
    from.run("export out --all").ok();
    assert_eq!(made(&package), before);
    assert!(!from.path("out/.partial-x").exists());
    let to = empty();
    to.run(&import(&from, &to, "")).ok();
}
