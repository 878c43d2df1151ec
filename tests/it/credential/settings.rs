//! Settings are set, checked, sealed where they are sensitive, and go back to their defaults.

use insta::assert_snapshot;

use super::{fed, with_a_key};

/// A sensitive setting `smtp.password`.
fn with_a_sensitive_setting() -> crate::support::Automatos {
    let tool = with_a_key();
    tool.db.execute(
        "INSERT INTO system_settings (category, key, value_type, is_sensitive, validation_rules) \
         VALUES ('smtp', 'password', 'string', true, '{\"min_length\": 8}'), \
                ('smtp', 'pin', 'number', true, '{}')",
    );
    tool
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let tool = with_a_key();
    let ran = tool
        .run("setting set plugin_scan.review_threshold 71")
        .ends_with(1);
    assert!(
        ran.stderr()
            .contains("must not be more than `plugin_scan.block_threshold`, which is 70")
    );
    tool.run("setting set plugin_scan.block_threshold 19")
        .ends_with(1);
    tool.run("setting set plugin_scan.block_threshold 90").ok();
    tool.run("setting set plugin_scan.review_threshold 80").ok();
    tool.run("setting unset plugin_scan.block_threshold")
        .ends_with(1);
    tool.run("setting unset plugin_scan.review_threshold").ok();
    tool.run("setting unset plugin_scan.block_threshold").ok();
    tool.run("setting set security.allowed_origins 5")
        .ends_with(1);
    tool.run("setting set security.allowed_origins [\"app.example\"]")
        .ends_with(1);
    tool.run("setting set security.allowed_origins [\"https://app.example\"]")
        .ok();
}

#[test]
fn a_setting_is_checked_set_and_unset() {
    let tool = with_a_key();
    let get = || {
        tool.run("setting get plugin_scan.block_threshold")
            .ok()
            .stdout()
    };
    tool.run("setting set plugin_scan.block_threshold 80").ok();
    assert_eq!(get(), "80\n");
    assert_snapshot!(tool.run("setting set plugin_scan.block_threshold 800").ends_with(1).shown(), @"
    --- stderr ---
    error: `plugin_scan.block_threshold` must not be more than 99
    [exit 1]
    ");
    assert_snapshot!(tool.run("setting set plugin_scan.block_threshold high").ends_with(1).shown(), @"
    --- stderr ---
    error: `plugin_scan.block_threshold` must be a number, not `high`
    [exit 1]
    ");
    assert_snapshot!(tool.run("setting set plugin_scan.blok_threshold 1").ends_with(5).shown(), @"
    --- stderr ---
    error: there is no setting `plugin_scan.blok_threshold`
    hint: did you mean `plugin_scan.block_threshold` or `plugin_scan.review_threshold` or `plugin_scan.llm_model`?
    [exit 5]
    ");
    tool.run("setting set plugin_scan.block_threshold 90 --dry-run")
        .ok();
    assert_eq!(get(), "80\n");
    fed(
        tool.command("setting set plugin_scan.block_threshold --from-stdin"),
        "85\n",
    )
    .ok();
    assert_eq!(get(), "85\n");
    tool.run("setting unset plugin_scan.block_threshold").ok();
    assert_eq!(get(), "70\n");
    let history = tool
        .run("audit list --object-type system_setting --object-name plugin_scan.block_threshold -o json")
        .ok();
    assert_eq!(
        history.column("action"),
        ["unset", "set", "refused", "refused", "set"]
    );
    let rows = history.data();
    assert_eq!(
        (&rows[1]["before"]["value"], &rows[1]["after"]["value"]),
        (&"80".into(), &"85".into())
    );
    // Seeding leaves what an operator set.
    tool.run("setting set plugin_scan.block_threshold 85").ok();
    tool.run("seed").ok();
    assert_eq!(get(), "85\n");
}

#[test]
fn setting_the_same_again_writes_nothing() {
    let tool = with_a_key();
    tool.run("setting set logging.level debug").ok();
    let before = tool.db.rows();
    tool.run("setting set logging.level debug").ok();
    assert_eq!(tool.db.rows(), before);
}

#[test]
fn a_sensitive_value_is_sealed_and_masked() {
    let tool = with_a_sensitive_setting();
    let refused = tool
        .run("setting set smtp.password hunter22-long")
        .ends_with(2);
    assert!(!refused.shown().contains("hunter22"), "{}", refused.shown());
    let set = "setting set smtp.password --from-stdin";
    let short = fed(tool.command(set), "hunter2").ends_with(1);
    assert!(!short.shown().contains("hunter2"), "{}", short.shown());
    let pin = fed(tool.command("setting set smtp.pin --from-stdin"), "hunter2").ends_with(1);
    assert!(!pin.shown().contains("hunter2"), "{}", pin.shown());
    let done = fed(tool.command(set), "hunter22-long").ok();
    assert!(!done.shown().contains("hunter22"), "{}", done.shown());
    for line in [
        "setting get smtp.password",
        "setting list --limit 0 -o json",
        "audit list --limit 0 -o json",
        "seed export system_settings",
        "seed diff -o json",
    ] {
        let ran = tool.run(&format!("-vv {line}"));
        let said = ran.stdout() + &ran.stderr();
        assert!(!said.contains("hunter2"), "{line}: {said}");
    }
    assert_eq!(
        tool.run("setting get smtp.password").ok().stdout(),
        "********\n"
    );
    let stored = tool
        .db
        .query("SELECT value FROM system_settings WHERE key = 'password'");
    assert!(!stored.contains("hunter2"), "{stored}");
    tool.run("key generate --out new.key").ok();
    tool.run("credential rotate --new-key-file new.key").ok();
    let report = tool.run("credential verify --all -o json").ok().data();
    assert_eq!(
        (&report["settings"], &report["failed"]),
        (&1.into(), &0.into())
    );
    let again = tool
        .db
        .query("SELECT value FROM system_settings WHERE key = 'password'");
    assert_ne!(stored, again);
    tool.run("setting unset smtp.password").ok();
    assert_eq!(tool.run("setting get smtp.password").ok().stdout(), "\n");
}

#[test]
fn a_setting_that_must_have_a_value_keeps_it() {
    let tool = with_a_key();
    tool.db.execute(
        "INSERT INTO system_settings (category, key, value, value_type, is_required) \
         VALUES ('mine', 'host', 'h', 'string', true)",
    );
    let ran = tool.run("setting unset mine.host").ends_with(5);
    assert!(
        ran.stderr().contains("must have a value"),
        "{}",
        ran.stderr()
    );
}
