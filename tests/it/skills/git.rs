//! From a repository: its commit, its branches and tags, and what changes from one commit to the next.

use insta::assert_snapshot;

use super::{commit, counts, document, repository, run_git, told, two};
use crate::support::Automatos;

#[test]
fn a_repository_is_imported_with_three_levels_and_its_commit() {
    let automatos = Automatos::new();
    two(&automatos);
    repository(&automatos, "skills");
    let data = automatos
        .run("skill import skills --name ours --category papers -o json")
        .ok()
        .data();
    assert_eq!(counts(&data), [2, 0, 0, 0, 0, 0]);
    let head = run_git(&automatos, "skills", &["rev-parse", "HEAD"]);
    assert_eq!(data["sources"][0]["commit"], head);
    let shown = automatos
        .run("skill show pdf --level 3 -o json")
        .ok()
        .data();
    assert_eq!(shown["skill_version"], "1.2.0");
    assert_eq!(shown["category"], "papers");
    assert_eq!(shown["tags"], serde_json::json!(["files", "paper"]));
    assert_eq!(shown["prompt_template"], "# pdf\n\nRead it.\n");
    assert_eq!(shown["tokens"]["level_3"], 10);
    assert_snapshot!(automatos.db.query(
        "SELECT f.file_path, f.file_type, f.load_level, f.file_size_bytes, f.estimated_tokens, f.content IS NULL \
         FROM skill_files f JOIN skills s ON s.id = f.skill_id WHERE s.name = 'pdf' ORDER BY 1"
    ), @"
        logo.png|resource|3|6|0|t
        reference/forms.md|resource|3|23|6|f
        scripts/fill.py|script|3|16|4|f
        ");
    assert_snapshot!(automatos.db.query(
        "SELECT v.version, v.is_current, v.security_status, v.risk_score, v.changelog, \
             v.git_commit_sha = s.git_commit_sha, s.filesystem_path, s.is_active, k.skills_discovered, k.last_sync_status \
         FROM skill_versions v JOIN skills s ON s.id = v.skill_id JOIN skill_sources k ON k.source_name = s.skill_source \
         ORDER BY s.name"
    ), @"
        1.2.0|t|safe|0|imported|t|pdf|t|2|complete
        0.1.0|t|safe|0|imported|t|group/plain|t|2|complete
        ");
}

#[test]
fn a_second_sync_changes_nothing_and_leaves_no_audit() {
    let automatos = Automatos::new();
    two(&automatos);
    repository(&automatos, "skills");
    automatos.run("skill import skills --name ours").ok();
    let sum = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM ( \
               SELECT s.*::text AS t FROM skills s UNION ALL SELECT f.*::text FROM skill_files f \
               UNION ALL SELECT v.*::text FROM skill_versions v \
               UNION ALL SELECT a.*::text FROM audit_events a) t";
    let before = automatos.db.query(sum);
    let data = automatos.run("skill sync ours -o json").ok().data();
    assert_eq!(counts(&data), [0, 0, 2, 0, 0, 0]);
    automatos.run("skill import skills --name ours").ok();
    automatos.run("skill sync --all").ok();
    assert_eq!(automatos.db.query(sum), before);
}

#[test]
fn a_sync_brings_what_changed_keeps_what_was_and_deletes_nothing() {
    let automatos = Automatos::new();
    two(&automatos);
    repository(&automatos, "skills");
    automatos.run("skill import skills --name ours").ok();
    let changed = document("pdf", "version: 1.2\ntags: [files]\n", "Read it well.");
    automatos
        .file("skills/pdf/SKILL.md", changed)
        .file("skills/pdf/reference/more.md", "More.\n")
        .file("skills/extra/SKILL.md", document("extra", "", "New."));
    std::fs::remove_file(automatos.path("skills/pdf/scripts/fill.py")).expect("a file");
    std::fs::remove_dir_all(automatos.path("skills/group")).expect("a folder");
    commit(&automatos, "skills");
    let dry = automatos
        .run("skill sync ours --dry-run -o json")
        .ok()
        .data();
    let data = automatos.run("skill sync ours -o json").ok().data();
    assert_eq!(counts(&dry), counts(&data));
    assert_eq!(counts(&data), [1, 1, 0, 0, 1, 0]);
    assert_eq!(
        told(&data, "pdf").1,
        "tags, instructions, 1 files, 1 files gone"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT is_active FROM skills WHERE name = 'plain'"),
        "f"
    );
    let versions = automatos.run("skill versions pdf -o json").ok();
    assert_eq!(versions.column("is_current"), ["true", "false"]);
    let labels = versions.column("version");
    assert!(
        labels[0].starts_with("1.2.0+") && labels[1] == "1.2.0",
        "{labels:?}"
    );
    assert_eq!(
        automatos.db.query("SELECT action, after ->> 'added', after ->> 'changed', after ->> 'removed' FROM audit_events WHERE object_type = 'skill_source' ORDER BY id DESC LIMIT 1"),
        "import|[\"extra\"]|[\"pdf\"]|[\"plain\"]"
    );
    // What was before comes back under its own label, and what was gone is offered again.
    run_git(&automatos, "skills", &["revert", "--no-edit", "HEAD"]);
    let data = automatos.run("skill sync ours -o json").ok().data();
    assert_eq!(counts(&data), [0, 2, 0, 0, 1, 0]);
    assert_eq!(
        automatos
            .db
            .query("SELECT is_active FROM skills WHERE name = 'plain'"),
        "t"
    );
    assert_eq!(
        automatos
            .db
            .query("SELECT skill_version FROM skills WHERE name = 'pdf'"),
        "1.2.0"
    );
}

#[test]
fn a_branch_or_a_tag_is_followed() {
    let automatos = Automatos::new();
    two(&automatos);
    repository(&automatos, "skills");
    run_git(&automatos, "skills", &["tag", "v1"]);
    run_git(&automatos, "skills", &["checkout", "-q", "-b", "next"]);
    automatos.file("skills/extra/SKILL.md", document("extra", "", "New."));
    commit(&automatos, "skills");
    run_git(&automatos, "skills", &["checkout", "-q", "main"]);
    let import =
        |flags: &str| automatos.run(&format!("skill import skills {flags} --dry-run -o json"));
    assert_eq!(counts(&import("--branch next").ok().data())[0], 3);
    assert_eq!(counts(&import("--tag v1").ok().data())[0], 2);
    assert_eq!(counts(&import("").ok().data())[0], 2);
    assert_eq!(
        import("--branch gone").ends_with(5).json()["error"]["code"],
        "GIT.REFERENCE"
    );
    assert_eq!(
        import("--tag main").ends_with(5).json()["error"]["code"],
        "GIT.REFERENCE"
    );
}

#[test]
fn nothing_of_a_repository_or_its_configuration_is_run() {
    let automatos = Automatos::new();
    two(&automatos);
    automatos.file("skills/.gitattributes", "*.md filter=evil\n");
    repository(&automatos, "skills");
    let trace = automatos.path("ran");
    let evil = format!("touch {}", trace.display());
    for (key, value) in [
        ("filter.evil.smudge", evil.as_str()),
        ("core.fsmonitor", evil.as_str()),
        ("core.sshCommand", evil.as_str()),
    ] {
        run_git(&automatos, "skills", &["config", key, value]);
    }
    automatos.file(
        "skills/.git/hooks/post-checkout",
        format!("#!/bin/sh\n{evil}\n"),
    );
    automatos.file(
        ".gitconfig",
        format!("[filter \"evil\"]\n\tsmudge = {evil}\n"),
    );
    automatos.run("skill import skills --name ours").ok();
    assert!(!trace.exists());
}

#[test]
fn addresses_that_run_programs_are_refused_before_git_sees_them() {
    let automatos = Automatos::reading();
    for address in [
        "'ext::sh -c true'",
        "fd::3",
        "http://localhost/x",
        "git://localhost/x",
    ] {
        let refused = automatos
            .run(&format!("skill import {address} -o json"))
            .ends_with(2);
        assert_eq!(refused.json()["error"]["code"], "GIT.ADDRESS", "{address}");
    }
    let secret = automatos
        .run("skill import https://user:hunter2@localhost/x")
        .ends_with(2);
    assert!(!secret.stderr().contains("hunter2"));
    assert_snapshot!(automatos.run("skill import no-such-folder").ends_with(2).shown(), @"
        --- stderr ---
        error: `no-such-folder` is no address of a repository: it is neither a folder nor an address
        hint: use a folder, https://…, ssh://… or user@host:path
        [exit 2]
        ");
}
