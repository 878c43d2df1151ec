//! Runs come from one state to the next as they may, and no other way.

use insta::assert_snapshot;

use super::{REPORT, workspace};
use crate::support::Automatos;

fn begun(automatos: &Automatos, flags: &str) -> String {
    let data = automatos
        .run(&format!(
            "workflow execution record 'Weekly report' -w acme {flags} -o json"
        ))
        .ok()
        .data();
    data["id"].to_string()
}

fn made() -> Automatos {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("report.yaml", REPORT);
    automatos
        .run("workflow create --file report.yaml -w acme")
        .ok();
    automatos
}

#[test]
fn a_run_is_recorded_from_its_beginning_to_its_end() {
    let automatos = made();
    automatos
        .file("in.json", "{\"topic\": \"cats\"}")
        .file("out.yaml", "pages: 3\n");
    let id = begun(&automatos, "--input in.json --agent Writer");
    let to = |flags: &str| {
        automatos.run(&format!(
            "workflow execution record --run {id} -w acme {flags}"
        ))
    };
    to("--status running").ok();
    to("--status completed --output-data out.yaml").ok();
    let shown = automatos
        .run(&format!("workflow execution show {id} -w acme -o json"))
        .ok()
        .data();
    assert_eq!(shown["status"], "completed");
    assert_eq!(
        (
            &shown["input_data"]["topic"],
            &shown["output_data"]["pages"]
        ),
        (&"cats".into(), &3.into())
    );
    assert!(shown["completed_at"].is_string() && shown["agent_id"].is_number());
    let second = begun(&automatos, "--status running");
    automatos
        .run(&format!(
            "workflow execution record --run {second} --status failed --error 'no data' -w acme"
        ))
        .ok();
    let list = |flags: &str| {
        automatos
            .run(&format!(
                "workflow execution list 'Weekly report' -w acme {flags} -o json"
            ))
            .ok()
            .column("id")
    };
    assert_eq!(list(""), [second.clone(), id.clone()]);
    assert_eq!(list("--status failed"), [second]);
    assert_eq!(list("--limit 1").len(), 1);
}

#[test]
fn a_state_that_does_not_follow_is_refused() {
    let automatos = made();
    let id = begun(&automatos, "");
    let to = |flags: &str| {
        automatos.run(&format!(
            "workflow execution record --run {id} -w acme {flags}"
        ))
    };
    assert_snapshot!(to("--status completed").ends_with(5).shown().replace(&id, "N"), @"
        --- stderr ---
        error: the run N is pending, which does not lead to completed
        hint: it can come to: running, cancelled
        [exit 5]
        ");
    to("--status cancelled").ok();
    assert_snapshot!(to("--status running").ends_with(5).shown().replace(&id, "N"), @"
        --- stderr ---
        error: the run N is cancelled, which does not lead to running
        hint: it has ended, and stays as it is
        [exit 5]
        ");
    to("--status failed").ends_with(2);
    to("").ends_with(2);
    automatos
        .run("workflow execution record --run 999999 --status running -w acme")
        .ends_with(5);
    automatos
        .run("workflow execution record 'Weekly report' --status completed -w acme")
        .ends_with(2);
    automatos
        .run("workflow archive 'Weekly report' -w acme")
        .ok();
    assert_snapshot!(automatos.run("workflow execution record 'Weekly report' -w acme").ends_with(5).shown(), @"
        --- stderr ---
        error: the workflow `Weekly report` is archived, so it has no new runs
        hint: take it up again with `automatos workflow update --status active`
        [exit 5]
        ");
}
