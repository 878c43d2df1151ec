//! Catalogues on their way into the cache.

use insta::assert_snapshot;
use serde_json::Value;

use super::{CATALOGUE, fleet};
use crate::support::{Answer, Automatos, ModelServer, Ran, http};

#[test]
fn a_catalogue_is_taken_once_and_what_it_loses_is_switched_off() {
    let automatos = Automatos::new();
    automatos.file("catalogue.json", CATALOGUE);
    let sync = |more: &str| automatos.run(&format!("tool sync --from catalogue.json {more}"));
    let before = automatos.db.rows();
    sync("--dry-run").ok();
    assert_eq!(automatos.db.rows(), before);
    assert_snapshot!(sync("").ok().shown(), @"
    source            catalogue.json
    changed           true
    apps              2
    apps added        2
    apps updated      0
    apps deactivated  0
    actions           4
    actions added     4
    actions updated   0
    actions removed   0
    ");
    let before = automatos.db.rows();
    assert_eq!(sync("-o json").ok().data()["changed"], false);
    assert_eq!(automatos.db.rows(), before);
    let forced = sync("--force -o json").ok().data();
    assert_eq!(
        (&forced["apps_updated"], &forced["actions_updated"]),
        (&0.into(), &0.into())
    );
    automatos.file(
        "catalogue.json",
        r#"{"items": [{"slug": "github", "name": "GitHub!", "actions": [
            {"slug": "GITHUB_CREATE_ISSUE", "name": "Create an issue", "input_parameters": {"type": "object"}},
            {"slug": "GITHUB_NEW", "name": "New"}]}]}"#,
    );
    let synced = sync("-o json").ok().data();
    assert_eq!(counts(&synced), [0, 1, 1, 1, 1, 1]);
    assert_eq!(
        automatos
            .db
            .query("SELECT app_name, status, action_count FROM composio_apps_cache ORDER BY 1"),
        "GITHUB|active|2\nSLACK|inactive|2"
    );
    assert_eq!(
        automatos.db.query("SELECT count(*), count(*) FILTER (WHERE object_name = 'catalogue.json') FROM audit_events WHERE action = 'sync'"),
        "3|3"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT source, apps, actions, synced_by FROM composio_syncs"),
        "catalogue.json|1|2|tester"
    );
}

/// What a sync did: apps added, updated, deactivated; actions added, updated, removed.
fn counts(synced: &Value) -> [u64; 6] {
    [
        "apps_added",
        "apps_updated",
        "apps_deactivated",
        "actions_added",
        "actions_updated",
        "actions_removed",
    ]
    .map(|name| synced[name].as_u64().expect("a number"))
}

#[test]
fn a_list_of_actions_alone_switches_nothing_off() {
    let automatos = fleet("  - {workspace: acme, name: Helper}\n");
    automatos.file(
        "tools.json",
        r#"{"items": [{"slug": "JIRA_GET", "name": "Get", "toolkit": {"slug": "jira", "name": "Jira"}, "input_parameters": {}},
            {"slug": "GITHUB_STAR", "name": "Star", "toolkit": {"slug": "github", "name": "Hub"}, "input_parameters": {}}]}"#,
    );
    let synced = automatos
        .run("tool sync --from tools.json -o json")
        .ok()
        .data();
    assert_eq!(
        (&synced["apps_added"], &synced["actions_added"]),
        (&1.into(), &2.into())
    );
    assert_eq!(
        automatos
            .run("tool app list -o json")
            .ok()
            .column("display_name"),
        ["GitHub", "Jira", "Slack"]
    );
    assert_eq!(
        automatos
            .run("tool action list --app github -o json")
            .ok()
            .column("action_name")
            .len(),
        3
    );
    assert_eq!(
        automatos.run("tool app show Github -o json").ok().data()["status"],
        "active"
    );
    assert_eq!(
        automatos
            .run("tool action show SLACK_SEND -o json")
            .ok()
            .data()["app_name"],
        "SLACK"
    );
    automatos.run("tool app show githb").ends_with(5);
    automatos
        .run("tool action show SLACK_SEND --app github")
        .ends_with(5);
}

/// Syncs from that server.
fn from(automatos: &Automatos, server: &ModelServer, more: &str) -> Ran {
    let mut command = automatos.command(&format!(
        "tool sync --from {}/apps {more} -o json",
        server.url()
    ));
    command.env("TOOLS_KEY", "very-secret");
    Ran::of(command)
}

