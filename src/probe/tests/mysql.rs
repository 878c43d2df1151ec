//! A server of `MySQL`, with either of its plugins and with or without TLS.

use std::io::Read;

use rustls::{ServerConnection, StreamOwned};
use serde_json::{Value, json};

use super::server::{Connection, Local, tls};
use super::{Kind, fails, passes};
use crate::probe::Verdict;
use crate::probe::mysql::{CACHING, NATIVE, proof};

const NONCE: &[u8; 20] = b"abcdefghijklmnopqrst";

pub fn values() -> Value {
    json!({"host": "database.example", "database": "app", "username": "me", "password": "Zebra-1"})
}

/// What the server does once the client has introduced itself.
#[derive(Clone, Copy)]
enum Manner {
    /// Checks the proof.
    Direct(&'static str),
    /// Says it has forgotten, and wants the password itself.
    Forgetful,
    /// Wants another plugin.
    Switch(&'static str),
}

fn packet(stream: &mut dyn Connection, sequence: u8, payload: &[u8]) {
    let length = u8::try_from(payload.len()).unwrap();
    let bytes = [&[length, 0, 0, sequence], payload].concat();
    stream.write_all(&bytes).unwrap();
    stream.flush().unwrap();
}

fn next(stream: &mut (impl Read + ?Sized)) -> Option<(u8, Vec<u8>)> {
    let mut header = [0; 4];
    stream.read_exact(&mut header).ok()?;
    let mut payload = vec![0; usize::from(header[0]) + 256 * usize::from(header[1])];
    stream.read_exact(&mut payload).ok()?;
    Some((header[3], payload))
}

fn greeting(plugin: &str) -> Vec<u8> {
    let capabilities: u32 = 0x00ff_ffff;
    let [a, b, c, d] = capabilities.to_le_bytes();
    let mut out = vec![10];
    out.extend_from_slice(b"8.4.0\0");
    out.extend_from_slice(&[1, 0, 0, 0]);
    out.extend_from_slice(&NONCE[..8]);
    out.extend_from_slice(&[0, a, b, 45, 2, 0, c, d, 21]);
    out.extend_from_slice(&[0; 10]);
    out.extend_from_slice(&NONCE[8..]);
    out.push(0);
    out.extend_from_slice(plugin.as_bytes());
    out.push(0);
    out
}

/// Serves one sign-in and one query. TLS begins when the client asks for it.
fn server(manner: Manner) -> Local {
    Local::start(move |mut stream| {
        let plugin = match manner {
            Manner::Direct(plugin) => plugin,
            Manner::Forgetful => CACHING,
            Manner::Switch(_) => NATIVE,
        };
        packet(&mut stream, 0, &greeting(plugin));
        let Some((_, first)) = next(&mut stream) else {
            return;
        };
        if first.len() > 32 {
            return sign_in(&mut stream, manner, plugin, (1, &first));
        }
        let session = ServerConnection::new(tls()).unwrap();
        let mut stream = StreamOwned::new(session, stream);
        if let Some((sequence, login)) = next(&mut stream) {
            sign_in(&mut stream, manner, plugin, (sequence, &login));
        }
    })
}

fn sign_in(
    stream: &mut dyn Connection,
    manner: Manner,
    plugin: &str,
    (sequence, login): (u8, &[u8]),
) {
    let user = login[32..].split(|byte| *byte == 0).next().unwrap();
    let at = 32 + user.len() + 1;
    let sent = &login[at + 1..at + 1 + usize::from(login[at])];
    let right = |plugin: &str| proof(plugin, "Zebra-1", NONCE).unwrap().to_vec();
    let (sequence, is_right) = match manner {
        Manner::Direct(_) => (sequence, sent == right(plugin)),
        Manner::Forgetful => {
            packet(stream, sequence + 1, &[1, 4]);
            let Some((sequence, password)) = next(stream) else {
                return;
            };
            (sequence, password == b"Zebra-1\0")
        }
        Manner::Switch(other) => {
            let request = [&[0xfe], other.as_bytes(), &[0], NONCE, &[0]].concat();
            packet(stream, sequence + 1, &request);
            let Some((sequence, sent)) = next(stream) else {
                return;
            };
            (sequence, sent == right(other))
        }
    };
    if user != b"me" || !is_right {
        let text = b"\xff\x15\x04#28000Access denied for user 'me' (using Zebra-2)";
        return packet(stream, sequence + 1, text);
    }
    packet(stream, sequence + 1, &[0, 0, 0, 2, 0, 0, 0]);
    let Some((_, query)) = next(stream) else {
        return;
    };
    assert_eq!(query, b"\x03SELECT 1");
    packet(stream, 1, &[1]);
}

fn tried(manner: Manner, mode: &str, password: &str) -> crate::probe::Outcome {
    let mut values = values();
    values["ssl_mode"] = mode.into();
    values["password"] = password.into();
    Kind::shipped("mysql_credentials").tried(&values, &server(manner))
}

#[test]
fn both_plugins_let_in_who_knows_the_password() {
    for plugin in [NATIVE, CACHING] {
        for mode in [
            "DISABLED",
            "PREFERRED",
            "REQUIRED",
            "VERIFY_CA",
            "VERIFY_IDENTITY",
        ] {
            passes(&tried(Manner::Direct(plugin), mode, "Zebra-1"));
        }
        let outcome = tried(Manner::Direct(plugin), "REQUIRED", "Zebra-2");
        let words = "database.example refused the user or the password (error 1045): Access denied";
        fails(&outcome, words, &json!({"password": "Zebra-2"}));
    }
    passes(&tried(Manner::Switch(CACHING), "REQUIRED", "Zebra-1"));
}

#[test]
fn the_password_itself_is_sent_over_tls_only() {
    passes(&tried(Manner::Forgetful, "REQUIRED", "Zebra-1"));
    let outcome = tried(Manner::Forgetful, "DISABLED", "Zebra-1");
    assert_eq!(outcome.verdict, Verdict::Unsupported, "{}", outcome.message);
    assert!(
        outcome.message.contains("not encrypted"),
        "{}",
        outcome.message
    );
}

#[test]
fn a_certificate_is_checked_as_the_mode_says() {
    let kind = Kind::shipped("mysql_credentials");
    let mut values = values();
    values["host"] = "stranger.example".into();
    for (mode, is_fine) in [
        ("REQUIRED", true),
        ("VERIFY_CA", true),
        ("VERIFY_IDENTITY", false),
    ] {
        values["ssl_mode"] = mode.into();
        let outcome = kind.tried(&values, &server(Manner::Direct(NATIVE)));
        if is_fine {
            passes(&outcome);
        } else {
            fails(&outcome, "no safe connection to stranger.example", &values);
        }
    }
}
