//! A plugin's way through each of the stores, and a store that goes away in the middle of a batch.

use super::scene::{ALL, Kind, Scene, bytes};
use crate::plugin::{approve, package};
use crate::support::{Behind, Fault, Proxy, Ran};

#[test]
fn a_plugin_goes_through_every_store_from_a_folder_to_a_download() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let folder = package(&scene.automatos, "check", "1.0.0", &[]);
        let uploaded = scene.run(&format!("plugin upload {folder} -o json")).ok();
        let digest = uploaded.data()["plugins"][0]["package_sha256"]
            .as_str()
            .expect("a digest")
            .to_owned();
        assert!(scene.has(&digest), "{kind:?}");
        scene.run(&approve("check", &digest)).ok();
        scene.run("plugin download check --out got.zip").ok();
        let got = std::fs::read(scene.automatos.path("got.zip")).expect("a package");
        assert_eq!(super::scene::digest(&got), digest, "{kind:?}");
        let again = scene.run("plugin scan check@1.0.0 -o json").ok();
        assert_eq!(
            again.data()["plugins"][0]["recorded"]["verdict"],
            "safe",
            "{kind:?}"
        );
        scene.run("plugin verify --all").ok();
        let uri = scene
            .automatos
            .db
            .query("SELECT storage_uri FROM plugin_versions");
        assert!(uri.starts_with(&scene.url()), "{uri}");
    }
}

#[test]
fn a_dry_run_puts_nothing_in_any_store() {
    for kind in ALL {
        let scene = Scene::new(kind);
        let folder = package(&scene.automatos, "check", "1.0.0", &[]);
        let line = format!("plugin upload {folder} --dry-run -o json");
        let uploaded = scene.run(&line).ok().data();
        let digest = uploaded["plugins"][0]["package_sha256"].as_str();
        assert!(!scene.has(digest.expect("a digest")), "{kind:?}");
        let count = "SELECT count(*) FROM plugin_versions";
        assert_eq!(scene.automatos.db.query(count), "0", "{kind:?}");
    }
}

#[test]
fn a_store_that_goes_away_in_the_middle_is_told_package_by_package() {
    let scene = Scene::new(Kind::S3);
    for (seed, slug) in ["aa", "bb", "cc", "dd"].into_iter().enumerate() {
        // What cannot be packed tighter than to half its length.
        let seed = u32::try_from(seed).expect("a small number");
        let noise: String = bytes(100_000, seed)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        package(&scene.automatos, slug, "1.0.0", &[("data.hex", &noise)]);
    }
    let address = scene.endpoint().replace("http://", "");
    let behind = Behind::Tcp(address.parse().expect("an address"));
    let first = scene.run("plugin upload aa-1.0.0").ok();
    assert!(first.stderr().contains("new plugins: 1"));
    let proxy = Proxy::new(behind.clone(), &[], Fault::CutUp(0));
    let line = "plugin upload aa-1.0.0 bb-1.0.0 cc-1.0.0 dd-1.0.0";
    let mut command = scene.command(line);
    command.env(
        "AUTOMATOS_S3_ENDPOINT",
        format!("http://{}", proxy.address()),
    );
    // Nothing of it is done: the command fails as one.
    let failed = Ran::of(command).ends_with(75);
    assert!(failed.stdout().is_empty(), "{}", failed.stdout());

    // What the server has takes the first of the batch, then it is gone.
    let proxy = Proxy::new(behind, &[Fault::CutUp(300_000)], Fault::CutUp(0));
    let mut command = scene.command(&format!("{line} -o json"));
    command.env(
        "AUTOMATOS_S3_ENDPOINT",
        format!("http://{}", proxy.address()),
    );
    let cut = Ran::of(command).ends_with(75).data();
    let items = cut["plugins"].as_array().expect("a list");
    assert_eq!(items.len(), 2, "{cut:#}");
    assert_eq!(items[0]["outcome"], "unchanged", "{cut:#}");
    assert_eq!(items[1]["error"]["code"], "STORE.UNREACHABLE", "{cut:#}");
    let rest = ["cc-1.0.0", "dd-1.0.0"];
    assert_eq!(cut["not_tried"], serde_json::json!(rest), "{cut:#}");

    let again = scene.run(line).ok();
    assert!(
        again
            .stderr()
            .contains("new plugins: 3, new versions: 0, unchanged: 1"),
        "{}",
        again.stderr()
    );
    scene.run("plugin verify --all").ok();
}
