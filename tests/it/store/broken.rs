//! Connections that break, servers that are too busy, keys that are wrong, and processes that are
//! killed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use rustix::process::Signal;

use super::scene::{ALL, Kind, Scene, bytes};
use crate::support::{
    ACCESS_KEY, Behind, Fault, Proxy, Ran, SECRET_KEY, SLOW_DOWN, Server, Started,
};

const LENGTH: usize = 3_000_000;

fn before_s3(scene: &Scene, faults: &[Fault], rest: Fault) -> Proxy {
    let address = scene.endpoint().replace("http://", "");
    let behind = Behind::Tcp(address.parse().expect("an address"));
    Proxy::new(behind, faults, rest)
}

fn through(proxy: &Proxy, mut command: std::process::Command) -> Ran {
    command.env(
        "AUTOMATOS_S3_ENDPOINT",
        format!("http://{}", proxy.address()),
    );
    Ran::of(command)
}

#[test]
fn s3_an_upload_that_is_cut_short_is_sent_again() {
    let scene = Scene::new(Kind::S3);
    scene.add("linter", "1.0.0", &bytes(LENGTH, 1));
    let faults = [Fault::CutUp(1_000_000), SLOW_DOWN, Fault::CutUp(2_000_000)];
    let proxy = before_s3(&scene, &faults, Fault::None);
    let filled = through(&proxy, scene.filling()).ok().data();
    assert_eq!(filled["copied"], 1);
    assert!(proxy.connections() >= 4, "{}", proxy.connections());
    scene.run("plugin verify --all").ok();
}

#[test]
fn s3_a_download_that_is_cut_short_goes_on_where_it_was() {
    let scene = Scene::new(Kind::S3);
    let package = bytes(LENGTH, 2);
    scene.add("linter", "1.0.0", &package);
    Ran::of(scene.filling()).ok();
    let faults = [
        Fault::CutDown(1_000_000),
        SLOW_DOWN,
        Fault::CutDown(900_000),
    ];
    let proxy = before_s3(&scene, &faults, Fault::None);
    let got = through(&proxy, scene.command("plugin download linter --out -")).ok();
    assert!(got.0.stdout == package);
    assert_eq!(proxy.connections(), 4);
}

#[test]
fn s3_what_never_gets_through_is_given_up_and_can_be_repeated() {
    let scene = Scene::new(Kind::S3);
    let digest = scene.add("linter", "1.0.0", &bytes(LENGTH, 3));
    for fault in [Fault::CutUp(1_000_000), SLOW_DOWN, Fault::CutDown(0)] {
        let proxy = before_s3(&scene, &[], fault);
        let failed = through(&proxy, scene.filling()).ends_with(75).json();
        assert_eq!(failed["error"]["code"], "STORE.UNREACHABLE", "{failed:#}");
        assert!(!scene.has(&digest), "{fault:?}");
    }
    let mut command = scene.filling();
    command.env("AUTOMATOS_S3_ENDPOINT", "http://127.0.0.1:1");
    Ran::of(command).ends_with(75);
    Ran::of(scene.filling()).ok();
    scene.run("plugin verify --all").ok();
}

#[test]
fn s3_what_another_server_says_is_not_taken_for_an_answer() {
    let scene = Scene::new(Kind::S3);
    scene.add("linter", "1.0.0", b"a package");
    let page = Fault::Answer("404 Not Found", "<html>no such page</html>");
    let proxy = before_s3(&scene, &[], page);
    for line in [
        "plugin verify --all -o json",
        "store migrate --to postgres -o json",
    ] {
        let failed = through(&proxy, scene.command(line)).ends_with(1).json();
        assert_eq!(failed["error"]["code"], "STORE.FAILED", "{failed:#}");
    }
    let page = Fault::Answer("200 OK", "<html>welcome</html>");
    let proxy = before_s3(&scene, &[], page);
    let failed = through(&proxy, scene.filling()).ends_with(1).json();
    assert_eq!(failed["error"]["code"], "STORE.FAILED", "{failed:#}");
    let elsewhere = Fault::Answer(
        "301 Moved Permanently",
        "<Error><Code>PermanentRedirect</Code></Error>",
    );
    let proxy = before_s3(&scene, &[], elsewhere);
    let failed = through(&proxy, scene.filling()).ends_with(5).json();
    assert_eq!(failed["error"]["code"], "STORE.UNUSABLE", "{failed:#}");
}

