//! Stored packages, scanned again.

use super::{BLOCKED, NEVER, REVIEW, approve, approved, uploaded};
use crate::support::Automatos;

#[test]
fn the_recorded_scan_is_shown_and_a_page_is_made_of_the_stored_bytes() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[BLOCKED]);
    let before = automatos.db.rows();
    let report = automatos
        .run("plugin report check@1.0.0 -o json")
        .ok()
        .data();
    assert_eq!(report["overall_verdict"], "blocked", "{report:#}");
    let findings = report["static_findings"].as_array().expect("a list");
    assert!(!findings.is_empty());
    let line = "plugin report check --html page.html --sarif log.sarif";
    let shown = automatos.run(line).ok().stdout();
    assert!(shown.starts_with("check@1.0.0: blocked (risk "), "{shown}");
    assert!(shown.contains("scripts/run.py:"), "{shown}");
    let page = std::fs::read_to_string(automatos.path("page.html")).expect("a page");
    assert!(page.contains("scripts/run.py"));
    let log = std::fs::read_to_string(automatos.path("log.sarif")).expect("a log");
    assert!(log.contains("\"2.1.0\""));
    assert!(automatos.db.rows() == before);
    automatos.run("plugin report check@9.0.0").ends_with(5);
}

#[test]
fn a_stored_version_is_scanned_again_and_the_scan_is_recorded() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    let data = automatos.run("plugin scan check@1.0.0 -o json").ok().data();
    let recorded = &data["plugins"][0]["recorded"];
    assert_eq!(
        (&recorded["verdict"], &recorded["approval_status"]),
        (&"safe".into(), &"approved".into())
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM plugin_security_scans"),
        "2"
    );
    // The approval rests on the scan it was given on; the newest is another.
    assert_eq!(
        automatos
            .db
            .query("SELECT security_scan_id <> approval_scan_id FROM plugin_versions"),
        "t"
    );
    assert_eq!(
        automatos.db.query("SELECT p.security_scan_id = v.security_scan_id FROM marketplace_plugins p JOIN plugin_versions v ON v.plugin_id = p.id"),
        "t"
    );
    automatos.run("plugin scan check --fail-on review").ok();
    automatos.run("plugin scan check@9.9.9").ends_with(5);
    automatos.run("plugin scan chec").ends_with(5);
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn a_dry_run_of_a_scan_keeps_none() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    let before = automatos.db.rows();
    automatos.run("plugin scan check --dry-run").ok();
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_rescan_that_worsens_the_verdict_before_the_approval_forbids_it() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[REVIEW]);
    automatos
        .db
        .execute("UPDATE system_settings SET value = '60' WHERE key = 'review_threshold'");
    automatos.run("plugin scan check").ok();
    let state = "SELECT security_status FROM plugin_versions";
    assert_eq!(automatos.db.query(state), "safe");
    automatos
        .run(&format!("{} --dry-run", approve("check", &digest)))
        .ok();
    automatos
        .db
        .execute("UPDATE system_settings SET value = '20' WHERE key = 'review_threshold'");
    automatos
        .run("plugin scan check --fail-on review")
        .ends_with(3);
    assert_eq!(automatos.db.query(state), "review_required");
    let refused = automatos
        .run(&format!("{} -o json", approve("check", &digest)))
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "PLUGIN.VERDICT");
}

#[test]
fn an_approved_version_whose_verdict_worsens_stays_approved_and_is_told_of() {
    let automatos = Automatos::new();
    automatos
        .db
        .execute("UPDATE system_settings SET value = '60' WHERE key = 'review_threshold'");
    let digest = uploaded(&automatos, "check", "1.0.0", &[REVIEW]);
    automatos.run(&approve("check", &digest)).ok();
    automatos
        .db
        .execute("UPDATE system_settings SET value = '20' WHERE key = 'review_threshold'");
    let ran = automatos.run("plugin scan check").ok();
    assert!(
        ran.stderr().contains("is approved and now review_required"),
        "{}",
        ran.stderr()
    );
    assert_eq!(
        automatos.db.query(
            "SELECT security_status, approval_status, approval_verdict FROM plugin_versions"
        ),
        "review_required|approved|safe"
    );
    assert_eq!(
        automatos
            .run("plugin list --marketplace --security review_required -o json")
            .ok()
            .column("slug"),
        ["check"]
    );
}

#[test]
fn bytes_that_are_gone_or_damaged_are_not_scanned() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    automatos
        .db
        .execute("UPDATE package_chunks SET bytes = 'x'");
    let refused = automatos.run("plugin scan check -o json").ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "STORE.DAMAGED");
    automatos.db.execute("DELETE FROM package_blobs");
    let refused = automatos.run("plugin scan check -o json").ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "STORE.MISSING");
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM plugin_security_scans"),
        "1"
    );
}

#[test]
fn what_a_later_scan_calls_blocked_goes_to_no_other_workspace() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[REVIEW]);
    automatos
        .run(&format!("{} --accept-risk", approve("check", &digest)))
        .ok();
    for slug in ["acme", "other"] {
        automatos.run(&format!("workspace create {slug}")).ok();
    }
    automatos.run("plugin enable check -w acme").ok();
    automatos.file(
        "strict.toml",
        "preset = \"strict\"\n[rules.\"artifact.locked\"]\npoints = 60\n",
    );
    automatos
        .run("plugin scan check --policy strict.toml --fail-on blocked")
        .ends_with(3);
    let refused = automatos
        .run("plugin enable check -w other -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "PLUGIN.VERDICT");
    // Who has it already keeps it, and hears nothing new of it.
    automatos.run("plugin enable check -w acme").ok();
    assert_eq!(automatos.db.query(NEVER), "");
}
