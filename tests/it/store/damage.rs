//! Packages that are not what they were.

use insta::assert_snapshot;

use super::scene::{ALL, Kind, Scene, digest};
use crate::support::Ran;

#[test]
fn a_flipped_bit_is_found_refused_and_mended_by_another_copy() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let bad = scene.add("linter", "1.0.0", b"a package");
        scene.add("tester", "1.0.0", b"another package");
        Ran::of(scene.filling()).ok();
        scene.damage(&bad);
        let found = scene.run("plugin verify --all -o json").ends_with(3).data();
        assert_eq!(found["packages"], 2);
        let problems = found["problems"].as_array().expect("a list");
        assert_eq!(problems.len(), 1, "{found:#}");
        assert_eq!(
            (
                &problems[0]["plugin"],
                &problems[0]["problem"],
                &problems[0]["found"]
            ),
            (
                &"linter".into(),
                &"damaged".into(),
                &digest(b"\x60 package").into()
            ),
            "{kind:?}"
        );
        scene.run("plugin verify tester").ok();
        scene.run("store verify").ends_with(3);
        let refused = scene
            .run("plugin download linter -o json")
            .ends_with(5)
            .json();
        assert_eq!(refused["error"]["code"], "STORE.DAMAGED", "{kind:?}");
        assert!(!scene.automatos.path("linter-1.0.0.zip").exists());
        let piped = scene.run("plugin download linter --out -").ends_with(5);
        assert_eq!(piped.stdout(), "");
        Ran::of(scene.filling()).ok();
        scene.run("plugin verify --all").ok();
    }
}

#[test]
fn a_package_that_is_gone_is_found_and_its_row_says_where_it_was() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let gone = scene.add("linter", "1.0.0", b"a package");
        Ran::of(scene.filling()).ok();
        scene.remove(&gone);
        let found = scene
            .run("plugin verify linter@1.0.0 -o json")
            .ends_with(3)
            .data();
        assert_eq!(found["problems"][0]["problem"], "missing", "{kind:?}");
        let refused = scene
            .run("plugin download linter -o json")
            .ends_with(5)
            .json();
        assert_eq!(refused["error"]["code"], "STORE.MISSING", "{kind:?}");
    }
}

#[test]
fn packages_that_cannot_be_copied_are_named_and_the_others_are_copied() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let digests = ["a", "b", "c"].map(|name| scene.add(name, "1.0.0", name.as_bytes()));
        let path = |digest: &str| format!("source/{}/{digest}", &digest[..2]);
        scene.automatos.file(&path(&digests[0]), "x");
        std::fs::remove_file(scene.automatos.path(&path(&digests[1]))).expect("a file");
        let filled = Ran::of(scene.filling()).ends_with(1).data();
        assert_eq!(filled["copied"], 1, "{kind:?}");
        let problems = filled["problems"].as_array().expect("a list");
        let mut problems: Vec<_> = problems
            .iter()
            .map(|problem| format!("{} {}", problem["plugin"], problem["problem"]))
            .collect();
        problems.sort();
        assert_eq!(problems, [r#""a" "damaged""#, r#""b" "missing""#]);
        assert!(scene.has(&digests[2]) && !scene.has(&digests[0]));
    }
}

#[test]
fn the_words_of_a_verification() {
    let scene = Scene::new(Kind::Postgres);
    let bad = scene.add("linter", "1.0.0", b"a package");
    let gone = scene.add("linter", "1.1.0", b"the next");
    scene.add("tester", "0.1.0", b"good");
    Ran::of(scene.filling()).ok();
    scene.damage(&bad);
    scene.remove(&gone);
    assert_snapshot!(scene.run("plugin verify --all").shown(), @"
    linter@1.1.0 sha256:1c59ed4238b5490eafaaf79d45bf5c253339a72ef17946195b2e8a1e1f5b5d34  missing
    linter@1.0.0 sha256:c0cd5ccfdb563a59366e33e73001b78fdb8cca5a6c48e2f90fffcde44b81f1f6  damaged: there are bytes with sha256:0550d39513bbaedfa8edadb81a63c388bed444480386a060fd97f1ddec46af2c
    postgres: versions 3, packages read 2, bytes 13, bad 2
    [exit 3]
    ");
    assert_snapshot!(scene.run("plugin verify linter@1.0.0 tester").shown(), @"
    linter@1.0.0 sha256:c0cd5ccfdb563a59366e33e73001b78fdb8cca5a6c48e2f90fffcde44b81f1f6  damaged: there are bytes with sha256:0550d39513bbaedfa8edadb81a63c388bed444480386a060fd97f1ddec46af2c
    postgres: versions 2, packages read 2, bytes 13, bad 1
    [exit 3]
    ");
    assert_snapshot!(scene.run("plugin verify tester").shown(), @"
    postgres: versions 1, packages read 1, bytes 4, bad 0
    ");
    assert_snapshot!(scene.run("plugin verify").shown(), @"
    --- stderr ---
    error: the following required arguments were not provided:
      <NAME[@VERSION]>...

    Usage: automatos plugin verify <NAME[@VERSION]>...

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(scene.run("plugin verify lintr").shown(), @"
    --- stderr ---
    error: there is no plugin `lintr`
    hint: did you mean `linter`?
    [exit 5]
    ");
    assert_snapshot!(scene.run("plugin verify linter@2.0.0").shown(), @"
    --- stderr ---
    error: there is no version 2.0.0 of the plugin `linter`
    [exit 5]
    ");
    assert_snapshot!(scene.run("plugin download linter@1.0.0").shown(), @"
    --- stderr ---
    error: the store postgres holds 9 bytes with the digest 0550d39513bbaedfa8edadb81a63c388bed444480386a060fd97f1ddec46af2c as the package c0cd5ccfdb563a59366e33e73001b78fdb8cca5a6c48e2f90fffcde44b81f1f6
    hint: upload the same package again, which writes it anew
    [exit 5]
    ");
    assert_snapshot!(scene.run("plugin download linter --store file:///nowhere").shown(), @"
    --- stderr ---
    error: the store file:///nowhere has no package 1c59ed4238b5490eafaaf79d45bf5c253339a72ef17946195b2e8a1e1f5b5d34
    hint: it was put at postgres:1c59ed4238b5490eafaaf79d45bf5c253339a72ef17946195b2e8a1e1f5b5d34: `--store` names that store
    [exit 5]
    ");
}
