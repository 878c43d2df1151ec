//! What is a workspace's own stays its own.

use super::{RECIPE, REPORT, workspace};
use crate::support::Automatos;

#[test]
fn from_one_workspace_nothing_of_another_is_seen_or_changed() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    workspace(&automatos, "beta");
    automatos.file("report.yaml", REPORT);
    automatos.file("recipe.yaml", RECIPE);
    automatos.file("pattern.yaml", "name: Handover\npattern_type: decision\n");
    automatos
        .run("workflow create --file report.yaml -w beta")
        .ok();
    automatos
        .run("recipe create --file recipe.yaml -w beta")
        .ok();
    automatos
        .run("pattern create --file pattern.yaml -w beta")
        .ok();
    let begun = automatos
        .run("workflow execution record 'Weekly report' -w beta -o json")
        .ok()
        .data();
    let id = &begun["id"];
    let sum = "SELECT md5((SELECT string_agg(t::text, '' ORDER BY id) FROM workflows t) \
               || (SELECT string_agg(t::text, '' ORDER BY id) FROM workflow_executions t) \
               || (SELECT string_agg(t::text, '' ORDER BY id) FROM patterns t) \
               || (SELECT string_agg(t::text, '' ORDER BY id) FROM workflow_recipes t))";
    let before = automatos.db.query(sum);
    for line in COMMANDS {
        let line = line.replace("{run}", &id.to_string());
        automatos.run(&format!("{line} -w acme")).ends_with(5);
    }
    assert_eq!(
        automatos.run("workflow list -w acme -o json").ok().data(),
        serde_json::json!([])
    );
    assert_eq!(
        automatos.run("recipe list -w acme -o json").ok().data(),
        serde_json::json!([])
    );
    assert!(
        !automatos
            .run("pattern list -w acme -o json")
            .ok()
            .column("name")
            .contains(&"Handover".to_owned())
    );
    assert_eq!(automatos.db.query(sum), before);
}

/// Whatever could see or change what another workspace has; each ends with 5. New ones and lists are
/// looked at by themselves.
pub const COMMANDS: &[&str] = &[
    "workflow show 'Weekly report'",
    "workflow update 'Weekly report' --status active",
    "workflow archive 'Weekly report'",
    "workflow delete 'Weekly report' --confirm 'Weekly report'",
    "workflow execution list 'Weekly report'",
    "workflow execution show {run}",
    "workflow execution record --run {run} --status running",
    "recipe show report-on",
    "recipe update report-on --file recipe.yaml",
    "recipe archive report-on",
    "recipe delete report-on --confirm report-on",
    "recipe instantiate report-on --param topic=cats",
    "pattern show Handover",
    "pattern update Handover --inactive",
    "pattern delete Handover --confirm Handover",
    "pattern update 'Load Balancing' --inactive",
    "pattern delete 'Load Balancing' --confirm 'Load Balancing'",
];
