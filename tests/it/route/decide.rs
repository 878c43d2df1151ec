//! Deciding, explaining and correcting.

use insta::assert_snapshot;
use serde_json::json;

use super::{decide, decided, platform, rule, statements};

#[test]
fn a_rule_decides_once_and_the_cache_from_then_on() {
    let automatos = platform();
    rule(
        &automatos,
        "billing --channel slack --keyword invoice --agent Billing",
    );
    let first = decide(&automatos, "slack:#help", "Where is my  INVOICE?", "")
        .ok()
        .data();
    assert_eq!(first["tier"], 2);
    assert_eq!(first["target"], "Billing");
    assert_eq!(
        first["reasoning"],
        "the rule `billing` fits: it says `invoice`"
    );
    let second = decide(&automatos, "Slack:#HELP", "where is my invoice? ", "")
        .ok()
        .data();
    assert_eq!(
        (&second["tier"], &second["cached"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(second["envelope_hash"], first["envelope_hash"]);
    assert_eq!(
        automatos.db.query("SELECT route_type, confidence, hit_count, last_hit_at IS NOT NULL, \
             expires_at - now() BETWEEN interval '23 hours' AND interval '24 hours' FROM routing_decision_cache"),
        "agent|0.9|1|t|t"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT cached, source, content FROM routing_decisions ORDER BY created_at"),
        "f|slack:#help|Where is my  INVOICE?\nt|slack:#help|where is my invoice? "
    );
}

#[test]
fn a_kept_decision_that_expired_or_whose_agent_is_archived_is_not_used() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    rule(
        &automatos,
        "billing --keyword invoice --agent Billing --priority 5",
    );
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!("Billing"))
    );
    automatos
        .db
        .execute("UPDATE routing_decision_cache SET expires_at = now() - interval '1 s'");
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!("Billing"))
    );
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(1), json!("Billing"))
    );
    automatos
        .db
        .execute("UPDATE agents SET status = 'archived' WHERE name = 'Billing'");
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!(null))
    );
    automatos
        .db
        .execute("DELETE FROM routing_rules; DELETE FROM agents WHERE name = 'Billing'");
    assert_eq!(
        decided(&automatos, "api", "another"),
        (json!(null), json!(null))
    );
}

#[test]
fn an_override_is_for_one_request_and_only_for_what_takes_requests() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    let forced = |more| decide(&automatos, "api", "hello", more);
    assert_eq!(forced("--override-agent Billing").ok().data()["tier"], 0);
    assert_eq!(
        forced("--override-workflow nightly").ok().data()["route_type"],
        "workflow"
    );
    assert_eq!(
        forced("--override-orchestrate").ok().data()["route_type"],
        "orchestrate"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM routing_decision_cache"),
        "0"
    );
    assert_eq!(forced("").ok().data()["tier"], 2);
    assert_eq!(
        forced("--override-agent Billing").ok().data()["target"],
        "Billing"
    );
    forced("--override-agent Billing --override-orchestrate").ends_with(2);
    let before = automatos.db.rows();
    for (more, code) in [
        ("--override-agent Old", "ROUTE.TARGET"),
        ("--override-agent 'globex agent'", "NAME.UNKNOWN"),
        ("--override-workflow nightli", "NAME.UNKNOWN"),
    ] {
        let error = forced(more).ends_with(5).json();
        assert_eq!(error["error"]["code"], code, "{more}: {error:#}");
    }
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn what_no_rule_has_a_place_for_is_logged_as_unrouted() {
    let automatos = platform();
    rule(&automatos, "billing --keyword invoice --agent Billing");
    let data = decide(&automatos, "api", "something else", "--exit-code")
        .ends_with(3)
        .data();
    assert_eq!(data["routed"], false);
    assert_eq!(
        automatos
            .db
            .query("SELECT source, content, reason FROM unrouted_events"),
        "api|something else|the one rule does not fit"
    );
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM routing_decisions"),
        "0"
    );
}

