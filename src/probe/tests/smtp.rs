//! A type for mail servers, as operators make one, against servers that behave like the real ones.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use rustls::{ServerConnection, StreamOwned};
use serde_json::{Value, json};

use super::server::{Connection, Local, garbage, tls};
use super::{Kind, fails, passes};
use crate::model::CredentialForm;
use crate::probe::Verdict;

fn kind() -> Kind {
    let fields = json!([
        {"name": "host", "display_name": "Host", "type": "string", "required": true},
        {"name": "port", "display_name": "Port", "type": "number", "required": false},
        {"name": "username", "display_name": "User", "type": "string", "required": false},
        {"name": "password", "display_name": "Password", "type": "password", "required": false},
        {"name": "use_tls", "display_name": "TLS", "type": "boolean", "required": false},
    ]);
    let endpoint = json!({
        "method": "connect", "protocol": "smtp", "host": "{host}", "port": "{port}",
        "username": "{username}", "password": "{password}", "use_tls": "{use_tls}",
    });
    Kind {
        endpoint: serde_json::from_value(endpoint).unwrap(),
        form: CredentialForm::of(&fields).unwrap(),
    }
}

fn values() -> Value {
    json!({"host": "database.example", "username": "ann", "password": "Zebra-1", "use_tls": true})
}

/// The Base64 of NUL, `ann`, NUL, `Zebra-1`, and of the two alone.
const PLAIN: &str = "AGFubgBaZWJyYS0x";
const USER: &str = "YW5u";
const PASSWORD: &str = "WmVicmEtMQ==";

/// Talks until the client goes, or wants to encrypt. A wrong sign-in is repeated to the client.
fn talk(stream: &mut dyn Connection, greets: bool, offers: &str) -> bool {
    let mut reader = BufReader::new(stream);
    if greets {
        reader.get_mut().write_all(b"220 mail ready\r\n").unwrap();
    }
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|count| count > 0) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let answer = match words.as_slice() {
            ["EHLO", _] => format!("250-mail\r\n{offers}250 SIZE 1000\r\n"),
            ["STARTTLS"] => "220 go on\r\n".to_owned(),
            ["AUTH", "PLAIN", given] if *given == PLAIN => "235 welcome\r\n".to_owned(),
            ["AUTH", "PLAIN", given] => format!("535 wrong: {given}\r\n"),
            ["AUTH", "LOGIN"] => "334 VXNlcm5hbWU6\r\n".to_owned(),
            [given] if *given == USER => "334 UGFzc3dvcmQ6\r\n".to_owned(),
            [given] if *given == PASSWORD => "235 welcome\r\n".to_owned(),
            _ => return false,
        };
        reader.get_mut().write_all(answer.as_bytes()).unwrap();
        if words == ["STARTTLS"] {
            return true;
        }
        line.clear();
    }
    false
}

/// Offers encryption first, and these ways to sign in after it.
fn server(offers: &'static str) -> Local {
    Local::start(move |mut stream: TcpStream| {
        if talk(&mut stream, true, "250-STARTTLS\r\n") {
            let session = ServerConnection::new(tls()).unwrap();
            talk(&mut StreamOwned::new(session, stream), false, offers);
        }
    })
}

#[test]
fn who_knows_the_password_is_let_in_either_way() {
    for offers in ["250-AUTH LOGIN PLAIN\r\n", "250-AUTH LOGIN\r\n"] {
        let outcome = kind().tried(&values(), &server(offers));
        passes(&outcome);
        assert_eq!(outcome.message, "database.example let the user in");
    }
}

#[test]
fn a_wrong_password_is_refused_and_not_repeated() {
    let mut values = values();
    values["password"] = "Zebra-2".into();
    let outcome = kind().tried(&values, &server("250-AUTH PLAIN\r\n"));
    let words = "database.example refused the user or the password: 535 wrong: ********";
    fails(&outcome, words, &values);
}

#[test]
fn no_password_is_sent_where_others_can_read_it() {
    let mut values = values();
    values["use_tls"] = false.into();
    let outcome = kind().tried(&values, &server(""));
    let words = "a password is not sent to database.example without encryption";
    fails(&outcome, words, &values);
    values["use_tls"] = true.into();
    let bare = Local::plain(Box::new(|stream| {
        talk(stream, true, "");
    }));
    let outcome = kind().tried(&values, &bare);
    fails(&outcome, "database.example offers no encryption", &values);
}

#[test]
fn without_a_password_the_greeting_is_the_test() {
    let values = json!({"host": "database.example"});
    let outcome = kind().tried(&values, &server(""));
    passes(&outcome);
    assert_eq!(outcome.message, "database.example answered EHLO");
}

#[test]
fn other_answers_are_told_as_what_they_are() {
    let outcome = kind().tried(&values(), &Local::plain(garbage()));
    fails(&outcome, "does not speak SMTP", &values());
    let outcome = kind().tried(&values(), &server("250-AUTH XOAUTH2\r\n"));
    assert_eq!(outcome.verdict, Verdict::Unsupported);
    let full = Local::plain(Box::new(|stream| {
        stream.write_all(b"421 too many\r\n").unwrap();
    }));
    let outcome = kind().tried(&values(), &full);
    let words = "database.example does not want to talk: 421 too many";
    fails(&outcome, words, &values());
}
