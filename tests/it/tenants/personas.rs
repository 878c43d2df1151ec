//! Personas are created, changed, exported and removed.

use insta::assert_snapshot;

use super::two;
use crate::support::Automatos;

#[test]
fn an_exported_persona_is_a_seed_that_changes_nothing() {
    let automatos = Automatos::new();
    automatos.file("owl.md", "Speak at ${NIGHT}.\n");
    automatos
        .run("persona create night-owl --name 'Night ${OWL}' --category support --prompt-file owl.md --temperature 0.4 --tag late")
        .ok();
    let yaml = automatos.run("persona export night-owl").ok().stdout();
    automatos.file("in/personas.yaml", &yaml);
    let before = automatos.db.rows();
    automatos.run("seed --dir in").ok();
    assert_eq!(automatos.db.rows()["personas"], before["personas"]);
    automatos
        .run("persona update night-owl --temperature 0.5")
        .ok();
    automatos
        .run("persona update night-owl --temperature 2.5")
        .ends_with(2);
    automatos.run("persona update night-owl").ends_with(2);
    automatos
        .run("persona create night-owl --category support --prompt-file owl.md")
        .ends_with(5);
    automatos
        .run("persona create Night-Owl --category support --prompt-file owl.md")
        .ends_with(2);
    let shown = automatos.run("persona show night-owl -o json").ok().data();
    assert_eq!(
        (&shown["suggested_temperature"], &shown["name"]),
        (&0.5.into(), &"Night ${OWL}".into())
    );
}

#[test]
fn a_persona_in_use_is_not_removed_until_its_agents_have_another() {
    let automatos = two();
    automatos.file("p.md", "Speak.");
    automatos
        .run("persona create shared --category support --prompt-file p.md")
        .ok();
    automatos
        .run("agent update Helper -w acme --set persona=shared")
        .ok();
    automatos
        .run("agent update Helper -w globex --set persona=shared")
        .ok();
    assert_snapshot!(automatos.run("persona delete shared --confirm shared").ends_with(5).shown(), @"
    --- stderr ---
    error: 2 agents speak with the persona `shared`: `Helper` of `acme`, `Helper` of `globex`
    hint: give them another with `--reassign PERSONA`
    [exit 5]
    ");
    automatos
        .run("persona delete shared --reassign acme-voice --confirm shared")
        .ends_with(5);
    automatos
        .run("persona delete shared --reassign code-reviewer --confirm shared --dry-run")
        .ok();
    let deleted = automatos
        .run("persona delete shared --reassign code-reviewer --confirm shared -o json")
        .ok()
        .data();
    assert_eq!(deleted["reassigned"], 2);
    assert_eq!(
        automatos
            .run("agent list --persona code-reviewer -o json")
            .ok()
            .column("name")
            .len(),
        2
    );
    automatos.run("persona export acme-voice").ends_with(5);
    automatos.run("persona export acme-voice --as-global").ok();
}