#[test]
fn explaining_shows_every_tier_and_rule_and_writes_nothing() {
    let automatos = platform();
    rule(
        &automatos,
        "reviews --channel slack --keyword review --agent 'acme agent' --priority 30",
    );
    rule(
        &automatos,
        "billing --keyword invoice --keyword refund --agent Billing --priority 20",
    );
    rule(
        &automatos,
        "cron --pattern 'api:cron*' --workflow nightly --priority 10",
    );
    rule(&automatos, "rest --orchestrate");
    let before = automatos.db.rows();
    let line = "route explain -w acme --source api:web --content 'A  Refund, please'";
    assert_snapshot!(automatos.run(line).ok().shown(), @"
    envelope 043307dd20261becdac8cfbc2030f37c1da12b6d2ce2413d71466ab6b223b431
      api:web: a refund, please
      0 override  nobody said where it goes
      1 cache     no decision is kept for this envelope
    * 2 rules     the rule `billing` fits: it says `refund`
             30  reviews -> agent `acme agent`: only for the channel slack
        >    20  billing -> agent `Billing`: fits: it says `refund`
             10  cron -> workflow `nightly`: the source does not match `api:cron*`
              0  rest -> the orchestrator: fits, but an earlier one does too
    to agent `Billing` (tier 2, confidence 0.9)
    ");
    assert_eq!(automatos.db.rows(), before);
    automatos
        .db
        .execute("UPDATE agents SET status = 'paused' WHERE name = 'Billing'");
    let data = automatos.run(&format!("{line} -o json")).ok().data();
    assert_eq!(data["decision"]["rule"], "rest");
    assert_eq!(
        data["tiers"][2]["rules"][1]["why"],
        "fits, but takes no requests: agent `Billing`: it is paused"
    );
}

#[test]
fn a_correction_is_kept_in_the_log_and_wins_over_the_rules() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    let id = decide(&automatos, "api", "my invoice", "").ok().data()["id"].clone();
    let correct = |more: &str| {
        automatos.run(&format!(
            "route correct {} -w acme {more}",
            id.as_str().expect("an id")
        ))
    };
    let before = automatos.db.rows();
    correct("--agent Billing --dry-run").ok();
    for agent in ["Old", "'globex agent'", "Biling"] {
        correct(&format!("--agent {agent}")).ends_with(5);
    }
    assert_eq!(automatos.db.rows(), before);
    assert_eq!(
        correct("--agent Billing -o json").ok().data()["changed"],
        true
    );
    assert_eq!(
        decided(&automatos, "api", "My invoice"),
        (json!(1), json!("Billing"))
    );
    // A rule that changes forgets what rules decided, and no correction.
    rule(&automatos, "all --agent 'acme agent' --priority 99");
    assert_eq!(
        decided(&automatos, "api", "My invoice"),
        (json!(1), json!("Billing"))
    );
    assert_eq!(
        correct("--agent Billing -o json").ok().data()["changed"],
        false
    );
    assert_eq!(
        automatos.db.query("SELECT was_corrected, corrected_agent_id IS NOT NULL, cached FROM routing_decisions ORDER BY created_at"),
        "t|t|f\nf|f|t\nf|f|t"
    );
    assert_eq!(
        automatos.db.query("SELECT action, count(*) FROM audit_events WHERE object_type = 'routing_decision' GROUP BY 1"),
        "correct|1"
    );
    automatos
        .db
        .execute("UPDATE routing_decision_cache SET expires_at = now() - interval '1 s'");
    assert_eq!(
        decided(&automatos, "api", "My invoice"),
        (json!(2), json!("acme agent"))
    );
    automatos
        .run("route correct 01928f6e-0000-7000-8000-000000000001 -w acme --agent Billing")
        .ends_with(5);
}

#[test]
fn a_dry_run_decides_and_keeps_nothing() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    let before = automatos.db.rows();
    assert_eq!(
        decide(&automatos, "api", "hello", "--dry-run").ok().data()["tier"],
        2
    );
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn the_content_comes_from_a_flag_a_file_or_stdin() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    automatos.file("request.txt", "from a file\n");
    let line = "route explain -w acme --source api -o json";
    let of = |more: &str| automatos.run(&format!("{line} {more}"));
    let content = |more| of(more).ok().data()["normalised_content"].clone();
    assert_eq!(content("--content-file request.txt"), "from a file");
    assert_eq!(content(""), "");
    automatos.file("bad.txt", b"\xff");
    automatos.file("long.txt", "x".repeat((1 << 20) + 1));
    for name in ["bad.txt", "long.txt", "none.txt"] {
        of(&format!("--content-file {name}")).ends_with(1);
    }
    of("--content a --content-file request.txt").ends_with(2);
    automatos
        .run("route explain -w acme --source email --content a")
        .ends_with(2);
    automatos
        .run("route explain --source api --content a")
        .ends_with(2);
}

#[test]
fn a_decision_takes_as_many_statements_with_a_thousand_rules_as_with_one() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    let line = |content| format!("route decide -w acme --source api --content {content}");
    let one = statements(&automatos, &line("one"));
    automatos.db.execute(
        "INSERT INTO routing_rules (workspace_id, name, intent_keywords, target_agent_id, priority) \
         SELECT a.workspace_id, 'rule ' || n, ARRAY['word' || n], a.id, n \
         FROM agents a, generate_series(1, 1000) n WHERE a.name = 'Billing'",
    );
    assert_eq!(statements(&automatos, &line("word500")), one);
    assert_eq!(
        decided(&automatos, "api", "word500"),
        (json!(1), json!("Billing"))
    );
}
