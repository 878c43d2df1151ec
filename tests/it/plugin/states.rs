//! Rejecting, hiding, deleting.

use insta::assert_snapshot;

use super::{NEVER, agent, approve, approved, uploaded};
use crate::support::Automatos;

#[test]
fn a_rejected_version_stays_out_and_a_new_one_is_pending_again() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[]);
    automatos.run("plugin reject check").ends_with(2);
    automatos
        .run("plugin reject check --reason 'no licence'")
        .ok();
    let state = "SELECT approval_status, rejection_reason FROM marketplace_plugins";
    assert_eq!(automatos.db.query(state), "rejected|no licence");
    assert_snapshot!(automatos.run(&approve("check", &digest)).ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` cannot be approved
      because: `check@1.0.0` was rejected: no licence
    hint: upload what was mended under a new version
    [exit 5]
    ");
    automatos
        .run("plugin reject check --reason again")
        .ends_with(5);
    let next = uploaded(&automatos, "check", "1.0.1", &[]);
    assert_eq!(automatos.db.query(state), "pending|");
    automatos.run(&approve("check", &next)).ok();
    assert_eq!(
        automatos
            .db
            .query("SELECT version, approval_status FROM marketplace_plugins"),
        "1.0.1|approved"
    );
    automatos
        .run("plugin reject check@1.0.1 --reason late")
        .ends_with(5);
    automatos
        .run("plugin delete check@1.0.0 --reason 'not needed'")
        .ok();
    automatos.run("plugin delete check@1.0.1").ends_with(5);
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn an_operator_moves_a_plugin_to_another_category_and_features_it() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    automatos.run("plugin update check").ends_with(2);
    automatos
        .run("plugin update check --category no-such")
        .ends_with(5);
    let line = "plugin update check --category data-etl --featured --reason 'it loads data'";
    automatos.run(&format!("{line} --dry-run")).ok();
    let state = "SELECT c.slug, p.is_featured FROM marketplace_plugins p \
                 LEFT JOIN plugin_categories c ON c.id = p.category_id";
    assert_eq!(automatos.db.query(state), "development-testing|f");
    automatos.run(line).ok();
    assert_eq!(automatos.db.query(state), "data-etl|t");
    let audit = "SELECT reason, before, after FROM audit_events WHERE action = 'update'";
    assert_snapshot!(automatos.db.query(audit), @r#"it loads data|{"category": "development-testing", "is_featured": false}|{"category": "data-etl", "is_featured": true}"#);
    let again = automatos.run(line).ok();
    assert!(again.stderr().contains("nothing to do"));
    automatos
        .run("plugin update check --no-category --not-featured")
        .ok();
    assert_eq!(automatos.db.query(state), "|f");
    let count = "SELECT count(*) FROM audit_events WHERE action = 'update'";
    assert_eq!(automatos.db.query(count), "2");
}

#[test]
fn several_pending_versions_are_rejected_by_name_only() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    uploaded(&automatos, "check", "1.1.0", &[]);
    let refused = automatos
        .run("plugin reject check --reason no -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "NAME.AMBIGUOUS");
    automatos.run("plugin reject check@1.0.0 --reason no").ok();
    assert_eq!(
        automatos
            .db
            .query("SELECT approval_status FROM marketplace_plugins"),
        "pending"
    );
}

#[test]
fn a_plugin_that_is_not_active_is_hidden_and_cannot_be_enabled() {
    let automatos = Automatos::new();
    agent(&automatos, &["check"]);
    automatos.run("workspace create globex").ok();
    automatos
        .run("plugin deactivate check --reason 'a report came in'")
        .ok();
    let again = automatos.run("plugin deactivate check").ok();
    assert!(
        again.stderr().contains("nothing to do"),
        "{}",
        again.stderr()
    );
    assert!(
        automatos
            .run("plugin list --marketplace -o json")
            .ok()
            .column("slug")
            .is_empty()
    );
    assert_eq!(
        automatos
            .run("plugin list --inactive -o json")
            .ok()
            .column("slug"),
        ["check"]
    );
    assert_snapshot!(automatos.run("plugin enable check -w globex").ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` is not active
    hint: `automatos plugin activate check`
    [exit 5]
    ");
    automatos.run("plugin activate check").ok();
    automatos.run("plugin enable check -w globex").ok();
    assert_eq!(
        automatos.db.query("SELECT action, details ->> 'reason' FROM plugin_sync_history WHERE action ~ 'activate' ORDER BY id"),
        "deactivate|a report came in\nactivate|"
    );
}

#[test]
fn a_plugin_in_use_is_deleted_only_by_force_and_its_history_stays() {
    let automatos = Automatos::new();
    agent(&automatos, &["check"]);
    automatos.run("agent assign Helper --plugin check").ok();
    assert_snapshot!(automatos.run("plugin delete check --confirm check").ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` cannot be deleted
      because: `check` is enabled in acme
    hint: disable it there, or add `--force --confirm check`
    [exit 5]
    ");
    automatos.run("plugin delete check --force").ends_with(4);
    automatos
        .run("plugin delete check --force --confirm chek")
        .ends_with(4);
    let before = automatos.db.rows();
    automatos.run("plugin delete check --force --dry-run").ok();
    assert_eq!(automatos.db.rows(), before);
    automatos
        .run("plugin delete check --force --confirm check --reason 'malicious'")
        .ok();
    for table in [
        "marketplace_plugins",
        "plugin_versions",
        "workspace_enabled_plugins",
        "agent_assigned_plugins",
    ] {
        assert_eq!(
            automatos.db.query(&format!("SELECT count(*) FROM {table}")),
            "0",
            "{table}"
        );
    }
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM plugin_security_scans"),
        "1"
    );
    let history = automatos.run("plugin history check -o json").ok();
    assert_eq!(
        history.column("action"),
        ["delete", "enable", "approve", "scan", "upload"]
    );
    assert_eq!(history.column("reason")[0], "malicious");
}

#[test]
fn a_plugin_that_nobody_uses_is_deleted_after_consent() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    automatos.run("plugin delete check").ends_with(4);
    automatos.run("plugin delete check --confirm check").ok();
    automatos.run("plugin show check").ends_with(5);
    // The same bytes may come again, and are judged anew.
    uploaded(&automatos, "check", "1.0.0", &[]);
    assert_eq!(
        automatos
            .db
            .query("SELECT approval_status FROM plugin_versions"),
        "pending"
    );
}
