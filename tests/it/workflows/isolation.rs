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
    for line in [
        "workflow show 'Weekly report'".to_owned(),
        "workflow update 'Weekly report' --status active".to_owned(),
        "workflow archive 'Weekly report'".to_owned(),
        "workflow delete 'Weekly report' --confirm 'Weekly report'".to_owned(),
        "workflow execution list 'Weekly report'".to_owned(),
        format!("workflow execution show {id}"),
        format!("workflow execution record --run {id} --status running"),
        "recipe show report-on".to_owned(),
        "recipe update report-on --file recipe.yaml".to_owned(),
        "recipe archive report-on".to_owned(),
        "recipe delete report-on --confirm report-on".to_owned(),
        "recipe instantiate report-on --param topic=cats".to_owned(),
        "pattern show Handover".to_owned(),
        "pattern update Handover --inactive".to_owned(),
        "pattern delete Handover --confirm Handover".to_owned(),
        "pattern update 'Load Balancing' --inactive".to_owned(),
        "pattern delete 'Load Balancing' --confirm 'Load Balancing'".to_owned(),
    ] {
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
