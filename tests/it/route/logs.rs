//! History, statistics, and rules that are learned from what went nowhere.

use insta::assert_snapshot;
use serde_json::Value;

use super::{decide, decided, platform, rule};

#[test]
fn the_history_is_walked_page_by_page_the_newest_first() {
    let automatos = platform();
    rule(&automatos, "rest --agent Billing");
    for (source, content) in [
        ("api", "a"),
        ("slack", "b"),
        ("api", "a"),
        ("line", "c"),
        ("api", "d"),
    ] {
        decide(&automatos, source, content, "").ok();
    }
    let list = |more: &str| {
        automatos
            .run(&format!("route history -w acme -o json {more}"))
            .ok()
    };
    let whole = list("").column("id");
    let mut walked = Vec::new();
    let mut after = String::new();
    loop {
        let page = list(&format!("--limit 2 {after}"));
        walked.extend(page.column("id"));
        match &page.json()["next"] {
            Value::String(cursor) => after = format!("--after '{cursor}'"),
            _ => break,
        }
        assert!(walked.len() <= 5, "it does not end");
    }
    assert_eq!(walked, whole);
    assert_eq!(list("").column("content"), ["d", "c", "a", "b", "a"]);
    assert_eq!(list("--channel slack").column("target"), ["Billing"]);
    assert!(list("--corrected").column("id").is_empty());
    assert!(list("--since 0s").column("id").is_empty());
    automatos
        .run("route history -w acme --since yesterday")
        .ends_with(2);
}

#[test]
fn statistics_count_by_channel() {
    let automatos = platform();
    assert_snapshot!(automatos.run("route stats -w acme").ok().shown(), @"
    0 decisions, 0 from the cache, 0 corrected; 0 unrouted
    ");
    rule(&automatos, "billing --keyword invoice --agent Billing");
    for source in ["slack:#a", "slack:#a", "slack:#b", "api"] {
        decide(&automatos, source, "an invoice", "").ok();
    }
    let id = decide(&automatos, "slack:#a", "an invoice", "").ok().data()["id"].clone();
    let id = id.as_str().expect("an id");
    automatos
        .run(&format!("route correct {id} -w acme --agent 'acme agent'"))
        .ok();
    decide(&automatos, "line", "nothing", "").ok();
    assert_snapshot!(automatos.run("route stats -w acme").ok().shown(), @"
    5 decisions, 2 from the cache (40.0 %), 1 corrected; 1 unrouted
    slack              4 decided       2 cached     1 corrected     0 unrouted
    api                1 decided       0 cached     0 corrected     0 unrouted
    line               0 decided       0 cached     0 corrected     1 unrouted
    ");
    let data = automatos.run("route stats -w acme -o json").ok().data();
    assert_eq!(data["hit_rate"], 0.4);
}

#[test]
fn a_rule_is_suggested_from_what_went_nowhere_and_its_command_creates_it() {
    let automatos = platform();
    let line = "route unrouted suggest-rule -w acme --agent Billing";
    assert_snapshot!(automatos.run(line).ends_with(5).shown(), @"
    --- stderr ---
    error: 0 unrouted requests share no word that would tell them from routed ones
    hint: see `automatos route unrouted list`; `--since` looks further back
    [exit 5]
    ");
    rule(&automatos, "orders --keyword order --agent 'acme agent'");
    for content in [
        "the invoice is wrong",
        "send the invoice again",
        "a refund",
        "I want my refund",
        "where is my order",
        "my order is late",
        "hello",
    ] {
        decide(&automatos, "slack", content, "").ok();
    }
    let reasons = automatos
        .run("route unrouted list -w acme -o json")
        .ok()
        .column("content");
    assert_eq!(reasons.len(), 5);
    assert_snapshot!(automatos.run(line).ok().shown(), @r#"
    # 4 of 5 unrouted requests have one of these words, and 0 routed ones
    #   invoice: 2 unrouted, 0 routed
    #   refund: 2 unrouted, 0 routed
    version: 1
    kind: routing_rules
    items:
      - workspace: acme
        name: "invoice requests"
        intent_keywords: ["invoice","refund"]
        target_agent: "Billing"
    # automatos route rule create 'invoice requests' -w acme --agent Billing --keyword invoice --keyword refund
    "#);
    let data = automatos
        .run(&format!("{line} --channel slack -o json"))
        .ok()
        .data();
    let command = data["command"].as_str().expect("a command");
    automatos
        .run(command.strip_prefix("automatos ").expect("ours"))
        .ok();
    assert_eq!(decided(&automatos, "slack", "refund!").1, "Billing");
    automatos
        .run("route rule delete 'invoice requests' -w acme --confirm 'invoice requests'")
        .ok();
    automatos.file(
        "rules/routing_rules.yaml",
        data["yaml"].as_str().expect("a file"),
    );
    automatos.run("seed apply --dir rules").ok();
    assert_eq!(decided(&automatos, "slack", "an invoice").1, "Billing");
}
