//! The jobs of `maintain`, but for that of the store of packages, which is tested with the stores.

use std::io::Read;

use flate2::read::GzDecoder;
use insta::assert_snapshot;

use crate::plugin;
use crate::support::Automatos;

/// A partition of decisions that is over for longer than any setting keeps it, with three rows, and
/// two finished executions of which one is old.
fn old_rows(automatos: &Automatos) {
    automatos.run("workspace create acme").ok();
    automatos.db.execute(
        "CREATE TABLE routing_decisions_y2020m01 (LIKE routing_decisions INCLUDING DEFAULTS INCLUDING CONSTRAINTS); \
         ALTER TABLE routing_decisions ATTACH PARTITION routing_decisions_y2020m01 \
             FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-02-01 00:00:00+00'); \
         INSERT INTO routing_decisions (workspace_id, created_at, request_id, envelope_hash, source, \
             route_type, confidence) \
         SELECT id, '2020-01-15', gen_random_uuid(), repeat('a', 64), 'api', 'orchestrate', 1 \
         FROM workspaces, generate_series(1, 3) WHERE slug = 'acme'; \
         INSERT INTO workflows (workspace_id, name) SELECT id, 'Flow' FROM workspaces WHERE slug = 'acme'; \
         INSERT INTO workflow_executions (workspace_id, workflow_id, status, started_at, completed_at) \
         SELECT w.workspace_id, w.id, 'completed', at, at \
         FROM workflows w, (VALUES (now()), (now() - interval '400 days')) AS times (at)",
    );
}

#[test]
fn what_is_older_than_its_setting_goes_and_the_rest_stays() {
    let automatos = Automatos::new();
    old_rows(&automatos);
    let rows = automatos.db.rows();
    let tried = automatos.run("maintain run retention --dry-run").ok();
    assert_snapshot!(tried.stdout(), @"retention: would be executions removed 1, partitions removed 1");
    assert_eq!(automatos.db.rows(), rows);
    let ran = automatos.run("maintain run retention -o json").ok().data();
    assert_eq!(ran["jobs"][0]["counts"]["partitions_removed"], 1, "{ran:#}");
    assert_eq!(ran["jobs"][0]["counts"]["executions_removed"], 1, "{ran:#}");
    let left = "SELECT to_regclass('routing_decisions_y2020m01') IS NULL, \
                (SELECT count(*) FROM workflow_executions)";
    assert_eq!(automatos.db.query(left), "t|1");
    let again = automatos.run("maintain run retention").ok();
    assert_eq!(again.stdout(), "retention: nothing to do\n");
}

#[test]
fn what_goes_can_be_kept_in_files() {
    let automatos = Automatos::new();
    old_rows(&automatos);
    let ran = automatos
        .run("maintain run retention --archive old -o json")
        .ok()
        .data();
    assert_eq!(ran["jobs"][0]["counts"]["rows_archived"], 4, "{ran:#}");
    let unpacked = |path: std::path::PathBuf| {
        let mut text = String::new();
        GzDecoder::new(std::fs::File::open(path).expect("a file"))
            .read_to_string(&mut text)
            .expect("lines");
        text
    };
    let decisions = unpacked(automatos.path("old/routing_decisions_y2020m01.ndjson.gz"));
    assert_eq!(decisions.lines().count(), 3);
    for line in decisions.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        assert_eq!(row["route_type"], "orchestrate");
    }
    let files: Vec<String> = std::fs::read_dir(automatos.path("old"))
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let executions = files
        .iter()
        .find(|name| name.starts_with("workflow_executions-"))
        .expect("the executions");
    assert_eq!(
        unpacked(automatos.path(&format!("old/{executions}")))
            .lines()
            .count(),
        1
    );
    assert_eq!(files.len(), 2, "{files:?}");
}

