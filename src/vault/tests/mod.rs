//! The vault against vectors that others made, and against whoever changes what it sealed.

mod key_files;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::{Binding, Failure, KeyRing, MasterKey, cipher, sealed};

const NIST: &str = include_str!("nist.txt");
const VECTORS: &str = include_str!("vectors.txt");

fn bytes(hex: &str) -> Vec<u8> {
    if hex == "-" {
        return Vec::new();
    }
    let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(digit).collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

fn ring(key: &str) -> KeyRing {
    KeyRing::new(key.parse().unwrap(), [])
}

/// What a line of the vectors says that a value belongs to.
fn binding(words: &str) -> Binding<'_> {
    match words.split(' ').collect::<Vec<_>>()[..] {
        ["credential", workspace, credential, kind] => Binding::Credential {
            workspace: workspace.parse().unwrap(),
            credential: credential.parse().unwrap(),
            kind: kind.parse().unwrap(),
        },
        ["setting", category, key] => Binding::Setting { category, key },
        _ => panic!("{words}"),
    }
}

#[test]
fn the_cipher_is_that_of_nist() {
    let mut count = 0;
    for line in lines(NIST) {
        let words: Vec<&str> = line.split(' ').collect();
        let [what, key, nonce, associated, plain, text, tag] = words[..] else {
            panic!("{line}");
        };
        let key = bytes(key).try_into().unwrap();
        let nonce = bytes(nonce).try_into().unwrap();
        let associated = bytes(associated);
        let sealed = [bytes(text), bytes(tag)].concat();
        let opened = cipher::open(&key, nonce, &associated, &sealed);
        if what == "fail" {
            assert!(opened.is_none(), "{line}");
        } else {
            assert_eq!(opened.unwrap().as_slice(), bytes(plain), "{line}");
            let again = cipher::seal(&key, nonce, &associated, &bytes(plain));
            assert_eq!(again.unwrap(), sealed, "{line}");
        }
        count += 1;
    }
    assert_eq!(count, 100);
}

#[test]
fn another_language_seals_and_opens_the_same() {
    for line in lines(VECTORS) {
        let words: Vec<&str> = line.split(" | ").collect();
        let [key, id, salt, nonce, place, plain, sealed] = words[..] else {
            panic!("{line}");
        };
        let ring = ring(key);
        assert_eq!(ring.active().id().to_string(), id);
        let random = [bytes(salt), bytes(nonce)].concat().try_into().unwrap();
        let plain = bytes(plain);
        let again = sealed::seal_with(ring.active(), &binding(place), &plain, &random).unwrap();
        assert_eq!(again, sealed);
        let opened = ring.open(&binding(place), sealed).unwrap();
        assert_eq!(opened.as_slice(), plain);
    }
}

#[test]
fn no_bit_can_be_turned() {
    let ring = KeyRing::new(MasterKey::random().unwrap(), []);
    let place = binding("setting general token");
    let sealed = ring.seal(&place, b"a text of some length").unwrap();
    let whole = STANDARD.decode(&sealed).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut turned = whole.clone();
        turned[bit / 8] ^= 1 << (bit % 8);
        assert!(
            ring.open(&place, &STANDARD.encode(turned)).is_err(),
            "{bit}"
        );
    }
    // Nor one of the text in which it is stored.
    for bit in 0..sealed.len() * 8 {
        let mut turned = sealed.clone().into_bytes();
        turned[bit / 8] ^= 1 << (bit % 8);
        if let Ok(turned) = String::from_utf8(turned) {
            assert!(ring.open(&place, &turned).is_err(), "{turned}");
        }
    }
}

#[test]
fn nothing_opens_that_was_cut_or_made_longer() {
    let ring = KeyRing::new(MasterKey::random().unwrap(), []);
    let place = binding("setting general token");
    let whole = STANDARD
        .decode(ring.seal(&place, b"text").unwrap())
        .unwrap();
    for end in 0..whole.len() {
        assert!(ring.open(&place, &STANDARD.encode(&whole[..end])).is_err());
    }
    let longer = [whole.as_slice(), b"x"].concat();
    assert!(ring.open(&place, &STANDARD.encode(longer)).is_err());
    assert_eq!(ring.open(&place, "plain text"), Err(Failure::Form));
}

#[test]
fn a_value_opens_in_its_own_place_only() {
    let ring = KeyRing::new(MasterKey::random().unwrap(), []);
    let place = |workspace: u128, credential, kind| Binding::Credential {
        workspace: Uuid::from_u128(workspace),
        credential,
        kind,
    };
    let sealed = ring.seal(&place(1, 2, 3), b"text").unwrap();
    assert!(ring.open(&place(1, 2, 3), &sealed).is_ok());
    for other in [place(9, 2, 3), place(1, 9, 3), place(1, 2, 9)] {
        assert_eq!(ring.open(&other, &sealed), Err(Failure::Altered));
    }
    let sealed = ring.seal(&binding("setting ab c"), b"text").unwrap();
    for other in ["setting a bc", "setting abc ", "setting ab d"] {
        assert_eq!(ring.open(&binding(other), &sealed), Err(Failure::Altered));
    }
}

#[test]
fn an_older_key_opens_and_the_active_one_seals() {
    let (old, new) = (MasterKey::random().unwrap(), MasterKey::random().unwrap());
    let place = binding("setting general token");
    let before = KeyRing::new(old, []);
    let sealed = before.seal(&place, b"text").unwrap();
    let both = before.with_active(new.clone());
    assert_eq!(both.ids().len(), 2);
    assert_eq!(both.open(&place, &sealed).unwrap().as_slice(), b"text");
    let resealed = both.seal(&place, b"text").unwrap();
    let after = KeyRing::new(new, []);
    assert!(after.open(&place, &resealed).is_ok());
    let missing = before.active().id();
    assert_eq!(after.open(&place, &sealed), Err(Failure::NoKey(missing)));
}

#[test]
fn no_two_sealings_are_alike() {
    let ring = KeyRing::new(MasterKey::random().unwrap(), []);
    let place = binding("setting general token");
    assert_ne!(
        ring.seal(&place, b"text").unwrap(),
        ring.seal(&place, b"text").unwrap()
    );
}
