//! A workflow from its file to its end.

use insta::assert_snapshot;

use super::{REPORT, workspace};
use crate::support::Automatos;

#[test]
fn a_workflow_is_made_shown_changed_archived_and_deleted() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("report.yaml", REPORT);
    automatos
        .run("workflow create --file report.yaml -w acme --dry-run")
        .ok();
    automatos
        .run("workflow create --file report.yaml -w acme")
        .ok();
    automatos
        .run("workflow create --file report.yaml -w acme")
        .ends_with(5);
    automatos
        .run("workflow create --file report.yaml --name Second -w acme")
        .ok();
    let shown = automatos
        .run("workflow show 'Weekly report' -w acme -o json")
        .ok()
        .data();
    assert_eq!(shown["agents"], serde_json::json!(["Researcher", "Writer"]));
    assert_eq!(
        (&shown["status"], &shown["created_by"]),
        (&"draft".into(), &"tester".into())
    );
    automatos.file("less.yaml", "name: Weekly report\ngoal: Less.\nworkflow_definition: {steps: [{id: only, agent: Writer}]}\n");
    automatos
        .run("workflow update 'Weekly report' --file less.yaml --status active -w acme")
        .ok();
    let shown = automatos
        .run("workflow show 'Weekly report' -w acme -o json")
        .ok()
        .data();
    assert_eq!(shown["agents"], serde_json::json!(["Writer"]));
    assert_eq!(
        (&shown["status"], &shown["goal"], &shown["description"]),
        (
            &"active".into(),
            &"Less.".into(),
            &"Tells what happened.".into()
        )
    );
}

#[test]
fn workflows_are_listed_by_state_and_tag_until_they_are_deleted() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("report.yaml", REPORT);
    automatos
        .run("workflow create --file report.yaml -w acme")
        .ok();
    automatos
        .run("workflow create --file report.yaml --name Second -w acme")
        .ok();
    automatos.run("workflow archive Second -w acme").ok();
    let names = |flags: &str| {
        automatos
            .run(&format!("workflow list -w acme {flags} -o json"))
            .ok()
            .column("name")
    };
    assert_eq!(names("--status archived"), ["Second"]);
    assert_eq!(
        names("--tag report --sort -name"),
        ["Weekly report", "Second"]
    );
    assert_eq!(names("--limit 1"), ["Second"]);
    automatos.run("workflow delete Second -w acme").ends_with(4);
    automatos
        .run("workflow delete Second -w acme --confirm Second")
        .ok();
    let near = automatos
        .run("workflow show 'Weekly repot' -w acme")
        .ends_with(5);
    assert!(
        near.stderr().contains("did you mean `Weekly report`"),
        "{}",
        near.stderr()
    );
    assert_snapshot!(automatos.db.query("SELECT action, object_name FROM audit_events WHERE object_type = 'workflow' ORDER BY id"), @"
        create|Weekly report
        create|Second
        archive|Second
        delete|Second
        ");
}

#[test]
fn everything_wrong_with_a_definition_is_told_at_its_line() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file(
        "bad.yaml",
        "name: Bad\nworkflow_definition:\n  steps:\n    - {id: a, depends_on: [c]}\n    - {id: b, depends_on: [a]}\n    \
         - {id: c, depends_on: [b]}\n    - {id: b}\n    - {depends_on: [zz]}\n  execution_config: {timeout_seconds: 0, mode: fast}\n  \
         schedule_config: {type: cron, cron: '61 * * * *'}\n",
    );
    assert_snapshot!(automatos.run("workflow create --file bad.yaml -w acme").ends_with(1).shown(), @r#"
        --- stderr ---
        error: bad.yaml has problems
        bad.yaml:4:5: the steps wait for one another: a → c → b → a
            |     - {id: a, depends_on: [c]}
            |     ^
            hint: take one of these out of `depends_on`
        bad.yaml:7:12: the id `b` is that of step 2 already
            |     - {id: b}
            |            ^
        bad.yaml:8:7: this step has no `id`
            |     - {depends_on: [zz]}
            |       ^
        bad.yaml:9:39: this must be a whole number from 1 to 86400, and is 0
            |   execution_config: {timeout_seconds: 0, mode: fast}
            |                                       ^
        bad.yaml:9:48: this must be one of sequential, parallel, and is "fast"
            |   execution_config: {timeout_seconds: 0, mode: fast}
            |                                                ^
        bad.yaml:10:39: `61 * * * *` is no cron expression: Component error: Number out of bounds.
            |   schedule_config: {type: cron, cron: '61 * * * *'}
            |                                       ^
            hint: five fields: minute, hour, day of the month, month, day of the week
        [exit 1]
        "#);
    automatos.file(
        "unknown.yaml",
        "name: X\nworkflow_definition: {steps: [{id: a, agent: Nobody}, {id: b, agent: Writer}]}\n",
    );
    assert_snapshot!(automatos.run("workflow create --file unknown.yaml -w acme").ends_with(5).shown(), @"
        --- stderr ---
        error: its steps name agents that the workspace has not: `Nobody`
        hint: make these agents first, or name others in the steps
        [exit 5]
        ");
}

#[test]
fn a_workflow_that_rules_send_to_is_kept() {
    let automatos = Automatos::new();
    workspace(&automatos, "acme");
    automatos.file("report.yaml", REPORT);
    automatos
        .run("workflow create --file report.yaml -w acme")
        .ok();
    automatos.db.execute(
        "INSERT INTO routing_rules (workspace_id, name, target_workflow_id, priority) \
         SELECT workspace_id, 'reports', id, 1 FROM workflows",
    );
    assert_snapshot!(automatos.run("workflow delete 'Weekly report' -w acme --confirm 'Weekly report'").ends_with(5).shown(), @"
        --- stderr ---
        error: routing rules send to the workflow `Weekly report`: reports
        hint: give them another target, or archive the workflow
        [exit 5]
        ");
}
