//! Sensitive settings that a seed takes from a variable: merged like the rest, and never in the clear.

use super::with_a_key;
use crate::support::{Automatos, Ran};

const FILE: &str = "version: 1\nkind: system_settings\nset: ours\nmode: sync\nitems:\n\
    - category: smtp\n  key: password\n  value_type: string\n  is_sensitive: true\n  value_from: SMTP_PASSWORD\n";

fn with_a_seed() -> Automatos {
    let tool = with_a_key();
    std::fs::create_dir(tool.path("seeds")).expect("it is ours");
    tool.file("seeds/system_settings.yaml", FILE);
    tool
}

fn with(tool: &Automatos, line: &str, password: &str) -> Ran {
    let mut command = tool.command(line);
    command.env("SMTP_PASSWORD", password);
    let ran = Ran::of(command);
    assert!(!ran.shown().contains(password), "{}", ran.shown());
    ran
}

/// What became of the one row.
fn planned(tool: &Automatos, password: &str) -> String {
    let ran = with(tool, "seed plan --dir seeds -o json", password).ok();
    let changes = ran.data()["changes"].clone();
    changes[0]["outcome"]
        .as_str()
        .unwrap_or("unchanged")
        .to_owned()
}

fn stored(tool: &Automatos) -> String {
    let opened = tool.run("credential verify --all -o json").ok().data();
    assert_eq!(opened["failed"], 0);
    tool.db
        .query("SELECT value, key_id FROM system_settings WHERE key = 'password'")
}

#[test]
fn a_secret_is_seeded_sealed_and_remembered_as_a_keyed_hash() {
    let tool = with_a_seed();
    assert_eq!(planned(&tool, "first-hunter2"), "created");
    with(&tool, "seed apply --dir seeds", "first-hunter2").ok();
    let first = stored(&tool);
    assert!(!first.contains("hunter2") && first.contains('|'));
    with(&tool, "seed apply --dir seeds", "first-hunter2").ok();
    assert_eq!(stored(&tool), first);
    assert_eq!(planned(&tool, "first-hunter2"), "unchanged");
    with(&tool, "seed diff --dir seeds --exit-code", "first-hunter2").ok();
    with(&tool, "seed diff --dir seeds --exit-code", "other-hunter2").ends_with(3);
    tool.run("seed status --exit-code").ok();
    let ledger = tool.db.query(
        "SELECT fields FROM seed_entries WHERE kind = 'system_settings' AND seed_set = 'ours'",
    );
    assert!(ledger.contains("sha256:"), "{ledger}");
    assert_eq!(planned(&tool, "second-hunter2"), "updated");
    with(&tool, "seed apply --dir seeds", "second-hunter2").ok();
    assert_ne!(stored(&tool), first);
    assert_eq!(planned(&tool, "second-hunter2"), "unchanged");
}

#[test]
fn an_operators_secret_stays_and_a_rotation_is_no_edit() {
    let tool = with_a_seed();
    with(&tool, "seed apply --dir seeds", "first-hunter2").ok();
    tool.run("key generate --out new.key").ok();
    tool.run("credential rotate --new-key-file new.key").ok();
    assert_eq!(planned(&tool, "first-hunter2"), "unchanged");
    tool.run("seed status --exit-code").ok();
    assert_eq!(planned(&tool, "second-hunter2"), "updated");
    with(&tool, "seed apply --dir seeds", "second-hunter2").ok();
    super::fed(
        tool.command("setting set smtp.password --from-stdin"),
        "operator-hunter2",
    )
    .ok();
    tool.run("seed status --exit-code").ends_with(3);
    let operators = stored(&tool);
    assert_eq!(planned(&tool, "second-hunter2"), "kept");
    assert_eq!(planned(&tool, "third-hunter2"), "conflict");
    with(&tool, "seed apply --dir seeds", "third-hunter2").ok();
    assert_eq!(stored(&tool), operators);
    assert_eq!(planned(&tool, "operator-hunter2"), "unchanged");
    // What an operator set is not pruned with the file.
    tool.file(
        "seeds/system_settings.yaml",
        "version: 1\nkind: system_settings\nset: ours\nmode: sync\nitems: []\n",
    );
    tool.run("seed apply --dir seeds --prune").ok();
    assert_eq!(stored(&tool), operators);
}

