//! Secrets are masked wherever a value could be shown.

use std::os::unix::fs::PermissionsExt;

use crate::support::Automatos;

/// A setting that the file names, and that an operator has since filled with a secret.
fn with_a_secret() -> Automatos {
    let tool = Automatos::new();
    let setting = "version: 1\nkind: system_settings\nitems:\n  \
                   - {category: general, key: token, value_type: string, value: FILE}\n";
    tool.file(
        "seeds/system_settings.yaml",
        setting.replace("FILE", "first"),
    );
    tool.run("seed --dir seeds").ok();
    tool.db.query(
        "UPDATE system_settings SET is_sensitive = true, key_id = 'k1', value = 'sealed-hunter2' \
         WHERE key = 'token'",
    );
    tool.file(
        "seeds/system_settings.yaml",
        setting.replace("FILE", "second"),
    );
    tool
}

#[test]
fn secrets_are_shown_nowhere() {
    let tool = with_a_secret();
    for line in [
        "seed plan --dir seeds",
        "seed plan --dir seeds -o json",
        "seed plan --dir seeds --out the.plan",
        "seed diff --dir seeds",
        "seed diff --dir seeds -o json",
        "seed --dir seeds",
        "seed --dir seeds --on-conflict seed",
        "seed export system_settings",
        "seed status -o json",
    ] {
        let run = tool.run(line).ok();
        let said = run.stdout() + &run.stderr();
        assert!(!said.contains("hunter2"), "{line}: {said}");
    }
    let plan = std::fs::read_to_string(tool.path("the.plan")).unwrap();
    assert!(!plan.contains("hunter2"), "{plan}");
    let ledger = tool
        .db
        .query("SELECT fields FROM seed_entries WHERE item_key = 'general/token'");
    assert!(!ledger.contains("hunter2"), "{ledger}");
    // Nor is text put in the place of what is sealed, whoever is to win.
    let value = tool
        .db
        .query("SELECT value FROM system_settings WHERE key = 'token'");
    assert_eq!(value, "sealed-hunter2");
}

#[test]
fn a_plan_is_for_its_owner_alone() {
    let tool = with_a_secret();
    tool.file("old.plan", "anything");
    for name in ["new.plan", "old.plan"] {
        tool.run(&format!("seed plan --dir seeds --out {name}"))
            .ok();
        let file = std::fs::metadata(tool.path(name)).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{name}");
    }
}
