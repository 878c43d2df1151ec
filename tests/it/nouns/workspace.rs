//! Workspaces, the one noun that is created here.

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn a_workspace_is_created_with_its_audit_row_listed_and_shown() {
    let automatos = Automatos::new();
    let created = automatos
        .run("workspace create acme --name 'Acme Inc' --plan pro -o json")
        .ok()
        .data();
    assert_eq!(
        (&created["slug"], &created["name"], &created["plan"]),
        (&"acme".into(), &"Acme Inc".into(), &"pro".into())
    );
    assert_eq!(
        automatos.run("workspace show acme -o json").ok().data(),
        created
    );
    assert_eq!(
        automatos
            .run("workspace show 'Acme Inc' -o json")
            .ok()
            .data(),
        created
    );
    let id = created["id"].as_str().expect("an id");
    assert_eq!(
        automatos
            .run(&format!("workspace show {id} -o json"))
            .ok()
            .data(),
        created
    );
    assert_eq!(
        automatos.run("workspace list -o json").ok().column("slug"),
        ["acme", "platform"]
    );
    assert!(
        automatos
            .run("workspace list --kind personal -o json")
            .ok()
            .column("slug")
            .is_empty()
    );
    let audited = automatos.db.query(
        "SELECT w.slug, actor, db_user, command, object_type, object_name, action, after->>'plan', a.created_at = w.created_at \
         FROM audit_events a JOIN workspaces w ON w.id = a.workspace_id WHERE action = 'create'",
    );
    assert_eq!(
        audited,
        "acme|tester|automatos|workspace create|workspace|acme|create|pro|t"
    );
}

#[test]
fn a_workspace_whose_slug_is_taken_is_not_created() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("workspace create acme --name Other").ends_with(5).shown(), @"
    --- stderr ---
    error: there is a workspace `acme` already
    hint: choose another slug; a deleted workspace keeps its own
    [exit 5]
    ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn a_dry_run_of_creating_a_workspace_leaves_no_row() {
    let automatos = Automatos::new();
    let before = automatos.db.rows();
    let created = automatos
        .run("workspace create acme --dry-run -o json")
        .ok();
    assert_eq!(created.data()["slug"], "acme");
    assert!(
        created.stderr().contains("dry run: nothing is kept"),
        "{}",
        created.stderr()
    );
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn two_that_create_the_same_workspace_at_once_make_one() {
    let automatos = Automatos::new();
    let started: Vec<_> = (0..4)
        .map(|_| automatos.start("workspace create acme"))
        .collect();
    let mut codes: Vec<i32> = started
        .into_iter()
        .map(|create| create.finish().code())
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, [0, 5, 5, 5]);
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM audit_events WHERE object_name = 'acme'"),
        "1"
    );
}
