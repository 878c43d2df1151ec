//! Patterns are made, changed and removed.

use crate::support::Automatos;

#[test]
fn a_pattern_is_made_changed_and_deleted() {
    let automatos = Automatos::new();
    automatos.file("pattern.yaml", "name: Handover\npattern_type: decision_making\npattern_data: {steps: [a]}\neffectiveness_score: 0.5\n");
    automatos.run("pattern create --file pattern.yaml").ok();
    automatos
        .run("pattern create --file pattern.yaml")
        .ends_with(5);
    assert_eq!(
        automatos.run("pattern show handover -o json").ok().data()["pattern_type"],
        "decision"
    );
    automatos.run("pattern update Handover --inactive").ok();
    automatos.run("pattern update Handover").ends_with(2);
    assert_eq!(
        automatos.run("pattern show Handover -o json").ok().data()["is_active"],
        false
    );
    automatos.file("wrong.yaml", "name: X\npattern_type: nonsense\n");
    automatos
        .run("pattern create --file wrong.yaml")
        .ends_with(1);
    automatos
        .run("pattern delete Handover --confirm Handover")
        .ok();
    automatos.run("pattern show Handover").ends_with(5);
}

#[test]
fn a_name_that_another_pattern_has_is_refused() {
    let automatos = Automatos::new();
    automatos.run("workspace create acme").ok();
    for name in ["First", "Second"] {
        let text = format!("name: {name}\npattern_type: decision\n");
        automatos.file("pattern.yaml", text);
        automatos
            .run("pattern create --file pattern.yaml -w acme")
            .ok();
    }
    let refused = automatos.run("pattern update First --file pattern.yaml -w acme -o json");
    let error = refused.ends_with(5).json()["error"].clone();
    assert_eq!(error["code"], "NAME.TAKEN");
}
