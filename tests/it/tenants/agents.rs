//! Agents are created, changed, cloned and removed.

use insta::assert_snapshot;
use serde_json::json;

use super::two;
use crate::plugin::approved;
use crate::support::Automatos;

#[test]
fn an_agent_is_created_shown_changed_archived_and_deleted() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.file("voice.md", "You are terse.\n");
    automatos
        .run("agent create Helper -w acme --persona code-reviewer --tag a --model claude-haiku-4-5 --set model_config.temperature=0.7 --set configuration.deep.er=true")
        .ok();
    let shown = automatos.run("agent show Helper -o json").ok().data();
    assert_eq!(
        shown["model_config"],
        json!({"model_id": "claude-haiku-4-5", "temperature": 0.7})
    );
    assert_eq!(shown["configuration"], json!({"deep": {"er": true}}));
    assert_eq!(shown["persona"]["slug"], "code-reviewer");
    assert_eq!(
        (&shown["workspace"], &shown["created_by"]),
        (&json!("acme"), &json!("tester"))
    );
    automatos
        .run("agent update Helper --set model_config.temperature=0.3 --set configuration.deep=null --custom-prompt-file voice.md --use-custom-persona")
        .ok();
    let shown = automatos.run("agent show Helper -o json").ok().data();
    assert_eq!(shown["model_config"]["temperature"], 0.3);
    assert_eq!(shown["model_config"]["model_id"], "claude-haiku-4-5");
    assert_eq!(shown["configuration"], json!({}));
    assert_eq!(shown["custom_persona_prompt"], "You are terse.\n");
    let before = automatos.db.rows();
    let again = automatos
        .run("agent update Helper --set model_config.temperature=0.3 -o json")
        .ok();
    assert_eq!(again.data()["changed"], false);
    automatos
        .run("agent update Helper --status paused --dry-run")
        .ok();
    assert_eq!(automatos.db.rows(), before);
    automatos.run("agent archive Helper").ok();
    assert_eq!(
        automatos
            .run("agent list --status archived -o json")
            .ok()
            .column("name"),
        ["Helper"]
    );
    automatos.run("agent delete Helper").ends_with(4);
    automatos.run("agent delete Helper --confirm Helper").ok();
    assert_eq!(
        automatos.db.query("SELECT action, before <> '{}', after <> '{}' FROM audit_events WHERE object_type = 'agent' ORDER BY id"),
        "create|f|t\nupdate|t|t\narchive|t|t\ndelete|t|f"
    );
}

