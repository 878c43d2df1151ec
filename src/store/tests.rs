//! What every store promises, tried on files and on a server of S3. Packages in the database are
//! tried with the command, in tests/it/store.

#[path = "../../tests/it/support/s3.rs"]
mod server;

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use self::server::{ACCESS_KEY, S3, SECRET_KEY};
use super::{FileStore, Found, Keys, PackageStore, S3Store, Settings};
use crate::error::{Advice, Code};
use crate::model::Digest;

/// A store, and the file in which it keeps a package.
struct Place {
    store: Box<dyn PackageStore>,
    file: Box<dyn Fn(&Digest) -> PathBuf>,
}

fn places() -> Vec<Place> {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("packages");
    let server = S3::start();
    let settings = Settings {
        endpoint: Some(server.endpoint()),
        region: "us-east-1".to_owned(),
        path_style: true,
        keys: Keys {
            access_key: ACCESS_KEY.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
            session_token: None,
        },
    };
    let bucket = S3Store::new("packages", "a/b", settings).expect("a store");
    vec![
        Place {
            store: Box::new(FileStore::new(root)),
            file: Box::new(move |digest| folder.path().join("packages").join(sharded(digest))),
        },
        Place {
            store: Box::new(bucket),
            file: Box::new(move |digest| server.file(&format!("a/b/{}", sharded(digest)))),
        },
    ]
}

fn sharded(digest: &Digest) -> String {
    format!("{}/{digest}", &digest.as_str()[..2])
}

fn code(error: &anyhow::Error) -> Option<Code> {
    error.downcast_ref::<Advice>().map(|advice| advice.code)
}

/// Makes a file old.
fn age(path: PathBuf, by: Duration) {
    let file = File::options().write(true).open(path).expect("a file");
    file.set_modified(SystemTime::now() - by).expect("its time");
}

const HOUR: Duration = Duration::from_hours(1);

#[test]
fn bytes_come_back_as_they_were_put_and_only_the_first_put_is_new() {
    for Place { mut store, .. } in places() {
        let large = vec![7; 3 << 20];
        for bytes in [&b""[..], b"a", &large] {
            let put = store.put(bytes).expect("it is put");
            assert!(put.new, "{}", put.uri);
            assert_eq!(put.digest, Digest::of(bytes));
            assert_eq!(put.uri, store.uri(&put.digest));
            assert!(!store.put(bytes).expect("it is put again").new);
            assert_eq!(store.get(&put.digest).expect("it is there"), bytes);
            assert!(store.contains(&put.digest).expect("an answer"));
        }
    }
}

#[test]
fn what_was_never_put_is_missing() {
    for Place { mut store, .. } in places() {
        let digest = Digest::of(b"never");
        let read = |store: &mut dyn PackageStore| store.read(&digest, &mut Vec::new());
        assert_eq!(read(store.as_mut()).expect("an answer"), Found::Missing);
        store.put(b"something else").expect("it is put");
        assert_eq!(read(store.as_mut()).expect("an answer"), Found::Missing);
        assert!(!store.contains(&digest).expect("an answer"));
        let error = store.get(&digest).expect_err("it is missing");
        assert_eq!(code(&error), Some(Code::StoreMissing));
        assert!(!store.delete(&digest, SystemTime::now()).expect("an answer"));
    }
}

#[test]
fn a_flipped_byte_is_found_and_mended_by_the_next_put() {
    for Place { mut store, file } in places() {
        let digest = store.put(b"a package").expect("it is put").digest;
        fs::write(file(&digest), b"a pbckage").expect("a file");
        assert_eq!(
            store.read(&digest, &mut Vec::new()).expect("an answer"),
            Found::Damaged {
                digest: Digest::of(b"a pbckage"),
                bytes: 9
            }
        );
        let error = store.get(&digest).expect_err("it is damaged");
        assert_eq!(code(&error), Some(Code::StoreDamaged));
        store.put(b"a package").expect("it is put");
        assert_eq!(store.get(&digest).expect("it is mended"), b"a package");
    }
}

#[test]
fn a_list_has_everything_once_in_the_order_of_digests() {
    for Place { mut store, .. } in places() {
        assert_eq!(store.list(None).expect("a list"), []);
        let mut put: Vec<Digest> = (0..40_u8)
            .map(|number| store.put(&[number; 5]).expect("it is put").digest)
            .collect();
        put.sort();
        let mut listed = Vec::new();
        let mut after = None;
        loop {
            let page = store.list(after.as_ref()).expect("a page");
            let Some(last) = page.last() else {
                break;
            };
            after = Some(last.digest.clone());
            assert!(page.iter().all(|entry| entry.bytes == 5));
            listed.extend(page.into_iter().map(|entry| entry.digest));
        }
        assert_eq!(listed, put);
        let rest = store.list(put.get(20)).expect("a page");
        assert_eq!(rest.len(), 19);
        assert_eq!(rest[0].digest, put[21]);
    }
}

