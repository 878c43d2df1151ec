//! Rules: what one may be, and what changes with it.

use insta::assert_snapshot;
use serde_json::json;

use super::{decided, platform, rule};

#[test]
fn a_rule_has_one_target_of_its_own_workspace_that_takes_requests() {
    let automatos = platform();
    assert_snapshot!(automatos.run("route rule create ' billing ' -w acme --channel slack --pattern 'Slack:#HELP*' --keyword Invoice --keyword invoice --agent Billing").ok().shown(), @"
    id               1
    name             billing
    priority         0
    source channel   slack
    source pattern   slack:#help*
    intent keywords  invoice
    route type       agent
    target           Billing
    target status    active
    is active        true
    ");
    let before = automatos.db.rows();
    let refused = |words: &str, code| {
        let ran = automatos.run(&format!("route rule create -w acme {words} -o json"));
        let error = ran.json();
        assert_eq!(error["error"]["code"], code, "{words}: {error:#}");
    };
    refused("a", "USAGE");
    refused("a --agent Billing --orchestrate", "USAGE");
    refused("a --agent Billing --workflow nightly", "USAGE");
    refused("a --agent Old", "ROUTE.TARGET");
    refused("a --agent 'globex agent'", "NAME.UNKNOWN");
    refused("a --workflow daily", "NAME.UNKNOWN");
    refused("a --orchestrate --channel email", "USAGE");
    refused("a --orchestrate --pattern ' '", "USAGE");
    refused("a --orchestrate --keyword ' '", "USAGE");
    refused("' ' --orchestrate", "USAGE");
    refused("billing --orchestrate", "NAME.TAKEN");
    automatos
        .run("route rule create a -w acme --orchestrate --dry-run")
        .ok();
    assert_eq!(automatos.db.rows(), before);
    let id = automatos
        .db
        .query("SELECT id FROM agents WHERE name = 'globex agent'");
    refused(&format!("a --agent {id}"), "NAME.UNKNOWN");
}

#[test]
fn a_rule_that_changes_forgets_what_the_rules_decided() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!(null))
    );
    rule(
        &automatos,
        "billing --keyword invoice --agent Billing --priority 1",
    );
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!("Billing"))
    );
    let update = |words: &str| automatos.run(&format!("route rule update billing -w acme {words}"));
    update("--priority 1").ok();
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(1), json!("Billing"))
    );
    assert_snapshot!(update("--priority -1 --channel slack --no-keywords").ok().shown(), @"
    id              2
    name            billing
    priority        -1
    source channel  slack
    route type      agent
    target          Billing
    target status   active
    is active       true
    --- stderr ---
    kept decisions that are made anew from now on: 1
    ");
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!(null))
    );
    update("--any-channel --workflow nightly --priority 7 --name all").ok();
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!("nightly"))
    );
    update("--priority 1").ends_with(5);
    automatos.run("route rule update all -w acme").ends_with(2);
    automatos
        .run("route rule update all -w acme --name rest")
        .ends_with(5);
    automatos
        .run("route rule update all -w acme --inactive")
        .ok();
    assert_eq!(
        decided(&automatos, "api", "invoice"),
        (json!(2), json!(null))
    );
    assert_eq!(
        automatos.db.query("SELECT action, count(*) FROM audit_events WHERE object_type = 'routing_rule' GROUP BY 1 ORDER BY 1"),
        "create|2\nupdate|3"
    );
}

#[test]
fn a_rule_is_deleted_with_consent() {
    let automatos = platform();
    rule(&automatos, "rest --orchestrate");
    decided(&automatos, "api", "invoice");
    let delete = |more: &str| automatos.run(&format!("route rule delete rest -w acme {more}"));
    let before = automatos.db.rows();
    delete("").ends_with(4);
    delete("--dry-run").ok();
    assert_eq!(automatos.db.rows(), before);
    delete("--confirm rest").ok();
    assert_eq!(decided(&automatos, "api", "invoice").0, json!(null));
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM audit_events WHERE object_type = 'routing_rule' AND action = 'delete'"),
        "1"
    );
}

#[test]
fn rules_are_listed_in_the_order_in_which_they_are_tried_and_can_be_reordered() {
    let automatos = platform();
    for name in ["one", "two", "three", "four", "five"] {
        rule(&automatos, &format!("{name} --orchestrate"));
    }
    let names = |more: &str| {
        automatos
            .run(&format!("route rule list -w acme -o json {more}"))
            .ok()
            .column("name")
    };
    assert_eq!(names(""), ["one", "two", "three", "four", "five"]);
    assert_snapshot!(automatos.run("route rule reorder four two -w acme").ok().shown(), @"
    50  four
    40  two
    30  one
    20  three
    10  five
    ");
    let mut walked = Vec::new();
    let mut after = String::new();
    loop {
        let page = automatos
            .run(&format!(
                "route rule list -w acme --limit 2 -o json {after}"
            ))
            .ok();
        walked.extend(page.column("name"));
        match &page.json()["next"] {
            serde_json::Value::String(cursor) => after = format!("--after '{cursor}'"),
            _ => break,
        }
        assert!(walked.len() <= 5, "it does not end");
    }
    assert_eq!(walked, ["four", "two", "one", "three", "five"]);
    let again = automatos.run("route rule reorder four -w acme").ok();
    assert!(
        again.stderr().contains("nothing to do"),
        "{}",
        again.stderr()
    );
    assert_eq!(names("--search fi"), ["five"]);
    assert!(names("--channel slack").is_empty());
    automatos
        .run("route rule list -w acme --after x")
        .ends_with(2);
    automatos
        .run("route rule reorder sven -w acme")
        .ends_with(5);
}

#[test]
fn the_rules_of_another_workspace_are_out_of_reach() {
    let automatos = platform();
    automatos
        .run("route rule create theirs -w globex --agent 'globex agent'")
        .ok();
    automatos
        .run("route decide -w globex --source api --content hello")
        .ok();
    let theirs = |automatos: &crate::support::Automatos| {
        automatos.db.query("SELECT t, x.* FROM workspaces w, LATERAL ( \
             SELECT 'rule' AS t, r.id::text, xmin::text FROM routing_rules r WHERE r.workspace_id = w.id \
             UNION ALL SELECT 'kept', c.envelope_hash, xmin::text FROM routing_decision_cache c WHERE c.workspace_id = w.id \
             UNION ALL SELECT 'log', d.id::text, '' FROM routing_decisions d WHERE d.workspace_id = w.id) AS x \
             WHERE w.slug = 'globex' ORDER BY 1, 2")
    };
    let before = theirs(&automatos);
    let id = automatos.db.query("SELECT id FROM routing_rules");
    let decision = automatos.db.query("SELECT id FROM routing_decisions");
    for line in [
        format!("route rule update {id} --priority 1"),
        format!("route rule delete {id} --confirm theirs"),
        format!("route rule reorder {id}"),
        format!("route correct {decision} --agent Billing"),
    ] {
        automatos.run(&format!("{line} -w acme")).ends_with(5);
    }
    assert_eq!(decided(&automatos, "api", "hello").0, json!(null));
    rule(&automatos, "mine --orchestrate");
    for line in ["rule list", "history", "unrouted list"] {
        let ran = automatos.run(&format!("route {line} -w acme -o json")).ok();
        assert!(!ran.stdout().contains("globex"), "{line}: {}", ran.stdout());
    }
    let stats = automatos.run("route stats -w acme -o json").ok().data();
    assert_eq!(
        (&stats["decisions"], &stats["unrouted"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(theirs(&automatos), before);
}