#[test]
fn an_archive_that_cannot_be_written_keeps_the_rows() {
    let automatos = Automatos::new();
    old_rows(&automatos);
    automatos.file("old", "a file, not a folder");
    let failed = automatos
        .run("maintain run retention --archive old")
        .ends_with(1);
    assert_snapshot!(failed.shown().replace(&*automatos.path("").to_string_lossy(), ""), @"
    --- stderr ---
    error: the job `retention` failed
      because: the archive old/routing_decisions_y2020m01.ndjson.gz cannot be written
      because: File exists (os error 17)
    hint: nothing that it was to hold has been removed
    [exit 1]
    ");
    let left = "SELECT count(*) FROM routing_decisions_y2020m01";
    assert_eq!(automatos.db.query(left), "3");
}

#[test]
fn a_job_that_fails_does_not_keep_the_others_from_running() {
    let automatos = Automatos::new();
    automatos
        .db
        .execute("UPDATE system_settings SET value = 'soon' WHERE key = 'audit_events_days'");
    let ran = automatos.run("maintain run -q -o json").ends_with(1).data();
    let failed = ran["failed"].as_array().expect("a list");
    assert_eq!(failed.len(), 1, "{ran:#}");
    assert_eq!(failed[0]["job"], "retention");
    assert_eq!(failed[0]["code"], "CONFIG.VALUE");
    assert!(
        ran["jobs"].as_array().expect("a list").len() >= 5,
        "{ran:#}"
    );
    let told = automatos.run("maintain run -q").ends_with(1);
    assert!(
        told.stdout().contains("retention: failed"),
        "{}",
        told.stdout()
    );
    automatos.run("maintain run retention").ends_with(2);
}

#[test]
fn expired_decisions_wrong_counts_and_missing_partitions_are_mended() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.db.execute(
        "INSERT INTO routing_decision_cache (workspace_id, envelope_hash, route_type, confidence, expires_at) \
         SELECT id, lpad(to_hex(n), 64, '0'), 'orchestrate', 1, \
             now() + CASE WHEN n % 2 = 0 THEN interval '1 hour' ELSE interval '-1 hour' END \
         FROM workspaces, generate_series(1, 12000) AS n WHERE slug = 'acme'; \
         INSERT INTO marketplace_plugins (slug, name, version, enable_count) VALUES ('odd', 'Odd', '1.0.0', 7); \
         DO $$ BEGIN EXECUTE format('DROP TABLE unrouted_events_%s', \
             to_char(now() AT TIME ZONE 'UTC' + interval '2 months', '\"y\"YYYY\"m\"MM')); END $$",
    );
    let ran = automatos.run("maintain run partitions expired counts").ok();
    assert_snapshot!(ran.stdout(), @"
    partitions: partitions created 1
    expired: decisions removed 6000
    counts: plugins mended 1
    ");
    let left = "SELECT (SELECT count(*) FROM routing_decision_cache), \
                (SELECT enable_count FROM marketplace_plugins)";
    assert_eq!(automatos.db.query(left), "6000|0");
}

#[test]
fn expired_credentials_are_deactivated_and_the_log_has_it() {
    let automatos = Automatos::new();
    automatos.run("key generate").ok();
    automatos.run("workspace create acme").ok();
    automatos.file("values.yaml", "api_key: sk-1\n");
    for name in ["old", "new"] {
        let line = "--type openai_api -w acme --expires 90d --from-file values.yaml";
        automatos
            .run(&format!("credential create {name} {line}"))
            .ok();
    }
    automatos
        .db
        .execute("UPDATE credentials SET expires_at = now() - interval '1 day' WHERE name = 'old'");
    let tried = automatos.run("maintain run expired --dry-run").ok();
    assert_snapshot!(tried.stdout(), @"expired: would be credentials deactivated 1");
    automatos.run("maintain run expired").ok();
    let active = "SELECT name, is_active FROM credentials ORDER BY name";
    assert_eq!(automatos.db.query(active), "new|t\nold|f");
    let log = "SELECT credential_name, details ->> 'reason' FROM credential_audit_logs WHERE action = 'updated'";
    assert_eq!(automatos.db.query(log), "old|it expired");
    let again = automatos.run("maintain run expired").ok();
    assert_snapshot!(again.stdout(), @"expired: nothing to do");
}

#[test]
fn what_was_scanned_with_other_rules_is_scanned_again() {
    let automatos = Automatos::new();
    let digest = plugin::approved(&automatos, "check", "1.0.0");
    plugin::uploaded(&automatos, "worse", "1.0.0", &[plugin::BLOCKED]);
    // As rules left them that knew less; no constraint lets the tool itself write that.
    automatos.db.execute(
        "SET session_replication_role = replica; \
         UPDATE plugin_security_scans SET rules_version = '2020.1.1', overall_verdict = 'safe', \
             risk_score = 0, static_risk_score = 0; \
         UPDATE plugin_versions SET security_status = 'safe'; \
         UPDATE marketplace_plugins SET security_status = 'safe'",
    );
    let ran = automatos.run("maintain run scans").ok();
    assert_snapshot!(ran.stdout(), @"scans: packages scanned 2, packages worse 1");
    let states = "SELECT approval_status, security_status FROM plugin_versions ORDER BY 1";
    assert_eq!(automatos.db.query(states), "approved|safe\npending|blocked");
    let history = automatos.run("plugin history check -o json").ok().stdout();
    assert!(history.contains("the rules of scans changed"), "{history}");
    let again = automatos.run("maintain run scans").ok();
    assert_snapshot!(again.stdout(), @"scans: nothing to do");
    assert_eq!(digest.len(), 64);
}

#[test]
fn the_success_rate_of_a_workflow_follows_its_runs() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.file("flow.yaml", "name: Flow\n");
    automatos
        .run("workflow create --file flow.yaml -w acme")
        .ok();
    let rate = "SELECT success_rate FROM workflows";
    for (end, expected) in [
        ("completed", "1"),
        ("failed --error none", "0.5"),
        ("cancelled", "0.5"),
    ] {
        let begun = "workflow execution record Flow --status running -w acme -o json";
        let id = automatos.run(begun).ok().data()["id"].clone();
        automatos
            .run(&format!(
                "workflow execution record --run {id} --status {end} -w acme"
            ))
            .ok();
        assert_eq!(automatos.db.query(rate), expected);
    }
    automatos
        .db
        .execute("UPDATE workflows SET success_rate = 1");
    let ran = automatos.run("maintain run counts").ok();
    assert_snapshot!(ran.stdout(), @"counts: workflows mended 1");
    assert_eq!(automatos.db.query(rate), "0.5");
}

#[test]
fn a_run_ends_when_its_time_is_over_and_the_next_one_goes_on() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.db.execute(
        "INSERT INTO routing_decision_cache (workspace_id, envelope_hash, route_type, confidence, expires_at) \
         SELECT id, lpad(to_hex(n), 64, '0'), 'orchestrate', 1, now() - interval '1 hour' \
         FROM workspaces, generate_series(1, 100) AS n WHERE slug = 'acme'",
    );
    let count = "SELECT count(*) FROM routing_decision_cache";
    let over = automatos
        .run("maintain run --max-runtime 0s -o json")
        .ok()
        .data();
    let unfinished = over["unfinished"].as_array().expect("a list").len();
    let jobs = automatos.run("maintain list -o json").ok().data();
    assert_eq!(unfinished, jobs.as_array().expect("a list").len());
    assert_eq!(automatos.db.query(count), "100");
    let statements = "maintain run expired --batch 30 --max-runtime 1h";
    let ran = automatos.run(statements).ok();
    assert_snapshot!(ran.stdout(), @"expired: decisions removed 100");
    automatos.run("maintain run --batch 0").ends_with(2);
}
