//! A server of `MongoDB` that knows one user.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

use super::server::{Answer, Connection, Local};
use super::{Kind, fails, passes};
use crate::probe::Verdict;
use crate::probe::bson::{Value, Writer, member};
use crate::probe::scram::Scram;

pub fn values() -> Json {
    json!({"host": "database.example", "username": "me", "password": "Zebra-1"})
}

fn next(stream: &mut dyn Connection) -> Option<Vec<u8>> {
    let mut header = [0; 21];
    stream.read_exact(&mut header).ok()?;
    let length = u32::from_le_bytes(header[..4].try_into().unwrap());
    let mut document = vec![0; usize::try_from(length).unwrap() - 21];
    stream.read_exact(&mut document).ok()?;
    Some(document)
}

fn reply(stream: &mut dyn Connection, document: Writer) {
    let document = document.finish();
    let length = i32::try_from(document.len() + 21).unwrap();
    let mut out = Vec::new();
    for number in [length, 7, 1, 2013, 0] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.push(0);
    out.extend_from_slice(&document);
    stream.write_all(&out).unwrap();
    stream.flush().unwrap();
}

fn text_of(document: &[u8]) -> String {
    match member(document, "payload") {
        Some(Value::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Knows `me` by that password and that mechanism.
fn server(password: &'static str, mechanism: &'static str) -> Answer {
    Box::new(move |stream| {
        let Some(hello) = next(stream) else { return };
        assert_eq!(
            member(&hello, "saslSupportedMechs"),
            Some(Value::Text("admin.me"))
        );
        let known = Writer::default().text("0", mechanism);
        let answer = Writer::default().document("saslSupportedMechs", known);
        reply(stream, answer.text("setName", "rs0").number("ok", 1));
        let Some(start) = next(stream) else { return };
        let first = text_of(&start);
        let nonce = first.strip_prefix("n,,n=me,r=").unwrap();
        let challenge = format!("r={nonce}more,s={},i=4096", STANDARD.encode("salt"));
        let random = STANDARD.decode(nonce).unwrap();
        let proof = Scram::new("me", &random)
            .answer(&challenge, password)
            .unwrap();
        let payload = |text: &str| {
            let answer = Writer::default().number("conversationId", 1);
            answer.bytes("payload", text.as_bytes())
        };
        reply(stream, payload(&challenge).number("ok", 1));
        let Some(last) = next(stream) else { return };
        if text_of(&last) != *proof.message {
            let refusal = Writer::default().number("ok", 0).number("code", 18);
            return reply(
                stream,
                refusal.text("errmsg", "Authentication failed. Zebra-2"),
            );
        }
        reply(
            stream,
            payload(&proof.server).boolean("done", true).number("ok", 1),
        );
        let Some(ping) = next(stream) else { return };
        assert_eq!(member(&ping, "ping"), Some(Value::Number(1.0)));
        reply(stream, Writer::default().number("ok", 1));
    })
}

const SHA_256: &str = "SCRAM-SHA-256";

#[test]
fn who_knows_the_password_is_let_in() {
    let kind = Kind::shipped("mongodb_credentials");
    passes(&kind.tried(&values(), &Local::encrypted(server("Zebra-1", SHA_256))));
    let mut values = values();
    values["use_tls"] = false.into();
    values["replica_set"] = "rs0".into();
    passes(&kind.tried(&values, &Local::plain(server("Zebra-1", SHA_256))));
    values["password"] = "Zebra-2".into();
    let outcome = kind.tried(&values, &Local::plain(server("Zebra-1", SHA_256)));
    let words = "database.example refused the user or the password: Authentication failed.";
    fails(&outcome, words, &values);
    values["replica_set"] = "rs1".into();
    let outcome = kind.tried(&values, &Local::plain(server("Zebra-1", SHA_256)));
    fails(&outcome, "belongs to another replica set: rs0", &values);
}

#[test]
fn what_is_not_spoken_is_no_verdict() {
    let kind = Kind::shipped("mongodb_credentials");
    let server = Local::encrypted(server("Zebra-1", "SCRAM-SHA-1"));
    let outcome = kind.tried(&values(), &server);
    assert_eq!(outcome.verdict, Verdict::Unsupported, "{}", outcome.message);
    let mut cluster = values();
    cluster["scheme"] = "mongodb+srv".into();
    let outcome = kind.tried(&cluster, &server);
    assert_eq!(outcome.verdict, Verdict::Unsupported, "{}", outcome.message);
}
