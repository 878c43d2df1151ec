//! Single skills: made by hand, and removed while nobody has them.

use insta::assert_snapshot;

use crate::support::Automatos;

#[test]
fn a_skill_is_made_from_flags_or_a_file_and_removed() {
    let automatos = Automatos::new();
    automatos.file("notes.md", "# Notes\n\nWrite them.\n");
    let made = automatos
        .run("skill create 'Release Notes' --description 'Writes them.' --type communication --tag text --instructions notes.md -o json")
        .ok()
        .data();
    assert_eq!(
        (&made["skill_type"], &made["tags"][0]),
        (&"communication".into(), &"text".into())
    );
    automatos.run("skill create 'Release Notes'").ends_with(5);
    automatos.file("skill.yaml", "name: Minutes\nskill_type: technical\nprompt_template: |\n  Take ${NOTHING}.\nparameters: {length: 3}\n");
    automatos.run("workspace create acme").ok();
    automatos.run("skill create --file skill.yaml -w acme").ok();
    assert_eq!(
        automatos
            .run("skill show minutes -w acme -o json")
            .ok()
            .data()["prompt_template"],
        "Take ${NOTHING}.\n"
    );
    automatos.run("skill create Draft --dry-run").ok();
    automatos.run("skill show draft").ends_with(5);
    automatos.run("skill delete 'Release Notes'").ends_with(4);
    automatos
        .run("skill delete 'Release Notes' --confirm 'Release Notes'")
        .ok();
    assert_eq!(
        automatos.db.query(
            "SELECT action, object_name FROM audit_events WHERE object_type = 'skill' ORDER BY id"
        ),
        "create|Release Notes\ncreate|Minutes\ndelete|Release Notes"
    );
}

#[test]
fn what_is_wrong_with_a_file_is_told_at_its_line() {
    let automatos = Automatos::reading();
    automatos.file(
        "skill.yaml",
        "name: X\nskill_typ: technical\ntags: [a, 1]\n",
    );
    assert_snapshot!(automatos.run("skill create --file skill.yaml").ends_with(1).shown(), @"
        --- stderr ---
        error: skill.yaml has problems
        skill.yaml:2:1: unknown field `skill_typ`
            | skill_typ: technical
            | ^
            hint: did you mean `skill_type`?
        skill.yaml:3:11: expected text, found the number 1
            | tags: [a, 1]
            |           ^
            hint: put it in quotes
        [exit 1]
        ");
}

#[test]
fn a_skill_that_agents_have_is_kept() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    automatos.db.execute(
        "INSERT INTO agents (workspace_id, name) SELECT id, 'Helper' FROM workspaces WHERE slug = 'acme'; \
         INSERT INTO agent_skills (workspace_id, agent_id, skill_id) \
         SELECT a.workspace_id, a.id, s.id FROM agents a, skills s WHERE a.name = 'Helper' AND s.name = 'Threat Modeling'",
    );
    assert_snapshot!(automatos.run("skill delete 'Threat Modeling' --confirm 'Threat Modeling'").ends_with(5).shown(), @"
        --- stderr ---
        error: the skill `Threat Modeling` is used by acme/Helper
        hint: take it from them with `automatos agent unassign` first
        [exit 5]
        ");
}
