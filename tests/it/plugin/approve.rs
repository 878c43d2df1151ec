//! Letting versions in.

use insta::assert_snapshot;

use super::{BLOCKED, NEVER, REVIEW, approve, approved, uploaded};
use crate::support::Automatos;

#[test]
fn a_safe_version_is_approved_shown_and_recorded_with_actor_and_reason() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    assert_eq!(
        automatos
            .run("plugin list --marketplace -o json")
            .ok()
            .column("slug"),
        ["check"]
    );
    assert_eq!(
        automatos.db.query(
            "SELECT action, plugin_version, status, performed_by, details ->> 'reason' \
             FROM plugin_sync_history ORDER BY id"
        ),
        "upload|1.0.0|done|tester|\nscan|1.0.0|done|tester|\napprove|1.0.0|done|tester|read it"
    );
    assert_eq!(
        automatos.db.query(
            "SELECT w.slug, actor, db_user, object_type, object_name, reason, before ->> 'approval_status', \
                 after ->> 'approval_status' \
             FROM audit_events a JOIN workspaces w ON w.id = a.workspace_id WHERE action = 'approve'"
        ),
        "platform|tester|automatos|plugin|check@1.0.0|read it|pending|approved"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn the_digest_must_be_that_of_the_version() {
    let automatos = Automatos::new();
    let old = approved(&automatos, "check", "1.0.0");
    let new = uploaded(&automatos, "check", "1.1.0", &[]);
    let before = automatos.db.rows();
    let code = |line: &str, exit: i32| {
        let ran = automatos.run(&format!("{line} -o json")).ends_with(exit);
        ran.json()["error"]["code"]
            .as_str()
            .expect("a code")
            .to_owned()
    };
    assert_eq!(code(&approve("check@1.1.0", &old), 5), "PLUGIN.DIGEST");
    assert_eq!(code(&approve("check", &"0".repeat(64)), 5), "PLUGIN.DIGEST");
    assert_eq!(code(&approve("check@3.0.0", &new), 5), "NAME.UNKNOWN");
    assert_eq!(code(&approve("check", "12"), 2), "USAGE");
    assert_eq!(automatos.db.rows(), before);
    automatos.run(&approve("check", &new.to_uppercase())).ok();
}

#[test]
fn a_review_needs_accepted_risk() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[REVIEW]);
    let line = approve("check", &digest);
    assert_snapshot!(automatos.run(&line).ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` cannot be approved
      because: `check@1.0.0` needs a review (risk 45)
    hint: look at it with `automatos plugin scan check@1.0.0`, then add `--accept-risk` if it is all right
    [exit 5]
    ");
    automatos
        .run(&format!("{line} --override-blocked"))
        .ends_with(4);
    let given = automatos
        .run(&format!("{line} --accept-risk -o json"))
        .ok()
        .data();
    assert_eq!(given["consent"], "risk_accepted");
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn what_is_blocked_stays_out_without_its_override_and_its_name() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[BLOCKED]);
    let line = approve("check", &digest);
    assert_snapshot!(automatos.run(&line).ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `check` cannot be approved
      because: `check@1.0.0` is blocked (risk 100)
    hint: reject it; where the scanner is wrong, add `--override-blocked --confirm check`
    [exit 5]
    ");
    automatos.run(&format!("{line} --accept-risk")).ends_with(5);
    assert_snapshot!(automatos.run(&format!("{line} --override-blocked")).ends_with(4).shown(), @"
    --- stderr ---
    error: this lets `check` in even if its scan blocks it; that needs consent
    hint: add `--confirm check`
    [exit 4]
    ");
    automatos
        .run(&format!("{line} --override-blocked --confirm chek"))
        .ends_with(4);
    automatos
        .run(&format!("{line} --confirm check"))
        .ends_with(5);
    let given = automatos
        .run(&format!(
            "{line} --override-blocked --confirm check -o json"
        ))
        .ok()
        .data();
    assert_eq!(given["consent"], "block_overridden");
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn a_scan_with_other_rules_or_one_that_left_something_out_is_no_ground() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[]);
    let now = automatos
        .db
        .query("SELECT rules_version FROM plugin_security_scans");
    automatos
        .db
        .execute("UPDATE plugin_security_scans SET rules_version = '2020.1.1'");
    let line = approve("check", &digest);
    let refused = automatos.run(&line).ends_with(5).shown();
    assert_snapshot!(refused.replace(&now, "[now]"), @"
    --- stderr ---
    error: the plugin `check` cannot be approved
      because: `check@1.0.0` was scanned with the rules 2020.1.1; those of now are [now]
    hint: scan it again: `automatos plugin scan check@1.0.0`
    [exit 5]
    ");
    automatos.run("plugin scan check@1.0.0").ok();
    automatos.run(&format!("{line} --dry-run")).ok();
    automatos.db.execute(
        "WITH s AS (INSERT INTO plugin_security_scans (plugin_slug, plugin_version, package_sha256, \
             static_scan_status, static_risk_score, risk_score, overall_verdict, rules_version, duration_ms, scanned_by) \
             SELECT plugin_slug, plugin_version, package_sha256, 'failed', 20, 20, 'review_required', rules_version, 1, 't' \
             FROM plugin_security_scans WHERE rules_version <> '2020.1.1' RETURNING *) \
         UPDATE plugin_versions v SET security_scan_id = s.id, security_status = 'review_required' FROM s",
    );
    let refused = automatos
        .run(&format!("{line} --accept-risk -o json"))
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "PLUGIN.SCAN_INCOMPLETE");
}

#[test]
fn a_lower_version_is_approved_and_does_not_replace_a_higher_one() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "2.0.0");
    let digest = uploaded(&automatos, "check", "1.9.0", &[]);
    let given = automatos
        .run(&format!("{} -o json", approve("check", &digest)))
        .ok()
        .data();
    assert_eq!(given["is_shown"], false);
    let digest = uploaded(&automatos, "check", "10.0.0", &[]);
    let given = automatos
        .run(&format!("{} -o json", approve("check", &digest)))
        .ok()
        .data();
    assert_eq!(given["is_shown"], true);
    assert_eq!(
        automatos
            .db
            .query("SELECT version FROM marketplace_plugins"),
        "10.0.0"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn the_database_refuses_an_approval_that_the_code_would_not_give() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[BLOCKED]);
    let conn = &mut automatos.db.connect();
    for change in [
        "UPDATE plugin_versions SET approval_status = 'approved'",
        "UPDATE plugin_versions SET approval_status = 'approved', approved_by = 'x', approved_at = now()",
        "UPDATE plugin_versions SET security_status = 'safe'",
        "UPDATE plugin_versions SET package_sha256 = repeat('0', 64)",
        "UPDATE plugin_versions SET approval_status = 'rejected'",
        "UPDATE plugin_versions SET approval_status = 'approved', approved_by = 'x', approved_at = now(), \
             approved_db_user = 'x', approval_reason = 'x', approval_scan_id = security_scan_id, \
             approval_verdict = 'safe', approval_consent = 'verdict'",
        "UPDATE plugin_versions SET approval_status = 'approved', approved_by = 'x', approved_at = now(), \
             approved_db_user = 'x', approval_reason = 'x', approval_scan_id = security_scan_id, \
             approval_verdict = 'blocked', approval_consent = 'risk_accepted'",
        "UPDATE plugin_versions SET approval_status = 'approved', approved_by = uploaded_by, approved_at = now(), \
             approved_db_user = 'x', approval_reason = 'x', approval_scan_id = security_scan_id, \
             approval_verdict = 'blocked', approval_consent = 'block_overridden', approval_four_eyes = true",
        "UPDATE marketplace_plugins SET approval_status = 'approved'",
        "UPDATE marketplace_plugins SET security_status = 'safe'",
        "DELETE FROM plugin_security_scans",
    ] {
        let refused = diesel::connection::SimpleConnection::batch_execute(conn, change);
        assert!(refused.is_err(), "{change}");
    }
}
