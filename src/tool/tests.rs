//! Catalogues in every form, names that providers take, and schemas that are none.

use jsonschema::meta::is_valid;
use serde_json::{Value, json};

use super::name::names;
use super::*;
use crate::model::ToolFormat;

fn offer(app: &str, action: &str, parameters: Value) -> Offer {
    Offer {
        app_name: app.to_owned(),
        action_name: action.to_owned(),
        display_name: action.to_lowercase(),
        description: None,
        parameters,
    }
}

#[test]
fn toolkits_and_tools_of_the_api_are_read() {
    let toolkits = json!({"items": [{
        "slug": "github", "name": "GitHub", "auth_schemes": ["OAUTH2"], "no_auth": false,
        "meta": {"description": "Code", "logo": "https://x/l.png", "tools_count": 2,
                 "triggers_count": 3, "categories": [{"id": "dev", "name": "developer tools"}]},
    }], "next_cursor": null});
    let tools = json!({"items": [{
        "slug": "GITHUB_CREATE_ISSUE", "name": "Create issue", "tags": ["write"],
        "toolkit": {"slug": "github", "name": "GitHub"},
        "input_parameters": {"type": "object"}, "output_parameters": {}, "version": "1",
    }]});
    let apps = read("x", std::slice::from_ref(&toolkits)).expect("a catalogue");
    assert!(apps.is_complete && apps.actions.is_empty());
    let app = &apps.apps[0];
    assert_eq!(
        (app.app_name.as_str(), app.app_slug.as_str()),
        ("GITHUB", "github")
    );
    assert_eq!((app.action_count, app.trigger_count), (Some(2), 3));
    assert_eq!(app.categories, ["developer tools"]);
    assert!(!app.lists_actions);
    let actions = read("x", std::slice::from_ref(&tools)).expect("a catalogue");
    assert!(!actions.is_complete);
    assert_eq!(actions.actions[0].app_name, "GITHUB");
    assert_eq!(actions.actions[0].metadata, json!({"version": "1"}));
    let both = read("x", &[toolkits, tools]).expect("a catalogue");
    assert_eq!((both.apps.len(), both.apps[0].action_count), (1, Some(2)));
}

#[test]
fn apps_of_the_older_api_and_of_seeds_are_read_with_their_actions() {
    let catalogue = json!({"apps": [
        {"key": "slack", "displayName": "Slack", "categories": "chat, work",
         "actions": [{"name": "SLACK_SEND", "displayName": "Send", "parameters": {"type": "object"}}]},
        {"app_name": "GITHUB", "app_slug": "github", "display_name": "GitHub"},
    ], "actions": [{"app_name": "GITHUB", "action_name": "LIST", "action_slug": "list", "display_name": "List"}]});
    let read = read("x", &[catalogue]).expect("a catalogue");
    let names: Vec<_> = read
        .apps
        .iter()
        .map(|app| (app.app_name.as_str(), app.action_count))
        .collect();
    assert_eq!(names, [("GITHUB", None), ("SLACK", Some(1))]);
    assert_eq!(read.apps[1].categories, ["chat", "work"]);
    assert_eq!(read.actions.len(), 2);
}

#[test]
fn what_the_cache_could_not_keep_is_refused_with_its_place() {
    let told = |value: Value| read("x", &[value]).expect_err("it is refused").message;
    assert!(told(json!({})).contains("no list"));
    assert!(told(json!([])).contains("no apps"));
    assert!(told(json!([1])).contains("items[0]: it is no object"));
    assert!(told(json!([{"slug": "a".repeat(300)}])).contains("300 characters"));
    assert!(told(json!([{"description": "?"}])).contains("neither"));
    let twice = json!([{"slug": "a", "actions": [{"name": "x"}, {"name": "x"}]}]);
    assert!(told(twice).contains("there twice"));
    let schema = json!([{"slug": "a", "actions": [{"name": "x", "parameters": []}]}]);
    assert!(told(schema).contains("items[0]: actions[0]: its `parameters` is no JSON schema"));
}

#[test]
fn names_are_legal_and_stay_whatever_stands_beside_them() {
    let long = "VERY_".repeat(20);
    let pairs = [
        ("GITHUB", "GITHUB_LIST"),
        ("my app", "do.it"),
        ("A", &long),
        ("A", "B.C"),
        ("A", "B_C"),
    ];
    let found = names(&pairs);
    assert_eq!(&found[..2], ["GITHUB_LIST", "my_app_do_it"]);
    for name in &found {
        let legal = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        assert!(
            (1..=64).contains(&name.len()) && name.bytes().all(legal),
            "{name}"
        );
    }
    assert_ne!(found[3], found[4]);
    let mut turned = pairs;
    turned.reverse();
    let mut again = names(&turned);
    again.reverse();
    assert_eq!(again, found);
}

#[test]
fn definitions_have_the_shapes_of_their_providers() {
    let schema = json!({"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]});
    let (tools, left) = define(&[
        offer("GITHUB", "CREATE", schema.clone()),
        offer("A", "B", json!({})),
    ]);
    assert!(left.is_empty());
    assert_eq!(
        tools[0].rendered(ToolFormat::Openai),
        json!({"type": "function", "function": {
            "name": "GITHUB_CREATE", "description": "create", "parameters": schema}})
    );
    assert_eq!(
        tools[1].rendered(ToolFormat::Anthropic),
        json!({"name": "A_B", "description": "b", "input_schema": {"type": "object", "properties": {}}})
    );
}

#[test]
fn a_schema_that_is_none_is_left_out_with_its_place() {
    let bad = json!({"type": "object", "properties": {"a": {"type": "text"}}});
    let (tools, left) = define(&[
        offer("A", "X", bad),
        offer("A", "Y", json!({"type": "string"})),
    ]);
    assert!(tools.is_empty());
    let reasons: Vec<&str> = left.iter().map(|one| one.reason.as_str()).collect();
    assert!(
        reasons[0].ends_with("properties.a.type: it is no type or list of types"),
        "{reasons:?}"
    );
    assert!(
        reasons[1].ends_with("type: it is not `object`"),
        "{reasons:?}"
    );
}

/// A second opinion: the metaschema by a library that is too large to ship.
#[test]
fn schemas_are_judged_as_by_the_metaschema() {
    let schemas = [
        json!({}),
        json!(true),
        json!(1),
        json!({"type": ["string", "null"], "enum": ["a"], "minLength": 1}),
        json!({"type": []}),
        json!({"type": ["string", "string"]}),
        json!({"properties": []}),
        json!({"properties": {"a": {"properties": {"b": {"type": "strin"}}}}}),
        json!({"required": "a"}),
        json!({"required": ["a", "a"]}),
        json!({"anyOf": []}),
        json!({"anyOf": [{"type": "string"}, {"items": {"minItems": -1}}]}),
        json!({"maxLength": 1.5}),
        json!({"maxLength": 2.0}),
        json!({"multipleOf": 0}),
        json!({"title": 1}),
        json!({"additionalProperties": "no"}),
        json!({"additionalProperties": false, "default": 1, "x-own": []}),
        json!({"$defs": {"a": 1}}),
        json!({"not": {"uniqueItems": "yes"}}),
        json!({"examples": 1}),
    ];
    for schema in schemas {
        let judged = soundness::check(&schema);
        let expected = is_valid(&schema);
        assert_eq!(judged.is_ok(), expected, "{schema}: {judged:?}");
    }
}
