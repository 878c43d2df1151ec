//! `maintain`, and the job that removes packages that no row points at.

use insta::assert_snapshot;

use super::scene::{ALL, Kind, Scene, age};
use crate::support::Ran;

#[test]
fn only_old_packages_that_no_row_points_at_are_removed() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let kept = scene.add("kept", "1.0.0", b"kept");
        let old = scene.add("old", "1.0.0", b"old");
        let young = scene.add("young", "1.0.0", b"young");
        Ran::of(scene.filling()).ok();
        scene.forget("old");
        scene.forget("young");
        scene.age(&kept);
        scene.age(&old);
        let rows = scene.automatos.db.rows();
        let tried = scene
            .run("maintain run orphan-blobs --dry-run -o json")
            .ok()
            .data();
        assert_eq!(
            tried["jobs"][0]["counts"]["packages_removed"], 1,
            "{kind:?}"
        );
        assert_eq!(scene.automatos.db.rows(), rows, "{kind:?}");
        assert!(scene.has(&old));
        let ran = scene.run("maintain run orphan-blobs -o json").ok().data();
        assert_eq!(ran["jobs"][0]["counts"]["packages_removed"], 1, "{kind:?}");
        assert_eq!(ran["jobs"][0]["counts"]["bytes_removed"], 3);
        assert_eq!(
            [&kept, &old, &young].map(|digest| scene.has(digest)),
            [true, false, true],
            "{kind:?}"
        );
        let audited = "SELECT command, object_name, after->>'packages_removed' FROM audit_events \
                       WHERE object_type = 'maintenance'";
        assert_eq!(
            scene.automatos.db.query(audited),
            "maintain run|orphan-blobs|1"
        );
        let again = scene.run("maintain run orphan-blobs -o json").ok().data();
        assert_eq!(again["jobs"][0]["idle"], true);
    }
}

#[test]
fn a_package_that_is_put_again_is_young_again() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let digest = scene.add("linter", "1.0.0", b"a package");
        Ran::of(scene.filling()).ok();
        scene.age(&digest);
        scene.damage(&digest);
        // What an upload of the same bytes does.
        Ran::of(scene.filling()).ok();
        scene.forget("linter");
        scene.run("maintain run orphan-blobs").ok();
        assert!(scene.has(&digest), "{kind:?}");
    }
}

#[test]
fn what_a_crash_left_in_a_folder_is_removed() {
    let scene = Scene::new(Kind::Files);
    scene.add("linter", "1.0.0", b"a package");
    Ran::of(scene.filling()).ok();
    scene.automatos.file("store/incoming/.tmpOLD", "half");
    scene.automatos.file("store/incoming/.tmpNEW", "half");
    age(scene.automatos.path("store/incoming/.tmpOLD"));
    assert_snapshot!(scene.run("maintain run orphan-blobs").ok().shown(), @"orphan-blobs: leftovers removed 1");
    assert!(!scene.automatos.path("store/incoming/.tmpOLD").exists());
    assert!(scene.automatos.path("store/incoming/.tmpNEW").exists());
}

#[test]
fn cron_gets_no_mail_and_a_busy_lock_is_met_as_asked() {
    let scene = Scene::new(Kind::Postgres);
    let digest = scene.add("linter", "1.0.0", b"a package");
    Ran::of(scene.filling()).ok();
    scene.forget("linter");
    scene.age(&digest);
    assert_snapshot!(scene.run("maintain run -q").ok().shown(), @"");
    assert_snapshot!(scene.run("maintain list").ok().shown(), @"
    ┌──────────────┬─────────────────────────────────────────────────────────────────────────────────┐
    │ JOB          ┆ ABOUT                                                                           │
    ╞══════════════╪═════════════════════════════════════════════════════════════════════════════════╡
    │ partitions   ┆ create the partitions of the logs for this month and the next three             │
    │ expired      ┆ remove cached routing decisions that are over, deactivate expired credentials   │
    │ retention    ┆ remove logs and finished executions that are older than the retention settings  │
    │ counts       ┆ derive again: enabled plugins, actions of apps, success rates of workflows      │
    │ scans        ┆ scan packages again that were scanned with older rules                          │
    │ orphan-blobs ┆ remove packages that no version points at and that were put more than a day ago │
    │ statistics   ┆ ANALYZE large tables that changed much since the last time                      │
    └──────────────┴─────────────────────────────────────────────────────────────────────────────────┘
    ");
    assert_snapshot!(scene.run("maintain run orphan-blob").shown(), @"
    --- stderr ---
    error: there is no job `orphan-blob`
    hint: did you mean `orphan-blobs`?
    [exit 5]
    ");
    scene.add("other", "1.0.0", b"other");
    Ran::of(scene.filling()).ok();
    let broken = scene.run("maintain run").ends_with(1).stdout();
    assert!(
        broken.contains("scans: failed: the package of `other@1.0.0` cannot be read"),
        "{broken}"
    );
    scene.forget("other");
    let mut holder = scene.automatos.db.connect();
    crate::support::query(&mut holder, "SELECT pg_advisory_lock(47111) IS NULL");
    assert_snapshot!(scene.run("maintain run --on-busy skip").ok().shown(), @"
    retention: nothing to do
    scans: nothing to do
    partitions: left out, another run holds the maintenance lock
    expired: left out, another run holds the maintenance lock
    counts: left out, another run holds the maintenance lock
    orphan-blobs: left out, another run holds the maintenance lock
    statistics: left out, another run holds the maintenance lock
    ");
    let busy = scene
        .run("maintain run --on-busy fail -o json")
        .ends_with(75)
        .json();
    assert_eq!(busy["error"]["code"], "LOCK.BUSY");
    scene.run("maintain run --lock-wait 300ms").ends_with(75);
    drop(holder);
    scene.run("maintain run --on-busy fail").ok();
}
