//! The types that are tried by an HTTP request.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::makers::{APIS, Api, Asked};
use super::server::{Answer, Connection, Local, garbage, silence};
use super::{Kind, fails, passes, settings};
use crate::probe::run;

/// Reads a request and writes what `answer` says.
pub fn http(answer: impl Fn(&Asked) -> (u16, String, String) + Send + 'static) -> Answer {
    Box::new(move |stream| {
        let Some(asked) = read(stream) else { return };
        let (status, headers, body) = answer(&asked);
        let length = body.len();
        let text = format!(
            "HTTP/1.1 {status} Status\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
        );
        stream.write_all(text.as_bytes()).unwrap();
        stream.flush().unwrap();
    })
}

/// Nothing where the connection ends before the request does.
fn read(stream: &mut dyn Connection) -> Option<Asked> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let mut asked = Asked {
        head: String::from_utf8(head).unwrap(),
        body: String::new(),
    };
    let length = asked
        .header("content-length")
        .unwrap_or("0")
        .parse()
        .unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).unwrap();
    Some(asked)
}

/// Behaves like the real one.
fn real(api: &'static Api) -> Local {
    Local::encrypted(http(move |asked| {
        if let Some(document) = (api.answer)(asked) {
            return (200, String::new(), document.to_string());
        }
        let (status, text) = api.refusal;
        // All that was sent comes back, as it is and in other forms.
        let head = asked.head.replace(['\r', '\n', '"'], " ");
        let sent = format!("{head} {}", asked.body);
        let sent = format!("{sent} {}", STANDARD.encode(&sent));
        (status, String::new(), text.replace('@', &sent))
    }))
}

#[test]
fn credentials_that_work_pass() {
    for api in APIS {
        passes(&Kind::shipped(api.kind).tried(&(api.values)(), &real(api)));
    }
}

#[test]
fn wrong_ones_fail_and_are_not_repeated() {
    for api in APIS {
        let mut values = (api.values)();
        let wrong = format!("wrong{}", values[api.secret].as_str().unwrap());
        values[api.secret] = wrong.into();
        let words = match api.refusal.0 {
            400 => "answered with status 400",
            _ => "refused the credential",
        };
        fails(
            &Kind::shipped(api.kind).tried(&values, &real(api)),
            words,
            &values,
        );
    }
}

#[test]
fn too_many_requests_are_no_verdict_on_the_key() {
    for api in APIS {
        let server = Local::encrypted(http(|_| {
            (429, "Retry-After: 30\r\n".to_owned(), String::new())
        }));
        let values = (api.values)();
        let outcome = Kind::shipped(api.kind).tried(&values, &server);
        fails(
            &outcome,
            "too many requests (status 429, asks to wait 30 s)",
            &values,
        );
    }
}

#[test]
fn silence_ends_with_the_timeout() {
    for api in APIS {
        let server = Local::encrypted(silence());
        let mut settings = settings(&server);
        settings.timeout = Duration::from_millis(100);
        let (kind, values) = (Kind::shipped(api.kind), (api.values)());
        let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
        fails(&outcome, "did not answer in time", &values);
        assert!(outcome.duration < Duration::from_secs(10));
    }
}

#[test]
fn a_certificate_of_an_unknown_authority_is_refused() {
    for api in APIS {
        let server = Local::start(|stream| {
            let session = rustls::ServerConnection::new(super::server::tls()).unwrap();
            let mut stream = rustls::StreamOwned::new(session, stream);
            drop(std::io::Read::read(&mut stream, &mut [0]));
        });
        let mut settings = settings(&server);
        settings.authorities = None;
        let (kind, values) = (Kind::shipped(api.kind), (api.values)());
        let outcome = run(&kind.endpoint, &kind.values(&values), &settings);
        fails(&outcome, "invalid peer certificate: UnknownIssuer", &values);
    }
}

#[test]
fn what_is_no_http_is_garbage() {
    for api in APIS {
        let values = (api.values)();
        let server = Local::encrypted(Box::new(|stream| {
            if read(stream).is_some() {
                garbage()(stream);
            }
        }));
        let outcome = Kind::shipped(api.kind).tried(&values, &server);
        fails(&outcome, "does not speak HTTP", &values);
    }
}
