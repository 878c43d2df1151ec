//! Workspaces and agents that use plugins.

use insta::assert_snapshot;

use super::{NEVER, agent, approved, uploaded};
use crate::support::Automatos;

#[test]
fn enabling_counts_workspaces_and_disabling_takes_the_plugin_from_agents() {
    let automatos = Automatos::new();
    agent(&automatos, &["check"]);
    automatos.run("workspace create globex").ok();
    automatos.run("plugin enable check -w globex").ok();
    let again = automatos.run("plugin enable check -w globex").ok();
    assert!(
        again.stderr().contains("nothing to do"),
        "{}",
        again.stderr()
    );
    let count = "SELECT enable_count FROM marketplace_plugins";
    assert_eq!(automatos.db.query(count), "2");
    automatos.run("agent assign Helper --plugin check").ok();
    assert_snapshot!(automatos.run("plugin disable check --workspace acme").ok().shown(), @"
    slug          check
    version       1.0.0
    workspace     acme
    enabled       false
    enable count  1
    unassigned    1
    ");
    automatos.run("plugin disable check --workspace acme").ok();
    assert_eq!(automatos.db.query(count), "1");
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM agent_assigned_plugins"),
        "0"
    );
    assert_eq!(
        automatos.db.query("SELECT action, details ->> 'workspace' FROM plugin_sync_history WHERE action ~ 'able' ORDER BY id"),
        "enable|acme\nenable|globex\ndisable|acme"
    );
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn what_is_not_approved_or_not_there_cannot_be_enabled() {
    let automatos = Automatos::new();
    uploaded(&automatos, "draft", "1.0.0", &[]);
    assert_snapshot!(automatos.run("plugin enable draft -w platform").ends_with(5).shown(), @"
    --- stderr ---
    error: the plugin `draft` has no approved version yet
    hint: see `automatos plugin versions draft` and `automatos plugin approve --help`
    [exit 5]
    ");
    automatos.run("plugin enable drft -w platform").ends_with(5);
    automatos.run("plugin enable draft -w nowhere").ends_with(5);
    automatos.run("plugin enable draft").ends_with(2);
    let before = automatos.db.rows();
    approved(&automatos, "check", "1.0.0");
    automatos
        .run("plugin enable check -w platform --dry-run")
        .ok();
    assert_eq!(
        automatos.db.rows()["workspace_enabled_plugins"],
        before["workspace_enabled_plugins"]
    );
}

#[test]
fn an_agent_keeps_its_plugins_in_their_order_with_their_skills() {
    let automatos = Automatos::new();
    agent(&automatos, &["one", "two", "three", "four"]);
    automatos
        .run("agent assign Helper --plugin one --plugin two")
        .ok();
    let shown = automatos
        .run("agent assign Helper --plugin three --plugin one")
        .ok()
        .shown();
    assert_snapshot!(shown, @"
    Helper (agent 1)
         2  one@1.0.0
              skill one-skill
         1  two@1.0.0
              skill two-skill
         0  three@1.0.0
              skill three-skill
    --- stderr ---
    changed plugin one
    changed plugin two
    assigned plugin three
    ");
    automatos
        .run("agent assign Helper --plugin four --priority 9")
        .ok();
    assert_snapshot!(automatos.run("agent assign Helper --plugin three --priority 9").ends_with(5).shown(), @"
    --- stderr ---
    error: `three` cannot have the priority 9: `four` has it
    hint: choose another, or leave `--priority` out to put it below all others
    [exit 5]
    ");
    let again = automatos
        .run("agent assign Helper --plugin one -o json")
        .ok()
        .data();
    assert_eq!(again["changed"], false);
    let order: Vec<_> = again["plugins"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["slug"].clone())
        .collect();
    assert_eq!(order, ["four", "one", "two", "three"]);
    let left = automatos
        .run("agent unassign Helper --plugin four --plugin two -o json")
        .ok()
        .data();
    assert_eq!(left["plugins"].as_array().expect("a list").len(), 2);
    assert_eq!(
        automatos.db.query("SELECT action, w.slug, object_name, count(*) FROM audit_events a JOIN workspaces w ON w.id = a.workspace_id \
             WHERE object_type = 'agent' GROUP BY 1, 2, 3 ORDER BY 1"),
        "assign|acme|Helper|3\nunassign|acme|Helper|1"
    );
}

#[test]
fn an_agent_gets_only_what_its_workspace_enabled_and_all_or_nothing() {
    let automatos = Automatos::new();
    agent(&automatos, &["check"]);
    approved(&automatos, "other", "1.0.0");
    let before = automatos.db.rows();
    let refused = automatos
        .run("agent assign Helper --plugin check --plugin other -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "PLUGIN.NOT_ENABLED");
    automatos
        .run("agent assign Helpr --plugin check")
        .ends_with(5);
    automatos
        .run("agent assign Helper --plugin chek")
        .ends_with(5);
    automatos
        .run("agent assign Helper --plugin check --priority -1")
        .ends_with(2);
    automatos
        .run("agent assign Helper --plugin check --dry-run")
        .ok();
    automatos
        .run("agent assign Helper --plugin check -w platform")
        .ends_with(5);
    assert_eq!(automatos.db.rows(), before);
    automatos.db.execute("INSERT INTO agents (workspace_id, name) SELECT id, 'Helper' FROM workspaces WHERE slug = 'platform'");
    let refused = automatos
        .run("agent assign Helper --plugin check -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "NAME.AMBIGUOUS");
    automatos
        .run("agent assign Helper --plugin check -w acme")
        .ok();
}

#[test]
fn seeds_that_enable_plugins_keep_the_counts_true() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    let seed = |mode: &str, items: &str| {
        let text = format!("version: 1\nkind: workspace_plugins\nmode: {mode}\nitems:{items}\n");
        automatos.file("seeds/workspace_plugins.yaml", text);
        automatos.run("seed --dir seeds --prune").ok();
        automatos
            .db
            .query("SELECT enable_count FROM marketplace_plugins")
    };
    assert_eq!(
        seed("sync", "\n  - {workspace: platform, plugin: check}"),
        "1"
    );
    assert_eq!(seed("sync", " []"), "0");
    assert_eq!(automatos.db.query(NEVER), "");
}
