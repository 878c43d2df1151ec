//! Bringing packages in.

use std::process::Stdio;

use insta::assert_snapshot;

use super::{NEVER, REVIEW, approved, package, uploaded};
use crate::support::{Automatos, Ran};

#[test]
fn a_folder_is_uploaded_scanned_and_pending_and_the_same_bytes_again_change_nothing() {
    let automatos = Automatos::new();
    package(&automatos, "code-check", "1.0.0", &[]);
    let shown = automatos.run("plugin upload code-check-1.0.0").ok().shown();
    assert_snapshot!(shown, @"
    code-check@1.0.0: new plugin; safe (risk 0), pending, development-testing
      sha256:8e6d341bf970d0c2c1f8fe5781ef29ad7c9855ab5858c27f7d8e822e43ff5e42
    --- stderr ---
    packages: 1 (skills: 1); new plugins: 1, new versions: 0, unchanged: 0, failed: 0
    ");
    let before = automatos
        .db
        .query("SELECT count(*), max(id::text) FROM audit_events");
    let again = automatos.run("plugin upload code-check-1.0.0").ok();
    assert_snapshot!(again.shown(), @"
    code-check@1.0.0: nothing to do: these very bytes are there; safe, pending
      sha256:8e6d341bf970d0c2c1f8fe5781ef29ad7c9855ab5858c27f7d8e822e43ff5e42
    --- stderr ---
    packages: 1 (skills: 1); new plugins: 0, new versions: 0, unchanged: 1, failed: 0
    ");
    assert_eq!(
        automatos
            .db
            .query("SELECT count(*), max(id::text) FROM audit_events"),
        before
    );
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn a_version_never_changes_its_bytes() {
    let automatos = Automatos::new();
    uploaded(&automatos, "check", "1.0.0", &[]);
    package(&automatos, "check", "1.0.0", &[("README.md", "more")]);
    let refused = automatos
        .run("plugin upload check-1.0.0 -o json")
        .ends_with(5);
    assert_eq!(refused.json()["error"]["code"], "PLUGIN.VERSION_TAKEN");
    assert_eq!(
        automatos.db.query("SELECT count(*) FROM plugin_versions"),
        "1"
    );
}

#[test]
fn a_new_version_stays_pending_while_the_approved_one_stays_shown() {
    let automatos = Automatos::new();
    approved(&automatos, "check", "1.0.0");
    uploaded(&automatos, "check", "1.1.0", &[]);
    let versions = automatos.run("plugin versions check -o json").ok();
    assert_eq!(versions.column("version"), ["1.1.0", "1.0.0"]);
    assert_eq!(versions.column("approval_status"), ["pending", "approved"]);
    assert_eq!(versions.column("is_shown"), ["false", "true"]);
    let row = "SELECT version, approval_status FROM marketplace_plugins";
    assert_eq!(automatos.db.query(row), "1.0.0|approved");
}

#[test]
fn a_folder_makes_the_same_bytes_every_time_and_a_pipe_takes_an_archive() {
    let automatos = Automatos::new();
    let first = uploaded(
        &automatos,
        "check",
        "1.0.0",
        &[("a.txt", "a"), ("b/c.txt", "c")],
    );
    // The packed folder, as it is kept.
    let hex = automatos
        .db
        .query("SELECT encode(bytes, 'hex') FROM package_chunks");
    let bytes: Vec<u8> = (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).expect("hexadecimal"))
        .collect();
    automatos.file("check.zip", bytes);
    let mut piped = automatos.command("plugin upload - -o json");
    let file = std::fs::File::open(automatos.path("check.zip")).expect("it is there");
    piped.stdin(Stdio::from(file));
    let data = Ran::of(piped).ok().data();
    assert_eq!(data["unchanged"], 1);
    assert_eq!(data["plugins"][0]["package_sha256"], first.as_str());
}

#[test]
fn where_some_of_many_fail_the_others_stay_and_the_answer_says_which() {
    let automatos = Automatos::new();
    package(&automatos, "one", "1.0.0", &[]);
    package(&automatos, "two", "1.0.0", &[REVIEW]);
    automatos.file("broken.zip", "this is no archive");
    let ran = automatos
        .run("plugin upload one-1.0.0 broken.zip two-1.0.0 -o json")
        .ends_with(1);
    let data = ran.data();
    assert_eq!(
        (&data["new_plugins"], &data["failed"]),
        (&2.into(), &1.into())
    );
    let plugins = data["plugins"].as_array().expect("a list");
    let states: Vec<_> = plugins.iter().map(|one| &one["security_status"]).collect();
    assert_eq!(
        states,
        ["safe", "null", "review_required"]
            .map(|word| match word {
                "null" => serde_json::Value::Null,
                word => word.into(),
            })
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(plugins[1]["error"]["code"], "PACKAGE.REFUSED");
    assert_eq!(plugins[1]["error"]["causes"][0], "it is not a zip archive");
    assert!(
        ran.stderr()
            .contains("packages: 3 (skills: 2); new plugins: 2"),
        "{}",
        ran.stderr()
    );
    assert_eq!(automatos.db.query(NEVER), "");
}

#[test]
fn a_tree_of_plugins_is_uploaded_as_a_whole() {
    let automatos = Automatos::new();
    for slug in ["one", "two", "three"] {
        let folder = package(&automatos, slug, "1.0.0", &[]);
        std::fs::create_dir_all(automatos.path("tree")).expect("a folder");
        std::fs::rename(
            automatos.path(&folder),
            automatos.path(&format!("tree/{slug}")),
        )
        .expect("it moves");
    }
    automatos.run("plugin upload tree").ok();
    assert_eq!(
        automatos.run("plugin list -o json").ok().column("slug"),
        ["one", "three", "two"]
    );
}

#[test]
fn a_dry_run_says_the_same_and_leaves_no_row_and_no_bytes() {
    let automatos = Automatos::new();
    package(&automatos, "check", "1.0.0", &[]);
    let before = automatos.db.rows();
    let tried = automatos.run("plugin upload check-1.0.0 --dry-run").ok();
    assert!(
        tried.stderr().contains("not executed: storing the bytes"),
        "{}",
        tried.stderr()
    );
    assert_eq!(automatos.db.rows(), before);
    assert_eq!(
        automatos.run("plugin upload check-1.0.0").ok().stdout(),
        tried.stdout()
    );
}

#[test]
fn limits_come_from_flags_and_from_settings() {
    let automatos = Automatos::new();
    package(
        &automatos,
        "check",
        "1.0.0",
        &[("a.txt", "a"), ("b.txt", "b")],
    );
    let refused = automatos
        .run("plugin upload check-1.0.0 --max-files 2")
        .ends_with(1);
    assert_snapshot!(refused.shown(), @"
    --- stderr ---
    error: the package check-1.0.0 is refused
      because: it holds more than 2 files
    [exit 1]
    ");
    automatos.db.execute(
        "UPDATE system_settings SET value = '2' WHERE category = 'plugin_scan' AND key = 'max_files'",
    );
    automatos.run("plugin upload check-1.0.0").ends_with(1);
    automatos
        .run("plugin upload check-1.0.0 --max-files 10")
        .ok();
}

#[test]
fn the_category_is_the_flags_the_manifests_or_the_one_its_words_say() {
    let automatos = Automatos::new();
    let manifest = |slug: &str, rest: &str| {
        let text = format!(r#"{{"slug": "{slug}", "name": "{slug}", "version": "1.0.0"{rest}}}"#);
        automatos.file(&format!("{slug}/manifest.json"), text);
    };
    manifest("said", r#", "category": "data-etl", "tags": ["seo"]"#);
    manifest(
        "wrong",
        r#", "category": "nonsense", "tags": ["kubernetes", "docker"]"#,
    );
    manifest("quiet", "");
    manifest("flagged", r#", "category": "data-etl""#);
    automatos.run("plugin upload said wrong quiet").ok();
    automatos.run("plugin upload flagged --category Audit").ok();
    automatos
        .run("plugin upload flagged --category Audits")
        .ends_with(5);
    assert_eq!(
        automatos.db.query(
            "SELECT p.slug, c.slug FROM marketplace_plugins p \
             LEFT JOIN plugin_categories c ON c.id = p.category_id ORDER BY 1"
        ),
        "flagged|security-audit\nquiet|\nsaid|data-etl\nwrong|devops-deployment"
    );
}
