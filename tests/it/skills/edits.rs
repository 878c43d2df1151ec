//! What was edited here is kept until somebody says otherwise.

use super::{counts, document, told, two};
use crate::support::Automatos;

#[test]
fn an_edit_is_kept_and_told_of_until_theirs_is_taken() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.run("skill import skills --name ours").ok();
    automatos
        .db
        .execute("UPDATE skills SET prompt_template = 'My own.' WHERE name = 'pdf'");
    let data = automatos.run("skill sync ours -o json").ok().data();
    assert_eq!(counts(&data), [0, 0, 1, 1, 0, 0]);
    assert_eq!(
        told(&data, "pdf").1,
        "edited here; `--take theirs` takes what the source has"
    );
    automatos.file("skills/pdf/SKILL.md", document("pdf", "", "Theirs, newer."));
    let data = automatos.run("skill sync ours -o json").ok().data();
    assert_eq!(
        told(&data, "pdf").1,
        "edited here, and changed in its source; `--take theirs` takes what the source has"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT prompt_template FROM skills WHERE name = 'pdf'"),
        "My own."
    );
    let data = automatos
        .run("skill sync ours --take theirs -o json")
        .ok()
        .data();
    assert_eq!(counts(&data), [0, 1, 1, 0, 0, 0]);
    assert!(
        automatos
            .db
            .query("SELECT prompt_template FROM skills WHERE name = 'pdf'")
            .contains("Theirs, newer.")
    );
    assert_eq!(
        counts(&automatos.run("skill sync ours -o json").ok().data()),
        [0, 0, 2, 0, 0, 0]
    );
}

#[test]
fn a_skill_that_an_operator_took_away_stays_away() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.run("skill import skills --name ours").ok();
    automatos
        .db
        .execute("UPDATE skills SET is_active = false WHERE name = 'pdf'");
    automatos.file("skills/pdf/SKILL.md", document("pdf", "", "Newer."));
    assert_eq!(
        counts(&automatos.run("skill sync ours -o json").ok().data()),
        [0, 1, 1, 0, 0, 0]
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT is_active FROM skills WHERE name = 'pdf'"),
        "f"
    );
    assert_eq!(
        automatos
            .run("skill list --source ours --inactive -o json")
            .ok()
            .column("name"),
        ["pdf"]
    );
}
