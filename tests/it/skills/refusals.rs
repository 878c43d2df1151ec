//! What cannot be taken is told, each with its place, and the rest is taken all the same.

use insta::assert_snapshot;

use super::{counts, document, repository, told, two};
use crate::plugin::BLOCKED;
use crate::support::Automatos;

#[test]
fn each_broken_skill_is_told_with_its_line_and_the_others_are_taken() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos
        .file("skills/a-bare/SKILL.md", "# No frontmatter\n")
        .file("skills/b-open/SKILL.md", "---\nname: open\n")
        .file(
            "skills/c-key/SKILL.md",
            "---\nname: key\ndescription: a: b\nno key here\n---\n",
        )
        .file(
            "skills/d-twice/SKILL.md",
            "---\nname: x: y\nname: twice\n---\n",
        )
        .file("skills/e-nameless/SKILL.md", "---\ndescription: who\n---\n")
        .file("skills/f-bytes/SKILL.md", b"---\nname: bytes\n---\n\xff\n")
        .file("skills/g-twin/SKILL.md", document("twin", "", "One."))
        .file("skills/h-twin/SKILL.md", document("twin", "", "Two."))
        .file(
            "skills/i-version/SKILL.md",
            "---\nname: version\nversion: latest\n---\n",
        );
    assert_snapshot!(automatos.run("skill import skills --name ours").ends_with(1).shown(), @"
        refused    a-bare: a-bare/SKILL.md:1: it does not begin with frontmatter
        refused    b-open: b-open/SKILL.md:1: its frontmatter has no end
        refused    c-key: c-key/SKILL.md:4: line 3 of its frontmatter has no key
        refused    d-twice: d-twice/SKILL.md:3: its frontmatter says `name` twice
        refused    e-nameless: e-nameless/SKILL.md:1: its frontmatter has no name
        refused    f-bytes: f-bytes/SKILL.md:4: invalid utf-8 sequence of 1 bytes from index 20
        refused    i-version: i-version/SKILL.md:3: `latest` is not a semantic version: unexpected character 'l' while parsing major version number
        added      pdf 1.2.0
        added      plain 0.1.0
        refused    twin: 2 skills are called `twin`: g-twin, h-twin
        refused    twin: 2 skills are called `twin`: g-twin, h-twin
        --- stderr ---
        ours: 11 skills; added: 2, changed: 0, unchanged: 0, kept: 0, removed: 0, refused: 9
        [exit 1]
        ");
    assert_eq!(
        automatos.db.query(
            "SELECT string_agg(name, ' ' ORDER BY name) FROM skills WHERE skill_source = 'ours'"
        ),
        "pdf plain"
    );
    assert_eq!(
        automatos.db.query(
            "SELECT last_sync_status, last_sync_error FROM skill_sources WHERE source_name = 'ours'"
        ),
        "partial|9 skills were refused"
    );
}

#[test]
fn with_atomic_nothing_is_taken_where_anything_is_refused() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.file("skills/bad/SKILL.md", "# No frontmatter\n");
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("skill import skills --name ours --atomic").ends_with(1).shown(), @"
        --- stderr ---
        error: 1 skills of `ours` are refused, so none is taken
          because: bad: bad/SKILL.md:1: it does not begin with frontmatter
        hint: mend them, or leave `--atomic` out to take the others
        [exit 1]
        ");
    assert_eq!(automatos.db.rows(), before);
}

#[test]
fn what_the_scanner_blocks_is_taken_only_with_a_reason() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.file(&format!("skills/pdf/{}", BLOCKED.0), BLOCKED.1);
    let refused = automatos
        .run("skill import skills --name ours -o json")
        .ends_with(1)
        .data();
    assert_eq!(counts(&refused), [1, 0, 0, 0, 0, 1]);
    let (outcome, note) = told(&refused, "pdf");
    assert!(
        outcome == "refused" && note.starts_with("blocked by the scanner (risk "),
        "{note}"
    );
    automatos
        .run("skill import skills --name ours --override-blocked pdf")
        .ends_with(2);
    automatos
        .run("skill import skills --name ours --override-blocked pfd --reason 'read it'")
        .ends_with(5);
    let taken = automatos
        .run("skill import skills --name ours --override-blocked pdf --reason 'read it' -o json")
        .ok()
        .data();
    assert_eq!(counts(&taken), [1, 0, 1, 0, 0, 0]);
    assert_eq!(
        automatos.db.query("SELECT reason, after ->> 'overridden' FROM audit_events WHERE object_type = 'skill_source' ORDER BY id DESC LIMIT 1"),
        "read it|[\"pdf\"]"
    );
    // What was taken once with a reason is not asked about while it stays the same.
    assert_eq!(
        counts(&automatos.run("skill sync ours -o json").ok().data()),
        [0, 0, 2, 0, 0, 0]
    );
    // A change of it is.
    automatos.file("skills/pdf/more.md", "More.\n");
    automatos.run("skill sync ours").ends_with(1);
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM skill_versions v JOIN skills s ON s.id = v.skill_id WHERE s.name = 'pdf'"),
        "1"
    );
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let automatos = Automatos::new();
    automatos.file(
        "skills/x/SKILL.md",
        document("Threat Modeling", "", "Other."),
    );
    let data = automatos
        .run("skill import skills --name ours -o json")
        .ends_with(1)
        .data();
    assert_eq!(
        told(&data, "Threat Modeling").1,
        "there is a skill `Threat Modeling` already, made here"
    );
}

#[test]
fn a_source_without_skills_or_without_a_repository_is_an_error() {
    let automatos = Automatos::new();
    automatos.file("empty/README.md", "nothing\n");
    let before = automatos.db.rows();
    assert_snapshot!(automatos.run("skill import empty").ends_with(1).shown(), @"
        --- stderr ---
        error: there is no SKILL.md in the source
        hint: a skill is a folder with a SKILL.md that begins with frontmatter
        [exit 1]
        ");
    assert_snapshot!(automatos.run("skill import empty --branch main").ends_with(5).stderr().contains("is not a repository"), @"true");
    let absent = automatos.path("absent");
    let address = format!("skill import file://{} -o json", absent.display());
    assert_eq!(
        automatos.run(&address).ends_with(1).json()["error"]["code"],
        "GIT.FAILED"
    );
    assert_eq!(automatos.db.rows(), before);
    assert_snapshot!(automatos.run("skill sync nothing").ends_with(5).shown(), @"
        --- stderr ---
        error: there is no source of skills `nothing`
        hint: bring skills in with `automatos skill import`
        [exit 5]
        ");
}

#[test]
fn a_source_that_is_gone_is_remembered_as_failed_while_others_are_synced() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.file("other/x/SKILL.md", document("other", "", "Other."));
    repository(&automatos, "skills");
    automatos.run("skill import skills --name first").ok();
    automatos.run("skill import other --name second").ok();
    std::fs::rename(automatos.path("skills"), automatos.path("moved")).expect("a folder");
    let data = automatos
        .run("skill sync --all -o json")
        .ends_with(1)
        .data();
    assert_eq!(counts(&data), [0, 0, 1, 0, 0, 0]);
    assert_eq!(data["failed"][0]["source"], "first");
    assert_eq!(
        automatos.db.query("SELECT source_name, last_sync_status FROM skill_sources WHERE source_name IN ('first', 'second') ORDER BY 1"),
        "first|failed\nsecond|complete"
    );
    // Its skills are as they were.
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*) FROM skills WHERE skill_source = 'first' AND is_active"),
        "2"
    );
}