#[test]
fn an_agent_comes_from_a_file_with_all_it_is_assigned() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    approved(&automatos, "check", "1.0.0");
    automatos.run("plugin enable check -w acme").ok();
    automatos.file(
        "agent.yaml",
        "name: Helper\nagent_type: data_analyst\npersona: code-reviewer\nskills: [Debugging]\n\
         plugins: [check]\ntools:\n  - {app_name: memory, app_type: INTERNAL, priority: 3}\n\
         model_config: {model: nonsense}\n",
    );
    let skill = automatos
        .run("skill list --limit 1 -o json")
        .ok()
        .column("name");
    automatos.file(
        "agent.yaml",
        std::fs::read_to_string(automatos.path("agent.yaml"))
            .expect("it was written")
            .replace("Debugging", &skill[0]),
    );
    let made = automatos
        .run("agent create -f agent.yaml -w acme -o json")
        .ok();
    assert!(
        made.stderr().contains("the model `nonsense` is not known"),
        "{}",
        made.stderr()
    );
    let data = made.data();
    assert_eq!(data["persona"]["slug"], "code-reviewer");
    assert_eq!(data["skills"][0]["name"], skill[0].as_str());
    assert_eq!(data["plugins"][0]["slug"], "check");
    assert_eq!(data["tools"][0]["app_name"], "memory");
    let before = automatos.db.rows();
    automatos
        .run("agent create -f agent.yaml -w acme")
        .ends_with(5);
    automatos.file("agent.yaml", "name: Other\nstatus: nonsense\ncolour: red\n");
    assert_snapshot!(automatos.run("agent create -f agent.yaml -w acme").ends_with(1).shown(), @"
    --- stderr ---
    error: the seed files have 2 problems; nothing was written
    agent.yaml:2:9: `nonsense` is not one of active, inactive, paused, archived
        | status: nonsense
        |         ^
    agent.yaml:3:1: unknown field `colour`
        | colour: red
        | ^
        hint: known: workspace, name, description, agent_type, status, configuration, model_config, tags, persona, custom_persona_prompt, use_custom_persona, owner_type, is_shared, is_featured, is_approved, marketplace_category, version, skills, plugins, tools
    [exit 1]
    ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn what_a_model_cannot_do_and_what_makes_no_sense_is_refused() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos
        .run("agent create Helper -w acme --model claude-haiku-4-5")
        .ok();
    let before = automatos.db.rows();
    let refused = |set: &str| {
        let ran = automatos.run(&format!("agent update Helper {set} -o json"));
        assert_ne!(ran.code(), 0, "{set}");
        ran.json()["error"]["code"]
            .as_str()
            .expect("a code")
            .to_owned()
    };
    for set in [
        "--set model_config.temperature=2.1",
        "--set model_config.top_p=-1",
        "--set model_config.frequency_penalty=3",
        "--set model_config.max_tokens=0",
        "--set colour=red",
        "--set workspace=globex",
        "--set 'skills=[\"x\"]'",
        "--use-custom-persona",
        "--status active --type 'Not snake'",
        "--set owner_type=marketplace",
        "",
    ] {
        assert_eq!(refused(set), "USAGE", "{set}");
    }
    assert_eq!(
        refused("--set model_config.max_tokens=100000000"),
        "AGENT.MODEL"
    );
    assert_snapshot!(automatos.run("agent update Helper --set 'configuration.tools=[1]'").shown(), @"
    --- stderr ---
    error: the agent `Helper` cannot be so: configuration.tools: tools are assigned, and are no part of the configuration any more
    hint: take it out, and `automatos agent assign 'Helper' --tool APP`
    [exit 2]
    ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_clone_gets_only_what_its_workspace_can_use() {
    let automatos = two();
    approved(&automatos, "check", "1.0.0");
    automatos.run("plugin enable check -w acme").ok();
    automatos
        .run("agent assign Helper -w acme --plugin check --skill 'Threat Modeling'")
        .ok();
    automatos.run("agent clone Helper -w acme").ok();
    assert_eq!(
        automatos
            .run("agent list -w acme -o json")
            .ok()
            .column("name"),
        ["Helper", "Helper (copy)"]
    );
    let cloned = automatos
        .run("agent clone Helper -w acme --to-workspace globex --name Twin -o json")
        .ok();
    let data = cloned.data();
    assert_eq!(data["persona"], json!(null));
    assert_eq!(data["plugins"], json!([]));
    assert_eq!(data["skills"].as_array().expect("a list").len(), 1);
    assert_eq!(data["left_out"].as_array().expect("a list").len(), 3);
    assert_snapshot!(cloned.stderr().lines().skip(1).collect::<Vec<_>>().join("\n"), @"
    left out the persona `acme-voice`: it belongs to another workspace
    left out the skill `acme skill`: it belongs to another workspace
    left out the plugin `check`: the workspace has not enabled it
    ");
    automatos
        .run("agent clone Helper -w acme --to-workspace globex")
        .ends_with(5);
}

#[test]
fn cloning_from_the_marketplace_counts_the_installation() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos
        .run("agent create Researcher -w platform --set owner_type=marketplace")
        .ok();
    let clone = "agent clone Researcher -w platform --to-workspace acme";
    automatos.run(clone).ends_with(5);
    automatos
        .run("agent update Researcher --set is_approved=true")
        .ok();
    automatos.run(&format!("{clone} --dry-run")).ok();
    automatos.run(clone).ok();
    assert_eq!(
        automatos.db.query("SELECT w.slug, owner_type, install_count, cloned_from_id IS NOT NULL FROM agents a JOIN workspaces w ON w.id = a.workspace_id ORDER BY 1"),
        "acme|workspace|0|t\nplatform|marketplace|1|f"
    );
}
