//! What cannot be imported, or exported, is said, and nothing is written.

use std::fs;

use insta::assert_snapshot;

use super::{PUBLIC, SECRET, full, import};
use crate::plugin;
use crate::support::Automatos;

#[test]
fn a_file_that_is_not_as_it_was_exported_ends_the_import() {
    let (from, to) = (full(), Automatos::new());
    from.run("export out --all").ok();
    let rows = to.db.rows();
    let refused = |path: &str, change: &dyn Fn(&str) -> String| {
        let whole = from.path("out").join(path);
        let was = fs::read_to_string(&whole).expect("text");
        fs::write(&whole, change(&was)).expect("a file");
        let ran = to.run(&import(&from, &to, "")).ends_with(1);
        fs::write(&whole, was).expect("a file");
        ran.shown()
            .replace(&from.path("out").display().to_string(), "OUT")
    };
    assert_snapshot!(refused("seeds/agents.yaml", &|text| text.replace("Helper", "Halper")), @"
    --- stderr ---
    error: OUT/seeds/agents.yaml is not the file that was exported
    hint: export again; what is to be changed is better changed after the import
    [exit 1]
    ");
    assert_snapshot!(refused("manifest.json", &|text| text.replace("\"format\": 1", "\"format\": 2")), @"
    --- stderr ---
    error: OUT/manifest.json has the format 2, and this binary reads 1
    hint: import it with a binary like the one that exported it
    [exit 1]
    ");
    assert_snapshot!(refused("manifest.json", &|text| text.replace("seeds/agents.yaml", "../agents.yaml")), @"
    --- stderr ---
    error: the export names a file outside of it: ../agents.yaml
    [exit 1]
    ");
    assert_snapshot!(refused("manifest.json", &|_| "{".to_owned()), @"
    --- stderr ---
    error: OUT/manifest.json is no list of an export
      because: EOF while parsing an object at line 1 column 1
    [exit 1]
    ");
    fs::remove_file(from.path("out/manifest.json")).expect("it was there");
    assert_snapshot!(to.run(&import(&from, &to, "")).ends_with(1).shown().replace(&from.path("out").display().to_string(), "OUT"), @"
    --- stderr ---
    error: OUT holds no whole export
      because: No such file or directory (os error 2)
    hint: an export ends with its manifest.json: run it again
    [exit 1]
    ");
    assert_eq!(to.db.rows(), rows);
}

#[test]
fn secrets_need_their_key_or_are_left_out() {
    let (from, to) = (full(), Automatos::new());
    from.run(&format!("export out --all --public-key {PUBLIC}"))
        .ok();
    let out = from.path("out").display().to_string();
    let rows = to.db.rows();
    assert_snapshot!(to.run(&format!("import {out}")).ends_with(5).shown().replace(&out, "OUT"), @"
    --- stderr ---
    error: the export holds secrets, such as OUT/secrets/settings.age
    hint: add `--identity-file` with the secret key, or `--without-secrets`
    [exit 5]
    ");
    to.file("key.txt", SECRET);
    // The secrets can be read, and there is nothing to seal them with.
    let ran = to
        .run(&format!("import {out} --identity-file key.txt -o json"))
        .ends_with(5);
    assert_eq!(ran.json()["error"]["code"], "KEY.MISSING");
    assert_eq!(to.db.rows(), rows);
    to.run(&format!("import {out} --without-secrets")).ok();
    assert_eq!(to.db.query("SELECT count(*) FROM credentials"), "0");
}

#[test]
fn what_needs_a_review_is_approved_where_its_risk_was_accepted_and_is_again() {
    let (from, to) = (Automatos::new(), Automatos::new());
    let digest = plugin::uploaded(&from, "packed", "1.0.0", &[plugin::REVIEW]);
    let approve = plugin::approve("packed", &digest);
    from.run(&format!("{approve} --accept-risk")).ok();
    let bad = plugin::uploaded(&from, "bad", "1.0.0", &[plugin::BLOCKED]);
    from.run(&format!("plugin reject bad --reason 'digest {bad}'"))
        .ok();
    from.run("export out --all").ok();
    let states = "SELECT p.slug, v.approval_status FROM plugin_versions v \
                  JOIN marketplace_plugins p ON p.id = v.plugin_id ORDER BY 1";
    let left = to.run(&import(&from, &to, "")).ends_with(1);
    let note = "not approved: `packed@1.0.0` is review_required here";
    assert!(left.stderr().contains(note), "{}", left.stderr());
    assert_eq!(to.db.query(states), "bad|rejected\npacked|pending");
    to.run(&import(&from, &to, "--accept-risk")).ok();
    assert_eq!(to.db.query(states), "bad|rejected\npacked|approved");
    let reason = "SELECT approval_reason, approval_consent FROM plugin_versions WHERE approved_by IS NOT NULL";
    assert_eq!(
        to.db.query(reason),
        "imported; tester had approved it: read it|risk_accepted"
    );
}

#[test]
fn four_eyes_leave_the_approval_to_somebody_else() {
    let from = full();
    from.run("setting set plugin_scan.four_eyes true").ok();
    from.run("export out --all").ok();
    let to = Automatos::new();
    let rows = to.db.rows();
    let refused = to.run(&import(&from, &to, "")).ends_with(5).shown();
    assert!(refused.contains("`check@1.0.0` (safe)"), "{refused}");
    assert_eq!(to.db.rows().get("workspaces"), rows.get("workspaces"));
    from.run("export alone --workspaces globex").ok();
    let line = format!("import {} -o json", from.path("alone").display());
    let left = to.run(&line).ends_with(1).data();
    assert_eq!(left["undecided"][0]["plugin"], "check");
    assert_eq!(left["undecided"][0]["version"], "1.0.0");
}

#[test]
fn a_folder_that_holds_something_else_is_not_written_to() {
    let from = full();
    from.file("out/notes.txt", "mine");
    let refused = from.run("export out --all").ends_with(5).shown();
    assert!(refused.contains("holds notes.txt"), "{refused}");
    from.file("file", "mine");
    from.run("export file --all").ends_with(1);
    from.run("export").ends_with(2);
    from.run("export out").ends_with(2);
    from.run("export none --all --public-key age1nobody")
        .ends_with(2);
    assert!(!from.path("none").exists());
    plugin::uploaded(&from, "lost", "1.0.0", &[]);
    from.db.execute("DELETE FROM package_blobs WHERE sha256 NOT IN (SELECT package_sha256 FROM marketplace_plugins WHERE approval_status = 'approved')");
    let gone = from.run("export gone --all -o json").ends_with(5);
    assert_eq!(gone.json()["error"]["code"], "STORE.MISSING");
    assert!(!from.path("gone/manifest.json").exists());
}
