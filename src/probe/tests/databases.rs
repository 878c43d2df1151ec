//! The types that are tried by a connection.

use std::io::{BufRead, BufReader};
use std::time::Duration;

use serde_json::{Value, json};

use super::server::{Answer, Local, garbage, silence};
use super::{Kind, fails, mongodb, mysql, passes, settings};
use crate::probe::{Settings, Verdict, run};

/// The types that speak no HTTP.
pub const KINDS: &[&str] = &[
    "mongodb_credentials",
    "mysql_credentials",
    "postgres_credentials",
    "redis_credentials",
];

fn redis_values() -> Value {
    json!({"host": "database.example", "password": "Zebra-1", "database": 2})
}

/// Wants a password, and repeats a wrong one.
fn redis() -> Answer {
    Box::new(|stream| {
        let mut reader = BufReader::new(stream);
        let mut is_known = false;
        while let Some(words) = command(&mut reader) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let answer = match words.as_slice() {
                ["AUTH", "Zebra-1"] => {
                    is_known = true;
                    "+OK\r\n".to_owned()
                }
                ["AUTH", password] => format!("-WRONGPASS invalid password {password}\r\n"),
                ["SELECT", "2"] | ["PING"] if is_known => "+PONG\r\n".to_owned(),
                _ => "-NOAUTH Authentication required.\r\n".to_owned(),
            };
            reader.get_mut().write_all(answer.as_bytes()).unwrap();
        }
    })
}

fn command(reader: &mut impl BufRead) -> Option<Vec<String>> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let count: usize = line.trim().strip_prefix('*')?.parse().ok()?;
    let mut words = Vec::new();
    for _ in 0..count {
        let (mut length, mut word) = (String::new(), String::new());
        reader.read_line(&mut length).ok()?;
        reader.read_line(&mut word).ok()?;
        words.push(word.trim_end().to_owned());
    }
    Some(words)
}

#[test]
fn redis_lets_in_who_knows_the_password() {
    let kind = Kind::shipped("redis_credentials");
    passes(&kind.tried(&redis_values(), &Local::plain(redis())));
    let mut values = redis_values();
    values["use_tls"] = true.into();
    passes(&kind.tried(&values, &Local::encrypted(redis())));
    values["use_tls"] = false.into();
    values["password"] = "Zebra-2".into();
    let outcome = kind.tried(&values, &Local::plain(redis()));
    fails(
        &outcome,
        "database.example refused the password: WRONGPASS invalid password ********",
        &values,
    );
    let outcome = kind.tried(&json!({"host": "database.example"}), &Local::plain(redis()));
    fails(
        &outcome,
        "refused PING: NOAUTH Authentication required.",
        &values,
    );
}

/// Values of the three whose protocol is spoken here.
fn spoken() -> [(&'static str, Value, &'static str); 3] {
    let mut redis = redis_values();
    redis["use_tls"] = false.into();
    let mut mysql = mysql::values();
    mysql["ssl_mode"] = "DISABLED".into();
    let mut mongodb = mongodb::values();
    mongodb["use_tls"] = false.into();
    [
        (
            "redis_credentials",
            redis,
            "does not speak the protocol of Redis",
        ),
        ("mysql_credentials", mysql, ""),
        ("mongodb_credentials", mongodb, ""),
    ]
}

#[test]
fn garbage_is_no_answer_of_a_database() {
    for (name, values, words) in spoken() {
        let outcome = Kind::shipped(name).tried(&values, &Local::plain(garbage()));
        fails(&outcome, words, &values);
    }
}

#[test]
fn a_silent_database_is_left_after_the_timeout() {
    for (name, values, _) in spoken() {
        let server = Local::plain(silence());
        let mut settings = settings(&server);
        settings.timeout = Duration::from_millis(100);
        let kind = Kind::shipped(name);
        let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
        fails(&outcome, "did not answer in time", &values);
    }
}

#[test]
fn a_database_with_the_certificate_of_somebody_else_is_refused() {
    let mut redis = redis_values();
    redis["use_tls"] = true.into();
    let mut mongodb = mongodb::values();
    mongodb["use_tls"] = true.into();
    for (name, values) in [
        ("redis_credentials", redis),
        ("mongodb_credentials", mongodb),
    ] {
        let server = Local::encrypted(silence());
        let mut settings = settings(&server);
        settings.authorities = None;
        let kind = Kind::shipped(name);
        let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
        fails(&outcome, "no safe connection", &values);
        let stranger = {
            let mut values = values.clone();
            values["host"] = "stranger.example".into();
            kind.tried(&values, &server)
        };
        fails(&stranger, "no safe connection to stranger.example", &values);
    }
}

#[test]
fn postgresql_is_signed_in_to_by_what_the_caller_lends() {
    let server = Local::plain(silence());
    let mut settings = settings(&server);
    let kind = Kind::shipped("postgres_credentials");
    let values = json!({"host": "database.example", "database": "app", "username": "me", "password": "Zebra-1"});
    let test = |settings: &Settings| run(&kind.endpoint, &kind.values(&values), settings);
    settings.sign_in = |server| {
        assert_eq!(server.host.as_str(), "database.example");
        assert_eq!(server.ssl_mode.as_str(), "require");
        assert_eq!(server.query, "SELECT 1");
        assert!(server.address.ip().is_loopback());
        Err(format!("password {} is wrong", *server.password))
    };
    let outcome = test(&settings);
    fails(
        &outcome,
        "cannot be signed in to: password ******** is wrong",
        &values,
    );
    settings.sign_in = |_| Ok(());
    passes(&test(&settings));
    settings.timeout = Duration::from_millis(50);
    settings.sign_in = |_| {
        std::thread::park_timeout(Duration::from_secs(2));
        Ok(())
    };
    let outcome = test(&settings);
    assert_eq!(outcome.verdict, Verdict::Failed);
    fails(&outcome, "did not answer in time", &values);
}
