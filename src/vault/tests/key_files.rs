//! Key files: whose they are, and what they hold.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use crate::error::{Advice, Code};
use crate::vault::put_first;
use crate::vault::{KeyRing, MasterKey, create_key_file, parse_keys, read_key_file};

fn ring() -> KeyRing {
    KeyRing::new(MasterKey::random().unwrap(), [MasterKey::random().unwrap()])
}

fn code(error: &anyhow::Error) -> Code {
    error.downcast_ref::<Advice>().unwrap().code
}

#[test]
fn a_ring_is_read_as_it_was_written() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("deep/er/master.key");
    assert!(read_key_file(&path).unwrap().is_none());
    let first = ring();
    create_key_file(&path, &first).unwrap();
    assert_eq!(read_key_file(&path).unwrap().unwrap().ids(), first.ids());
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Keys are never overwritten by making new ones.
    assert_eq!(
        code(&create_key_file(&path, &ring()).unwrap_err()),
        Code::FileExists
    );
    let key = MasterKey::random().unwrap();
    let second = first.with_active(key.clone());
    fs::write(path.with_extension("key.new"), "of a run that was killed").unwrap();
    assert_eq!(put_first(&path, &key).unwrap().ids(), second.ids());
    assert_eq!(read_key_file(&path).unwrap().unwrap().ids(), second.ids());
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn keys_that_are_put_in_front_at_once_are_all_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("master.key");
    let first = ring();
    create_key_file(&path, &first).unwrap();
    let keys: Vec<MasterKey> = (0..8).map(|_| MasterKey::random().unwrap()).collect();
    std::thread::scope(|scope| {
        for key in &keys {
            let path = &path;
            scope.spawn(move || put_first(path, key).unwrap());
        }
    });
    let ring = read_key_file(&path).unwrap().unwrap();
    assert!(keys.iter().all(|key| ring.find(key.id()).is_some()));
    assert_eq!(ring.ids().len(), first.ids().len() + keys.len());
}

#[test]
fn a_file_that_others_can_open_or_swap_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("master.key");
    create_key_file(&path, &ring()).unwrap();
    for mode in [0o640, 0o604, 0o620] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        assert_eq!(code(&read_key_file(&path).err().unwrap()), Code::KeyFile);
    }
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    let link = folder.path().join("link.key");
    symlink(&path, &link).unwrap();
    assert_eq!(code(&read_key_file(&link).err().unwrap()), Code::KeyFile);
    assert_eq!(
        code(&read_key_file(folder.path()).err().unwrap()),
        Code::KeyFile
    );
}

#[test]
fn what_is_no_key_is_refused_and_not_repeated() {
    let good = "0123456789abcdef".repeat(4);
    for bad in [
        "",
        "# nothing",
        "hunter2",
        &good[1..],
        &"00".repeat(32),
        &"ä".repeat(32),
    ] {
        let error = parse_keys(bad, "there").err().unwrap();
        assert_eq!(error.code, Code::KeyInvalid, "{bad}");
        assert!(!error.message.contains("hunter2"), "{error}");
    }
    let other = "123456789abcdef0".repeat(4).to_uppercase();
    let text = format!("# first\n{good}\n {other}, {good}\r\n");
    assert_eq!(parse_keys(&text, "there").unwrap().ids().len(), 2);
}
