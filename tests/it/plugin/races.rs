//! What happens at once comes out as if it had happened one after the other.

use super::{NEVER, REVIEW, approve, package, uploaded};
use crate::support::Automatos;

#[test]
fn of_approvals_at_once_one_is_given() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[]);
    let started: Vec<_> = (0..4)
        .map(|_| automatos.start(&approve("check", &digest)))
        .collect();
    let mut codes: Vec<i32> = started.into_iter().map(|one| one.finish().code()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [0, 5, 5, 5]);
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn an_upload_that_races_an_approval_leaves_the_one_shown_and_the_other_pending() {
    for round in 0..4 {
        let automatos = Automatos::new();
        let digest = uploaded(&automatos, "check", "1.0.0", &[]);
        let folder = package(&automatos, "check", "1.1.0", &[]);
        let upload = automatos.start(&format!("plugin upload {folder}"));
        let approval = automatos.start(&approve("check", &digest));
        approval.finish().ok();
        upload.finish().ok();
        assert_eq!(
            automatos
                .db
                .query("SELECT version, approval_status FROM plugin_versions ORDER BY 1"),
            "1.0.0|approved\n1.1.0|pending",
            "{round}"
        );
        assert_eq!(
            automatos
                .db
                .query("SELECT version, approval_status FROM marketplace_plugins"),
            "1.0.0|approved"
        );
        assert_eq!(automatos.db.query(NEVER), "");
    }
}

#[test]
fn uploads_of_the_same_bytes_at_once_make_one_version() {
    let automatos = Automatos::new();
    let folder = package(&automatos, "check", "1.0.0", &[]);
    let started: Vec<_> = (0..4)
        .map(|_| automatos.start(&format!("plugin upload {folder}")))
        .collect();
    for upload in started {
        upload.finish().ok();
    }
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM plugin_versions"),
        "1"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn a_rescan_that_worsens_the_verdict_comes_before_the_approval_or_after_it() {
    let mut outcomes = Vec::new();
    for _ in 0..4 {
        let automatos = Automatos::new();
        automatos
            .db
            .execute("UPDATE system_settings SET value = '60' WHERE key = 'review_threshold'");
        let digest = uploaded(&automatos, "check", "1.0.0", &[REVIEW]);
        automatos
            .db
            .execute("UPDATE system_settings SET value = '20' WHERE key = 'review_threshold'");
        let rescan = automatos.start("plugin scan check");
        let approval = automatos.start(&approve("check", &digest));
        let code = approval.finish().code();
        rescan.finish().ok();
        let state = automatos.db.query(
            "SELECT approval_status, approval_verdict, \
                 (SELECT string_agg(action, ' ' ORDER BY id) FROM plugin_sync_history WHERE action IN ('scan', 'approve')) \
             FROM plugin_versions",
        );
        // Refused after the scan, or given before it, on the scan of then.
        match code {
            0 => assert_eq!(state, "approved|safe|scan approve scan"),
            5 => assert_eq!(state, "pending||scan scan"),
            other => panic!("{other}"),
        }
        assert_eq!(
            automatos
                .db
                .query("SELECT security_status FROM plugin_versions"),
            "review_required"
        );
        assert_eq!(automatos.db.query(NEVER), "");
        outcomes.push(code);
    }
    assert_eq!(outcomes.len(), 4);
}

#[test]
fn workspaces_that_enable_at_once_are_all_counted() {
    let automatos = Automatos::new();
    let digest = uploaded(&automatos, "check", "1.0.0", &[]);
    automatos.run(&approve("check", &digest)).ok();
    for workspace in ["w1", "w2", "w3", "w4"] {
        automatos.run(&format!("workspace create {workspace}")).ok();
    }
    let started: Vec<_> = ["w1", "w2", "w3", "w4", "w1"]
        .iter()
        .map(|workspace| {
            automatos.start(&format!("plugin enable check -w {workspace} --retries 10"))
        })
        .collect();
    for enable in started {
        enable.finish().ok();
    }
    assert_eq!(
        automatos
            .db
            .query("SELECT enable_count FROM marketplace_plugins"),
        "4"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}
