//! Where a test does not go, whatever the credential says.

use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::json;

use super::apis::http;
use super::server::Local;
use super::{Kind, fails, settings};
use crate::probe::{Reach, Verdict, run};

#[test]
fn private_addresses_are_refused_by_number_and_by_name() {
    let server = Local::plain(http(|_| (200, String::new(), String::new())));
    let kind = Kind::shipped("openai_api");
    for host in [
        "127.0.0.1",
        "[::1]",
        "169.254.169.254",
        "[::ffff:10.0.0.1]",
        "[fd00:ec2::254]",
        "internal.example",
        // Some libraries read these as 127.0.0.1, and so may the resolver: the answer is checked.
        "0x7f.1",
        "2130706433",
    ] {
        let mut settings = settings(&server);
        settings.reach = Reach::Public;
        let values = json!({"api_key": "Zebra-1", "base_url": format!("http://{host}:1")});
        let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
        fails(&outcome, "private network", &values);
    }
}

#[test]
fn one_private_address_among_public_ones_is_enough() {
    let server = Local::plain(http(|_| (200, String::new(), String::new())));
    let mut settings = settings(&server);
    settings.reach = Reach::Public;
    let private = server.address();
    let public: SocketAddr = "8.8.8.8:443".parse().unwrap();
    settings.lookup = Arc::new(move |_, _| Ok(vec![public, private]));
    for (name, values) in [
        ("github_api", json!({"access_token": "Zebra-1"})),
        ("redis_credentials", json!({"host": "cache.example"})),
        (
            "postgres_credentials",
            json!({"host": "h", "database": "d", "username": "u", "password": "Zebra-1"}),
        ),
    ] {
        let kind = Kind::shipped(name);
        let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
        fails(&outcome, "private network", &values);
    }
}

#[test]
fn the_address_that_was_checked_is_the_one_that_is_connected_to() {
    let server = Local::plain(http(|_| (200, String::new(), String::new())));
    let address = server.address();
    let mut settings = settings(&server);
    // A name that leads elsewhere the second time is asked only once.
    let first = std::sync::atomic::AtomicBool::new(true);
    settings.lookup = Arc::new(move |_, _| {
        assert!(first.swap(false, std::sync::atomic::Ordering::SeqCst));
        Ok(vec![address])
    });
    let kind = Kind::shipped("openai_api");
    let values = json!({"api_key": "Zebra-1", "base_url": "http://rebound.example"});
    let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
    assert_eq!(outcome.verdict, Verdict::Passed, "{}", outcome.message);
}

#[test]
fn redirects_to_others_are_not_followed() {
    let server = Local::plain(http(|_| {
        let headers = "Location: http://127.0.0.1:1/Zebra-1\r\n".to_owned();
        (302, headers, String::new())
    }));
    let values = json!({"api_key": "Zebra-1", "base_url": "http://api.example"});
    let outcome = Kind::shipped("openai_api").tried(&values, &server);
    fails(
        &outcome,
        "sends elsewhere (status 302), where the credential is not sent",
        &values,
    );
}

#[test]
fn redirects_within_a_server_are_followed_a_few_times() {
    let server = Local::plain(http(|asked| {
        if asked.head.starts_with("GET /moved") {
            assert!(asked.head.contains("Zebra-1"));
            (200, String::new(), String::new())
        } else {
            (307, "Location: /moved?a=b\r\n".to_owned(), String::new())
        }
    }));
    let values = json!({"api_key": "Zebra-1", "base_url": "http://api.example"});
    let outcome = Kind::shipped("openai_api").tried(&values, &server);
    assert_eq!(outcome.verdict, Verdict::Passed, "{}", outcome.message);
    let endless = Local::plain(http(|_| {
        (302, "Location: /again\r\n".to_owned(), String::new())
    }));
    let outcome = Kind::shipped("openai_api").tried(&values, &endless);
    fails(&outcome, "sends elsewhere (status 302)", &values);
}

#[test]
fn addresses_that_are_none_are_refused_without_repeating_them() {
    let server = Local::plain(http(|_| (200, String::new(), String::new())));
    for (url, words) in [
        (
            "ftp://Zebra-1.example",
            "neither an https:// nor an http://",
        ),
        ("http://user:Zebra-1@h", "holds a user or a password"),
        ("http://", "cannot be used"),
    ] {
        let values = json!({"api_key": "Zebra-1", "base_url": url});
        fails(
            &Kind::shipped("openai_api").tried(&values, &server),
            words,
            &values,
        );
    }
    let values = json!({"api_key": "Zebra\n1"});
    let outcome = Kind::shipped("openai_api").tried(&values, &server);
    fails(&outcome, "characters that no header can carry", &values);
    let outcome = Kind::shipped("azure_credentials").tried(&json!({"client_id": "c"}), &server);
    fails(&outcome, "the field tenant_id is empty", &json!({}));
}
