//! PostgreSQL, Redis and `MariaDB` as Debian has them.

use serde_json::{Value, json};

use super::{stored, with_a_key};
use crate::support::{Automatos, Daemon, Network, PASSWORD};

/// Status and message of a test.
fn tested(tool: &Automatos, name: &str) -> (String, String) {
    let ran = tool.run(&format!("credential test {name} --allow-private -o json"));
    let row = ran.data()[0].take();
    let text = |name: &str| row[name].as_str().expect("text").to_owned();
    assert!(
        !ran.stdout().contains("Zebra") && !ran.stdout().contains(PASSWORD),
        "{}",
        ran.shown()
    );
    (text("status"), text("message"))
}

#[track_caller]
fn fails(tool: &Automatos, name: &str, words: &str) {
    let (status, message) = tested(tool, name);
    assert_eq!(status, "failed", "{message}");
    assert!(message.contains(words), "{message}");
}

#[track_caller]
fn passes(tool: &Automatos, name: &str) {
    let (status, message) = tested(tool, name);
    assert_eq!(status, "passed", "{message}");
}

fn with(values: &Value, field: &str, value: impl Into<Value>) -> Value {
    let mut values = values.clone();
    values[field] = value.into();
    values
}

#[test]
fn postgresql_is_signed_in_to() {
    let (tool, network) = (with_a_key(), Network::get());
    let authority = std::fs::read_to_string(network.authority()).expect("a file");
    let other = std::fs::read_to_string(network.other_authority()).expect("a file");
    let values = json!({"host": "localhost", "port": network.port(), "database": "postgres",
                        "username": "admin", "password": PASSWORD});
    let verified = with(
        &with(&values, "ssl_mode", "verify-full"),
        "ssl_root_certificate",
        authority,
    );
    let kind = "postgres_credentials";
    stored(&tool, "right", kind, &values);
    stored(&tool, "verified", kind, &verified);
    stored(&tool, "wrong", kind, &with(&values, "password", "Zebra-2"));
    stored(
        &tool,
        "nowhere",
        kind,
        &with(&values, "database", "nowhere"),
    );
    stored(
        &tool,
        "stranger",
        kind,
        &with(&verified, "ssl_root_certificate", other),
    );
    stored(
        &tool,
        "misnamed",
        kind,
        &with(&verified, "host", "127.0.0.1"),
    );
    passes(&tool, "right");
    passes(&tool, "verified");
    fails(&tool, "wrong", "password authentication failed");
    fails(&tool, "nowhere", "nowhere");
    fails(&tool, "stranger", "certificate verify failed");
    fails(&tool, "misnamed", "does not match host name");
}

#[test]
fn redis_is_signed_in_to() {
    let (tool, redis) = (with_a_key(), Daemon::redis("Zebra-1"));
    let values =
        json!({"host": "127.0.0.1", "port": redis.port(), "password": "Zebra-1", "database": 3});
    let kind = "redis_credentials";
    stored(&tool, "right", kind, &values);
    stored(&tool, "named", kind, &with(&values, "username", "default"));
    stored(&tool, "wrong", kind, &with(&values, "password", "Zebra-2"));
    stored(&tool, "far", kind, &with(&values, "database", 99));
    stored(
        &tool,
        "none",
        kind,
        &json!({"host": "127.0.0.1", "port": redis.port()}),
    );
    stored(&tool, "encrypted", kind, &with(&values, "use_tls", true));
    passes(&tool, "right");
    passes(&tool, "named");
    fails(&tool, "wrong", "refused the password: WRONGPASS");
    fails(&tool, "far", "no such database");
    fails(&tool, "none", "NOAUTH");
    fails(&tool, "encrypted", "127.0.0.1");
}

#[test]
fn mariadb_is_signed_in_to() {
    let (tool, mariadb) = (with_a_key(), Daemon::mariadb("Zebra-1"));
    let values = json!({"host": "127.0.0.1", "port": mariadb.port(), "database": "app", "username": "me",
                        "password": "Zebra-1", "ssl_mode": "DISABLED"});
    let kind = "mysql_credentials";
    stored(&tool, "right", kind, &values);
    stored(
        &tool,
        "preferred",
        kind,
        &with(&values, "ssl_mode", "PREFERRED"),
    );
    stored(&tool, "wrong", kind, &with(&values, "password", "Zebra-2"));
    stored(
        &tool,
        "stranger",
        kind,
        &with(&values, "username", "nobody"),
    );
    stored(
        &tool,
        "nowhere",
        kind,
        &with(&values, "database", "nowhere"),
    );
    stored(
        &tool,
        "encrypted",
        kind,
        &with(&values, "ssl_mode", "REQUIRED"),
    );
    passes(&tool, "right");
    passes(&tool, "preferred");
    fails(
        &tool,
        "wrong",
        "refused the user or the password (error 1045)",
    );
    fails(&tool, "stranger", "refused the user or the password");
    fails(&tool, "nowhere", "(error 10");
    fails(&tool, "encrypted", "offers no encryption");
}
