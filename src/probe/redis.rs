//! Redis and Valkey: AUTH, SELECT and the command of the type, in RESP.
//!
//! After <https://redis.io/docs/latest/develop/reference/protocol-spec/>.

use zeroize::Zeroizing;

use super::failure::Failure;
use super::route::{self, Route};
use super::template::{self, parameter};
use super::tls::{self, Check};
use super::values::Values;
use super::wire::Wire;
use crate::model::TestEndpoint;

const PORT: u16 = 6379;

/// Signs in and runs the command.
pub fn connect(endpoint: &TestEndpoint, values: &Values, route: &Route) -> Result<String, Failure> {
    let host = template::fill(endpoint.host.as_deref().unwrap_or_default(), values)?;
    let port = parameter(endpoint.port.as_ref(), values);
    let port = route::port(port.as_deref().map(String::as_str), PORT)?;
    let mut wire = Wire::open(&host, port, route)?;
    let encrypts = parameter(endpoint.use_tls.as_ref(), values);
    if encrypts.is_some_and(|word| *word == "true") {
        wire = wire.encrypted(tls::config(
            Check::IssuerAndName,
            route.authorities.as_deref(),
        )?)?;
    }
    if let Some(password) = parameter(endpoint.password.as_ref(), values) {
        let user = parameter(endpoint.username.as_ref(), values);
        let mut words = vec!["AUTH"];
        words.extend(user.as_deref().map(String::as_str));
        words.push(&password);
        ask(&mut wire, &host, &words)
            .map_err(|answer| answer.failure(&host, "refused the password"))?;
    }
    let database = parameter(endpoint.database.as_ref(), values);
    if let Some(number) = database.filter(|number| number.as_str() != "0") {
        ask(&mut wire, &host, &["SELECT", &number])
            .map_err(|answer| answer.failure(&host, "has no such database for this user"))?;
    }
    let command = endpoint.command.as_deref().unwrap_or("PING");
    ask(&mut wire, &host, &[command])
        .map_err(|answer| answer.failure(&host, &format!("refused {command}")))?;
    Ok(format!("{} answered {command}", *host))
}

/// Why a command did not succeed.
enum Refusal {
    /// The server says so.
    Said(String),
    /// There was no answer.
    None(Failure),
}

impl Refusal {
    fn failure(self, host: &str, what: &str) -> Failure {
        match self {
            Self::Said(words) => Failure::said(format!("{host} {what}"), words),
            Self::None(failure) => failure,
        }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::None(failure)
    }
}

/// Runs one command that is answered on one line.
fn ask(wire: &mut Wire, host: &str, words: &[&str]) -> Result<(), Refusal> {
    let mut message = Zeroizing::new(format!("*{}\r\n", words.len()).into_bytes());
    for word in words {
        message.extend_from_slice(format!("${}\r\n", word.len()).as_bytes());
        message.extend_from_slice(word.as_bytes());
        message.extend_from_slice(b"\r\n");
    }
    wire.send(&message)?;
    let line = wire.line()?;
    match line.strip_prefix('-') {
        Some(words) => Err(Refusal::Said(words.to_owned())),
        None if line.starts_with(['+', ':']) => Ok(()),
        None => Err(Failure::garbage(host, "the protocol of Redis").into()),
    }
}