#[test]
fn a_server_that_is_busy_is_asked_again_and_one_that_says_nothing_changed_is_believed() {
    let automatos = Automatos::new();
    let server = ModelServer::start(&[
        |_| http(503, "Retry-After: 0\r\n", ""),
        |_| http(429, "Retry-After: 0\r\n", ""),
        |_| http(200, "ETag: \"v1\"\r\n", CATALOGUE),
        |_| http(304, "", ""),
        |_| http(200, "ETag: \"v1\"\r\n", CATALOGUE),
    ]);
    assert_eq!(
        from(&automatos, &server, "--key-from-env TOOLS_KEY")
            .ok()
            .data()["apps_added"],
        2
    );
    let before = automatos.db.rows();
    assert_eq!(from(&automatos, &server, "").ok().data()["changed"], false);
    assert_eq!(automatos.db.rows(), before);
    assert_eq!(
        from(&automatos, &server, "--force").ok().data()["changed"],
        true
    );
    let heads: Vec<String> = server.asked().into_iter().map(|asked| asked.head).collect();
    assert_eq!(heads.len(), 5);
    assert!(heads[0].contains("x-api-key: very-secret"), "{}", heads[0]);
    assert!(heads[3].contains("if-none-match: \"v1\""), "{}", heads[3]);
    assert!(!heads[4].contains("if-none-match"), "{}", heads[4]);
}

#[test]
fn pages_are_followed_to_the_last() {
    let automatos = Automatos::new();
    let server = ModelServer::start(&[
        |_| {
            http(
                200,
                "ETag: \"p1\"\r\n",
                r#"{"items": [{"slug": "a"}], "next_cursor": "two"}"#,
            )
        },
        |asked| {
            assert!(
                asked.head.starts_with("get /apps?cursor=two "),
                "{}",
                asked.head
            );
            http(
                200,
                "",
                r#"{"items": [{"slug": "b"}], "next_cursor": null}"#,
            )
        },
    ]);
    assert_eq!(from(&automatos, &server, "").ok().data()["apps"], 2);
    assert_eq!(
        automatos
            .db
            .query("SELECT etag IS NULL FROM composio_syncs"),
        "t"
    );
}

#[test]
fn a_server_that_fails_or_talks_nonsense_changes_nothing() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    let failed = |answers: &'static [Answer], code, exit| {
        let server = ModelServer::start(answers);
        let ran = from(&automatos, &server, "--key-from-env TOOLS_KEY").ends_with(exit);
        let error = ran.json();
        assert_eq!(error["error"]["code"], code, "{error:#}");
        assert!(!format!("{}{}", ran.stdout(), ran.stderr()).contains("very-secret"));
        server.asked().len()
    };
    let cases: [(&'static [Answer], &str, i32, usize); 7] = [
        (
            &[|_| http(500, "Retry-After: 0\r\n", "")],
            "TOOL.UNREACHABLE",
            75,
            4,
        ),
        (
            &[|_| http(503, "Retry-After: 3600\r\n", "")],
            "TOOL.UNREACHABLE",
            75,
            1,
        ),
        (&[|_| http(401, "", "very-secret")], "TOOL.DENIED", 5, 1),
        (
            &[|_| http(302, "Location: http://127.0.0.1:9/\r\n", "")],
            "TOOL.DENIED",
            5,
            1,
        ),
        (&[|_| http(200, "", "<html>")], "TOOL.CATALOGUE", 1, 1),
        (
            &[|_| http(200, "", "{\"items\": []}")],
            "TOOL.CATALOGUE",
            1,
            1,
        ),
        (&[|_| http(200, "", ENDLESS)], "TOOL.CATALOGUE", 1, 2),
    ];
    for (answers, code, exit, asked) in cases {
        assert_eq!(failed(answers, code, exit), asked, "{code}");
    }
    assert_eq!(automatos.db.rows(), before);
}

/// A page that is the next of itself.
const ENDLESS: &str = r#"{"items": [{"slug": "a"}], "next_cursor": "x"}"#;

#[test]
fn an_address_or_a_file_that_cannot_be_used_is_told_without_its_secrets() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    for (words, exit) in [
        ("http://me:very-secret@127.0.0.1/", 1),
        ("http://", 1),
        ("none.json", 1),
        ("http://127.0.0.1/ --key-from-env UNSET", 2),
    ] {
        let ran = automatos
            .run(&format!("tool sync --from {words}"))
            .ends_with(exit);
        assert!(!ran.shown().contains("very-secret"), "{}", ran.shown());
    }
    automatos.file("bad.json", "{");
    automatos.run("tool sync --from bad.json").ends_with(1);
    assert_eq!(automatos.db.rows(), before);
}
