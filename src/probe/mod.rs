//! Trying out a credential: one request, or a connection with one harmless command.
//!
//! [`run`] says whether the credential works and why not. Nothing a server says is passed on before every
//! secret of the credential is struck from it, in whatever form a server may repeat it. Names are looked up
//! once, every address is checked, and the connection goes to a checked address. No proxy of the
//! environment is used: it would connect to an address that nobody checked.

mod address;
mod amazon;
mod bson;
mod bytes;
mod elasticsearch;
mod failure;
mod google;
mod http;
mod mongodb;
mod mysql;
mod postgres;
mod redis;
mod route;
mod scram;
mod scrub;
mod smtp;
mod template;
#[cfg(test)]
mod tests;
mod tls;
mod values;
mod wire;

use std::time::{Duration, Instant, SystemTime};

use failure::Failure;
pub use postgres::{Server as PostgresServer, SignIn};
use route::Route;
pub use route::{Lookup, Reach, system_lookup};
use scrub::Scrub;
pub use values::Values;

use crate::model::{TestEndpoint, TestMethod, TestProtocol};

/// What holds for every test of a run.
#[derive(Clone)]
pub struct Settings {
    /// How long one test may take.
    pub timeout: Duration,
    /// Which addresses may be connected to.
    pub reach: Reach,
    /// How names are looked up.
    pub lookup: Lookup,
    /// Certificates, as PEM, of the authorities that are trusted in place of the public ones.
    pub authorities: Option<String>,
    /// How to sign in to PostgreSQL: libpq is known to `db` alone, so the caller lends it.
    pub sign_in: SignIn,
}

/// Whether a credential works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Passed,
    /// It does not, or nothing could be reached that would tell.
    Failed,
    /// This tool cannot tell: the server wants something that it does not speak.
    Unsupported,
}

/// How a test went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it works.
    pub verdict: Verdict,
    /// One line without secrets and invisible characters, for people.
    pub message: String,
    /// How long it took.
    pub duration: Duration,
}

/// Tries a credential of those values in the way its type describes.
pub fn run(endpoint: &TestEndpoint, values: &Values, settings: &Settings) -> Outcome {
    let start = Instant::now();
    let route = Route::new(settings, start);
    let result = attempt(endpoint, values, &route, settings.sign_in);
    let scrub = Scrub::of(values.secrets());
    let (verdict, message) = match result {
        Ok(message) => (Verdict::Passed, scrub.line(&message, None)),
        Err(Failure::Failed { why, said }) => (Verdict::Failed, scrub.line(&why, said.as_deref())),
        Err(Failure::Unsupported(why)) => (Verdict::Unsupported, scrub.line(&why, None)),
    };
    Outcome {
        verdict,
        message,
        duration: start.elapsed(),
    }
}

fn attempt(
    endpoint: &TestEndpoint,
    values: &Values,
    route: &Route,
    sign_in: SignIn,
) -> Result<String, Failure> {
    match endpoint.method {
        TestMethod::ApiCall => http::call(endpoint, values, route, SystemTime::now().into()),
        TestMethod::Connect => match endpoint.protocol {
            Some(TestProtocol::Postgres) => postgres::connect(endpoint, values, route, sign_in),
            Some(TestProtocol::Mysql) => mysql::connect(endpoint, values, route),
            Some(TestProtocol::Mongodb) => mongodb::connect(endpoint, values, route),
            Some(TestProtocol::Redis) => redis::connect(endpoint, values, route),
            Some(TestProtocol::Smtp) => smtp::connect(endpoint, values, route),
            Some(TestProtocol::Elasticsearch) => elasticsearch::connect(endpoint, values, route),
            None => Err(Failure::Unsupported(
                "the type names no protocol to connect with".to_owned(),
            )),
        },
    }
}
