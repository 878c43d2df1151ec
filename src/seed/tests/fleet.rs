//! Items of fleets, and how they are merged.

use serde_json::json;

use super::{broken, outdented, write};
use crate::seed::merge::{self, OnConflict, Outcome, Policy};
use crate::seed::{Entry, Item, Kind, Mode, load, sources};

/// The items of one file of that kind.
pub fn items(kind: &str, text: &str) -> Vec<Item> {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("version: 1\nkind: {kind}\nitems:\n{}", outdented(text));
    write(folder.path(), &[(&format!("{kind}.yaml"), text.as_bytes())]);
    let sources = sources(&[folder.path().to_owned()]).unwrap();
    let seeds = load(&sources, &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    seeds.items
}

/// What is said about a file of that kind.
pub fn said(kind: &str, text: &str) -> String {
    let text = format!("version: 1\nkind: {kind}\nitems:\n{}", outdented(text));
    broken(&[(&format!("{kind}.yaml"), &text)])
}

#[test]
fn kinds_are_loaded_so_that_what_is_named_comes_first_and_catalogs_before_the_rest() {
    let place = |kind| Kind::ALL.iter().position(|one| *one == kind).unwrap();
    for (before, after) in [
        (Kind::Users, Kind::Workspaces),
        (Kind::Workspaces, Kind::WorkspaceMembers),
        (Kind::WorkspaceMembers, Kind::Agents),
        (Kind::ComposioApps, Kind::ComposioActions),
        (Kind::Recipes, Kind::WorkspacePlugins),
        (Kind::WorkspacePlugins, Kind::Agents),
        (Kind::WorkspaceSkills, Kind::Agents),
        (Kind::WorkspacePersonas, Kind::Agents),
        (Kind::Agents, Kind::Workflows),
        (Kind::Workflows, Kind::RoutingRules),
    ] {
        assert!(place(before) < place(after), "{before} {after}");
    }
}

#[test]
fn lists_are_put_in_order_and_completed_where_order_means_nothing() {
    let agents = items(
        "agents",
        "
  - workspace: acme
    name: A/B
    model_config: {model: gpt-5}
    skills: [b, a]
    plugins: [b, a]
    tools: [{app_name: SLACK}, {app_name: GITHUB, priority: 2}]
",
    );
    assert_eq!(agents[0].key, "acme/A/B");
    let fields = &agents[0].fields;
    assert_eq!(fields["model_config"], json!({"model_id": "gpt-5"}));
    assert_eq!(fields["skills"], json!(["a", "b"]));
    assert_eq!(fields["plugins"], json!(["b", "a"]));
    let tool = |name: &str, priority: i32| json!({"app_name": name, "app_type": "EXTERNAL", "priority": priority, "config": {}, "is_active": true});
    assert_eq!(
        fields["tools"],
        json!([tool("GITHUB", 2), tool("SLACK", 0)])
    );
    assert_eq!(fields.get("tags"), None);
}

#[test]
fn a_reference_out_of_the_files_is_left_to_the_database() {
    let agents = items(
        "agents",
        "\n  - {workspace: platform, name: A, persona: senior-engineer}\n",
    );
    assert_eq!(agents.len(), 1);
}

#[test]
fn fields_that_make_sense_only_together_are_merged_as_one() {
    let map = |agent: Option<&str>, workflow: Option<&str>| {
        let value = json!({"target_agent": agent, "target_workflow": workflow, "target_orchestrate": false});
        value.as_object().unwrap().clone()
    };
    let mut last = Entry::new(true, "last");
    last.fields = map(None, Some("w"));
    // An operator chose another agent, while the file chose another workflow.
    let (file, live) = (map(None, Some("w2")), map(Some("b"), None));
    let decided = |on_conflict| {
        let policy = Policy {
            mode: Mode::Upsert,
            on_conflict,
            restore: false,
            defaults: &Kind::RoutingRules.defaults(),
            together: Kind::RoutingRules.together(),
        };
        let decision = merge::item(&file, "hash", Some(&last), Some(&live), &policy);
        (decision.outcome, serde_json::Value::Object(decision.write))
    };
    assert_eq!(decided(OnConflict::Keep), (Outcome::Conflict, json!({})));
    let both = json!({"target_agent": null, "target_workflow": "w2"});
    assert_eq!(decided(OnConflict::Seed), (Outcome::Updated, both));
}

#[test]
fn the_fields_that_are_written_verbatim_are_those_in_which_no_variable_is_replaced() {
    for kind in Kind::ALL.iter().copied() {
        let schema = crate::seed::schema(kind);
        let fields = schema["properties"]["items"]["items"]["properties"]
            .as_object()
            .unwrap();
        // A list of apps has texts of both sorts, deeper inside.
        for field in fields.keys().filter(|field| *field != "tools") {
            let text = schema["properties"]["items"]["items"]["properties"][field].to_string();
            let value = if text.contains("\"array\"") {
                "[\"${UNDEFINED}\"]"
            } else if text.contains("\"object\"") || text.contains("$ref") {
                "{x: \"${UNDEFINED}\"}"
            } else {
                "\"${UNDEFINED}\""
            };
            let said = said(kind.as_str(), &format!("\n  - {field}: {value}\n"));
            let replaced = said.contains("`UNDEFINED` is not defined");
            let verbatim = kind.verbatim().contains(&field.as_str());
            assert_eq!(replaced, !verbatim, "{kind} {field}: {said}");
        }
    }
}