#[test]
fn s3_wrong_keys_and_buckets_are_refused_and_no_key_is_shown() {
    let scene = Scene::new(Kind::S3);
    scene.add("linter", "1.0.0", b"a package");
    let shown = |access: &str, secret: &str, line: &str| {
        let mut command = scene.command(line);
        command
            .env("AUTOMATOS_S3_ACCESS_KEY", access)
            .env("AUTOMATOS_S3_SECRET_KEY", secret);
        let ran = Ran::of(command);
        let all = format!("{}{}", ran.stdout(), ran.stderr());
        assert!(!all.contains("AKIA") && !all.contains("Secret-"), "{all}");
        assert!(!all.contains("X-Amz"), "{all}");
        ran.shown()
    };
    let line = "plugin verify --all";
    assert_snapshot!(shown("AKIAOTHER", SECRET_KEY, line), @"
    --- stderr ---
    error: the store s3://packages/some/prefix refused the keys, or what they may do (NotSignedUp, 403)
    hint: check AUTOMATOS_S3_ACCESS_KEY, AUTOMATOS_S3_SECRET_KEY and what they allow on the bucket
    [exit 5]
    ");
    assert_snapshot!(shown(ACCESS_KEY, "Secret-Other", line), @"
    --- stderr ---
    error: the store s3://packages/some/prefix refused the keys, or what they may do (SignatureDoesNotMatch, 403)
    hint: check AUTOMATOS_S3_ACCESS_KEY, AUTOMATOS_S3_SECRET_KEY and what they allow on the bucket
    [exit 5]
    ");
    assert_snapshot!(shown(ACCESS_KEY, "", line), @"
    --- stderr ---
    error: there are no keys for the store in S3
    hint: set AUTOMATOS_S3_ACCESS_KEY and AUTOMATOS_S3_SECRET_KEY, or the same with _FILE
    [exit 5]
    ");
    let line = "store verify --store s3://elsewhere";
    assert_snapshot!(shown(ACCESS_KEY, SECRET_KEY, line), @"
    --- stderr ---
    error: the store s3://elsewhere has no such bucket (NoSuchBucket, 404)
    hint: check the bucket's name, the endpoint and the region
    [exit 5]
    ");
    for loud in ["-v", "-vv", "-o json", "--log-format json"] {
        shown("AKIAOTHER", "Secret-Other", &format!("store verify {loud}"));
        shown(ACCESS_KEY, SECRET_KEY, &format!("store verify {loud}"));
        shown(
            ACCESS_KEY,
            SECRET_KEY,
            &format!("config show --origin {loud}"),
        );
    }
}

#[test]
fn s3_a_password_in_a_url_is_not_shown() {
    let scene = Scene::new(Kind::S3);
    scene.add("linter", "1.0.0", b"a package");
    for url in [
        "http://me:Secret-Other@127.0.0.1:1",
        "http://me:Secret-Other@[::",
    ] {
        for line in [
            "store verify",
            "config show --origin",
            "-vv store verify -o json",
        ] {
            let mut command = scene.command(line);
            command.env("AUTOMATOS_S3_ENDPOINT", url);
            let ran = Ran::of(command);
            let all = format!("{}{}", ran.stdout(), ran.stderr());
            assert!(!all.contains("Secret-Other"), "{all}");
        }
    }
    let store = "--store s3://me:Secret-Other@bucket";
    for line in [
        "store verify",
        "config show --origin",
        "plugin verify --all -o json",
    ] {
        let ran = scene.run(&format!("{line} {store}"));
        let all = format!("{}{}", ran.stdout(), ran.stderr());
        assert!(!all.contains("Secret-Other"), "{all}");
    }
}

#[test]
fn s3_keys_can_come_from_files() {
    let scene = Scene::new(Kind::S3);
    scene.add("linter", "1.0.0", b"a package");
    scene.automatos.file("access", format!("{ACCESS_KEY}\n"));
    scene.automatos.file("secret", format!("{SECRET_KEY}\n"));
    let mut command = scene.filling();
    command
        .env_remove("AUTOMATOS_S3_ACCESS_KEY")
        .env_remove("AUTOMATOS_S3_SECRET_KEY")
        .env("AUTOMATOS_S3_ACCESS_KEY_FILE", "access")
        .env("AUTOMATOS_S3_SECRET_KEY_FILE", "secret");
    Ran::of(command).ok();
}

#[test]
fn postgres_a_put_whose_connection_breaks_leaves_nothing() {
    let scene = Scene::new(Kind::Postgres);
    scene.add("linter", "1.0.0", &bytes(LENGTH, 4));
    let folder = Server::get().socket_folder();
    let sockets = fs::read_dir(&folder).expect("a folder");
    let socket = sockets
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|port| port != "lock"))
        .expect("a socket");
    // The store connects first.
    let proxy = Proxy::new(
        Behind::Unix(socket),
        &[Fault::CutUp(1_500_000)],
        Fault::None,
    );
    let port = proxy.address().port();
    let name = scene.automatos.db.name();
    let mut command = scene.filling();
    command.env(
        "DATABASE_URL",
        format!("postgres://automatos@127.0.0.1:{port}/{name}?sslmode=disable"),
    );
    let failed = Ran::of(command).ends_with(75).json();
    assert_eq!(failed["error"]["code"], "DATABASE.LOST", "{failed:#}");
    let chunks =
        "SELECT (SELECT count(*) FROM package_blobs), (SELECT count(*) FROM package_chunks)";
    assert_eq!(scene.automatos.db.query(chunks), "0|0");
    Ran::of(scene.filling()).ok();
    scene.run("plugin verify --all").ok();
}

#[test]
fn a_process_that_is_killed_leaves_no_half_package_and_the_next_goes_on() {
    for kind in ALL {
        let scene = Scene::new(kind);
        for seed in 0..30 {
            scene.add(&format!("plugin-{seed}"), "1.0.0", &bytes(300_000, seed));
        }
        for moment in 0..12 {
            let started = Started::new(scene.filling());
            thread::sleep(Duration::from_millis(moment * 9));
            started.signal(Signal::KILL);
            started.finish();
            let found = scene.run("plugin verify --all -o json").data();
            let problems = found["problems"].as_array().expect("a list");
            let missing = problems
                .iter()
                .all(|problem| problem["problem"] == "missing");
            assert!(missing, "{kind:?}: {found:#}");
        }
        Ran::of(scene.filling()).ok();
        scene.run("plugin verify --all").ok();
    }
}

#[test]
fn files_are_for_their_user_alone_and_a_folder_must_have_one_above() {
    let scene = Scene::new(Kind::Files);
    let digest = scene.add("linter", "1.0.0", b"a package");
    Ran::of(scene.filling()).ok();
    let mode = |name: &str| {
        let path = scene.automatos.path(name);
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    let shard = format!("store/{}", &digest[..2]);
    assert_eq!(mode(&format!("{shard}/{digest}")), 0o600);
    for folder in ["store", "store/incoming", &shard] {
        assert_eq!(mode(folder), 0o700, "{folder}");
    }
    assert_eq!(mode("store/lock"), 0o600);
    let target = scene.automatos.path("no/such/folder");
    let line = format!("store migrate --to file://{}", target.display());
    let refused = scene.run(&line).ends_with(5).shown();
    assert_snapshot!(refused.replace(&target.display().to_string(), "FOLDER"), @"
    --- stderr ---
    error: the store file://FOLDER cannot be written
      because: No such file or directory (os error 2)
    hint: check the folder; the one above it must be there
    [exit 5]
    ");
}
