//! Packages go into each store, stay as they are, and come out again.

use std::fs;

use insta::assert_snapshot;

use super::scene::{ALL, Scene, bytes};
use crate::support::Ran;

#[test]
fn packages_of_any_size_come_back_byte_for_byte() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let packages = [0, 1, 4095, 1 << 20, (1 << 20) + 1, 5_000_000]
            .map(|length| bytes(length, u32::try_from(length).expect("a number")));
        for (number, package) in packages.iter().enumerate() {
            scene.add(&format!("plugin-{number}"), "1.0.0", package);
        }
        let filled = Ran::of(scene.filling()).ok().data();
        assert_eq!(filled["copied"], 6, "{filled:#}");
        assert_eq!(filled["versions"], 6, "{filled:#}");
        let verified = scene.run("store verify -o json").ok().data();
        assert_eq!(verified["packages"], 6, "{kind:?}: {verified:#}");
        assert_eq!(verified["unreferenced"]["packages"], 0, "{verified:#}");
        for (number, package) in packages.iter().enumerate() {
            let out = format!("out-{number}");
            scene
                .run(&format!("plugin download plugin-{number} --out {out}"))
                .ok();
            assert_eq!(
                fs::read(scene.automatos.path(&out)).expect("a file"),
                *package
            );
            let line = format!("plugin download plugin-{number}@1.0.0 --out -");
            assert_eq!(scene.run(&line).ok().0.stdout, *package);
        }
    }
}

#[test]
fn rows_say_where_their_package_is_and_the_move_is_audited() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let digest = scene.add("linter", "1.0.0", b"one package");
        scene.add("linter", "1.0.1", b"one package");
        Ran::of(scene.filling()).ok();
        let place = match scene.url().as_str() {
            "postgres" => format!("postgres:{digest}"),
            url => format!("{url}/{}/{digest}", &digest[..2]),
        };
        let uris = "SELECT DISTINCT storage_uri FROM (SELECT storage_uri FROM plugin_versions \
                    UNION ALL SELECT storage_uri FROM marketplace_plugins) AS uris";
        assert_eq!(scene.automatos.db.query(uris), place);
        let audited = "SELECT actor, command, object_type, action, after->>'versions' \
                       FROM audit_events WHERE action = 'relocate'";
        assert_eq!(
            scene.automatos.db.query(audited),
            "tester|store migrate|plugin_version|relocate|2"
        );
    }
}

#[test]
fn a_second_run_copies_only_what_is_not_there() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let digests =
            [1, 2, 3].map(|seed| scene.add(&format!("plugin-{seed}"), "1.0.0", &bytes(100, seed)));
        Ran::of(scene.filling()).ok();
        scene.remove(&digests[1]);
        scene.damage(&digests[2]);
        let again = Ran::of(scene.filling()).ok().data();
        assert_eq!(
            (&again["copied"], &again["there"], &again["versions"]),
            (&2.into(), &1.into(), &0.into()),
            "{kind:?}"
        );
        scene.run("plugin verify --all").ok();
        let rows = scene.automatos.db.rows();
        let third = Ran::of(scene.filling()).ok().data();
        assert_eq!(third["there"], 3);
        assert_eq!(scene.automatos.db.rows(), rows, "{kind:?}");
    }
}

#[test]
fn a_dry_run_copies_nothing() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let digest = scene.add("linter", "1.0.0", b"a package");
        let rows = scene.automatos.db.rows();
        let mut command = scene.filling();
        command.arg("--dry-run");
        let tried = Ran::of(command).ok().data();
        assert_eq!(
            (&tried["copied"], &tried["versions"]),
            (&1.into(), &1.into())
        );
        assert!(!scene.has(&digest), "{kind:?}");
        assert_eq!(scene.automatos.db.rows(), rows, "{kind:?}");
        assert!(!scene.automatos.path("store").exists());
    }
}

#[test]
fn moving_removes_what_the_other_store_has() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let digest = scene.add("linter", "1.0.0", b"a package");
        Ran::of(scene.filling()).ok();
        let target = format!("file://{}", scene.automatos.path("target").display());
        let line = format!("store migrate --to {target} --move -o json");
        // What was put at this moment could be an upload's.
        scene.age(&digest);
        let moved = scene.run(&line).ok().data();
        assert_eq!(
            (&moved["copied"], &moved["removed"]),
            (&1.into(), &1.into())
        );
        assert!(!scene.has(&digest), "{kind:?}");
        scene
            .run(&format!("plugin verify linter --store {target}"))
            .ok();
    }
}

#[test]
fn two_runs_at_once_both_succeed() {
    for kind in ALL {
        let scene = Scene::new(kind);
        for seed in 0..20 {
            scene.add(&format!("plugin-{seed}"), "1.0.0", &bytes(50_000, seed));
        }
        let runs = [scene.filling(), scene.filling()]
            .map(|mut command| command.stdout(std::process::Stdio::null()).spawn());
        for run in runs {
            let status = run.expect("it starts").wait().expect("it ends");
            assert!(status.success(), "{kind:?}");
        }
        scene.run("plugin verify --all").ok();
    }
}

#[test]
fn the_words_of_a_migration() {
    let scene = Scene::new(ALL[0]);
    scene.add("linter", "1.0.0", b"a package");
    let line = "store migrate --store file:///nowhere --to postgres";
    assert_snapshot!(scene.run(line).ends_with(1).shown(), @"
    linter@1.0.0 sha256:c0cd5ccfdb563a59366e33e73001b78fdb8cca5a6c48e2f90fffcde44b81f1f6  missing
    from file:///nowhere to postgres
    copied 0, bytes 0, there already 0, not copied 1
    versions that say so 0, removed from file:///nowhere 0
    [exit 1]
    ");
    let line = format!("store migrate --store {} --to postgres", scene.source());
    let shown = |line: &str| scene.run(line).shown().replace(&scene.source(), "SOURCE");
    assert_snapshot!(shown(&format!("{line} --dry-run")), @"
    from SOURCE to postgres
    would be copied 1, there already 0, cannot be copied 0
    versions that would say so 1
    not executed: writing and removing packages
    ");
    assert_snapshot!(shown(&line), @"
    from SOURCE to postgres
    copied 1, bytes 9, there already 0, not copied 0
    versions that say so 1, removed from SOURCE 0
    ");
    assert_snapshot!(shown("store verify"), @"
    postgres: versions 1, packages read 1, bytes 9, bad 0
    pointed at by no version: packages 0, bytes 0
    ");
    assert_snapshot!(shown("store migrate --to postgres"), @"
    --- stderr ---
    error: postgres is the configured store itself
    hint: name another with `--to`, or the one to copy from with `--store`
    [exit 2]
    ");
    assert_snapshot!(shown("store migrate --to http://a"), @"
    --- stderr ---
    error: `http://a` names no store
    hint: use `postgres`, file:///path or s3://bucket/prefix
    [exit 2]
    ");
}