#[test]
fn a_plan_holds_no_secret_and_is_applied_only_with_the_same_one() {
    let tool = with_a_seed();
    with(
        &tool,
        "seed plan --dir seeds --out plan.json",
        "hunter2-one",
    )
    .ok();
    let plan = std::fs::read_to_string(tool.path("plan.json")).expect("it is there");
    assert!(!plan.contains("hunter2"));
    with(&tool, "seed apply --plan plan.json", "hunter2-two").ends_with(5);
    with(&tool, "seed apply --plan plan.json", "hunter2-one").ok();
    assert!(stored(&tool).contains('|'));
}

#[test]
fn a_secret_that_is_not_there_is_said_before_anything_is_written() {
    let tool = with_a_seed();
    let ran = tool.run("seed apply --dir seeds").ends_with(1);
    assert!(ran.stderr().contains("SMTP_PASSWORD"), "{}", ran.stderr());
    std::fs::remove_file(tool.path("home/master.key")).expect("it is ours");
    with(&tool, "seed apply --dir seeds", "hunter2").ends_with(5);
    assert_eq!(stored_rows(&tool), "0\n");
    tool.file(
        "seeds/system_settings.yaml",
        FILE.replace("value_from: SMTP_PASSWORD", "value: hunter2"),
    );
    let ran = tool.run("seed validate --dir seeds").ends_with(1);
    assert!(ran.stderr().contains("value_from"), "{}", ran.stderr());
}

#[test]
fn what_a_seed_remembers_of_a_secret_outlives_the_key_it_was_remembered_under() {
    let tool = with_a_seed();
    with(&tool, "seed apply --dir seeds", "first-hunter2").ok();
    let ledger = || {
        tool.db
            .query("SELECT fields ->> 'value' FROM seed_entries WHERE seed_set = 'ours'")
    };
    let before = ledger();
    tool.run("key generate --out new.key").ok();
    tool.run("credential rotate --new-key-file new.key").ok();
    // The old key is thrown away.
    tool.file(
        "home/master.key",
        std::fs::read(tool.path("new.key")).expect("it is there"),
    );
    assert!(ledger().starts_with("hmac-"), "{}", ledger());
    assert_ne!(ledger(), before);
    assert_eq!(planned(&tool, "first-hunter2"), "unchanged");
    assert_eq!(planned(&tool, "second-hunter2"), "updated");
}

#[test]
fn what_a_seed_sets_and_what_it_could_not_seal_are_in_the_trail() {
    let tool = with_a_seed();
    let listed = |flags: &str| {
        let line = format!("audit list --by tester {flags} -o json");
        tool.run(&line).ok()
    };
    with(&tool, "seed apply --dir seeds", "first-hunter2").ok();
    let set = listed("--object-name smtp.password");
    assert_eq!(set.column("action"), ["set"]);
    let whole = listed("--object-type system_settings --limit 1").data();
    assert_eq!(
        whole[0]["after"]["keys"],
        serde_json::json!(["smtp/password"])
    );
    std::fs::remove_file(tool.path("home/master.key")).expect("it is ours");
    with(&tool, "seed apply --dir seeds --dry-run", "second-hunter2").ends_with(5);
    assert!(listed("--action refused").column("action").is_empty());
    with(&tool, "seed apply --dir seeds", "second-hunter2").ends_with(5);
    let refused = listed("--action refused").data();
    let error = refused[0]["after"]["error"].as_str().unwrap_or_default();
    assert!(error.starts_with("KEY."), "{refused}");
}

fn stored_rows(tool: &Automatos) -> String {
    let rows = tool
        .db
        .query("SELECT count(*) FROM system_settings WHERE category = 'smtp'");
    format!("{}\n", rows.trim())
}

#[test]
fn what_the_rules_of_settings_forbid_is_seeded_neither() {
    let tool = with_a_seed();
    let rules = "value_from: SMTP_PASSWORD\n  validation_rules: {min_length: 12}\n";
    tool.file(
        "seeds/system_settings.yaml",
        FILE.replace("value_from: SMTP_PASSWORD\n", rules),
    );
    with(&tool, "seed apply --dir seeds", "hunter2").ends_with(1);
    with(&tool, "seed apply --dir seeds", "long-hunter2").ok();
    let before = tool.db.rows();
    let items = "- category: scan\n  key: from\n  value_type: number\n  value: 95\n  \
         validation_rules: {not_above: scan.to}\n\
         - category: scan\n  key: to\n  value_type: number\n  value: 70\n";
    tool.file(
        "seeds/system_settings.yaml",
        format!("version: 1\nkind: system_settings\nset: ours\nitems:\n{items}"),
    );
    let refused = tool.run("seed apply --dir seeds").ends_with(1);
    assert!(refused.stderr().contains("scan.to"), "{}", refused.shown());
    assert_eq!(tool.db.rows(), before);
}