#[test]
fn what_others_keep_in_the_same_place_is_left_out_of_a_list() {
    for Place { mut store, file } in places() {
        let digest = store.put(b"a package").expect("it is put").digest;
        let folder = file(&digest);
        let folder = folder.parent().expect("a folder");
        // More than a page of a server's list, all before the package.
        for number in 0..1100 {
            fs::write(folder.join(format!("!{number}")), "not ours").expect("a file");
        }
        fs::write(folder.join("0".repeat(64)), "in the wrong folder").expect("a file");
        let listed = store.list(None).expect("a list");
        let listed: Vec<_> = listed.into_iter().map(|entry| entry.digest).collect();
        assert_eq!(listed, std::slice::from_ref(&digest));
        assert_eq!(store.list(Some(&digest)).expect("a list"), []);
    }
}

#[test]
fn a_put_and_a_deletion_in_one_folder_wait_for_each_other() {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("packages");
    let store = || FileStore::new(root.clone());
    let digest = store().put(b"a package").expect("it is put").digest;
    let path = root.join(sharded(&digest));
    let lock = || File::open(root.join("lock")).expect("the lock");
    let hour_ago = SystemTime::now() - HOUR;
    let started = Barrier::new(2);
    thread::scope(|scope| {
        age(path.clone(), 2 * HOUR);
        let held = lock();
        held.lock_shared().expect("a lock");
        let deletion = scope.spawn(|| {
            started.wait();
            store().delete(&digest, hour_ago).expect("an answer")
        });
        started.wait();
        store()
            .put(b"a package")
            .expect("it is put beside another put");
        drop(held);
        assert!(!deletion.join().expect("it ends"));

        let held = lock();
        held.lock().expect("a lock");
        let put = scope.spawn(|| {
            started.wait();
            store().put(b"a package").expect("it is put")
        });
        started.wait();
        fs::remove_file(&path).expect("it was there");
        drop(held);
        assert!(put.join().expect("it ends").new);
    });
    assert_eq!(store().get(&digest).expect("it is there"), b"a package");
}

#[test]
fn only_what_is_old_is_deleted_and_a_put_makes_young_again() {
    for Place { mut store, file } in places() {
        let digest = store.put(b"a package").expect("it is put").digest;
        let hour_ago = SystemTime::now() - HOUR;
        assert!(!store.delete(&digest, hour_ago).expect("an answer"));
        age(file(&digest), 2 * HOUR);
        assert!(store.list(None).expect("a list")[0].put_at < hour_ago);
        store.put(b"a package").expect("it is put again");
        assert!(!store.delete(&digest, hour_ago).expect("an answer"));
        age(file(&digest), 2 * HOUR);
        assert!(store.delete(&digest, hour_ago).expect("an answer"));
        assert!(!store.contains(&digest).expect("an answer"));
    }
}

#[test]
fn what_a_put_that_was_cut_short_left_is_cleaned_once_it_is_old() {
    let folder = TempDir::new().expect("a temporary folder");
    let mut store = FileStore::new(folder.path().join("packages"));
    let digest = store.put(b"a package").expect("it is put").digest;
    let left = folder.path().join("packages/incoming/.tmpCUT");
    fs::write(&left, b"half").expect("a file");
    let hour_ago = SystemTime::now() - HOUR;
    assert_eq!(store.clean(hour_ago).expect("an answer"), 0);
    age(left.clone(), 2 * HOUR);
    assert_eq!(store.clean(hour_ago).expect("an answer"), 1);
    assert!(!left.exists());
    assert_eq!(store.get(&digest).expect("it stays"), b"a package");
}

#[test]
fn the_style_says_where_the_buckets_name_stands() {
    let store = |path_style, endpoint: Option<&str>| {
        let settings = Settings {
            endpoint: endpoint.map(str::to_owned),
            region: "eu-west-1".to_owned(),
            path_style,
            keys: Keys {
                access_key: ACCESS_KEY.to_owned(),
                secret_key: SECRET_KEY.to_owned(),
                session_token: Some("Token-7".to_owned()),
            },
        };
        S3Store::new("packages", "", settings).map(|store| store.base_url())
    };
    let shown = |store: Result<String, Advice>| store.unwrap_or_else(|advice| advice.message);
    assert_eq!(
        shown(store(false, None)),
        "https://packages.s3.eu-west-1.amazonaws.com/"
    );
    assert_eq!(
        shown(store(true, Some("http://localhost:9000"))),
        "http://localhost:9000/packages/"
    );
    assert_eq!(
        shown(store(false, Some("ftp://user:hunter2@server"))),
        "the endpoint of the store s3://packages cannot be used: it is neither http nor https"
    );
    assert!(!shown(store(false, Some("http://user:hunter2@[::"))).contains("hunter2"));
}
