//! PostgreSQL, by a sign-in that the caller lends: libpq belongs to `db`.

use std::net::SocketAddr;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::failure::Failure;
use super::route::{self, Route};
use super::template::{self, Filled, parameter};
use super::values::Values;
use crate::model::TestEndpoint;

const PORT: u16 = 5432;

/// Signs in to a server and runs the query; says why that did not work in the words of libpq, which may
/// repeat what the server said.
pub type SignIn = fn(Server) -> Result<(), String>;

/// A database of PostgreSQL. It holds a password and is never shown.
pub struct Server {
    /// Its name, which the certificate must have.
    pub host: Filled,
    /// Where to connect: the only address that may be used.
    pub address: SocketAddr,
    /// Name of the database.
    pub database: Filled,
    /// Who signs in.
    pub user: Filled,
    /// With what.
    pub password: Filled,
    /// The `sslmode` of libpq.
    pub ssl_mode: Filled,
    /// Certificates as PEM of the authorities that are trusted.
    pub authorities: Option<Filled>,
    /// What to run.
    pub query: String,
    /// How long it may take.
    pub timeout: Duration,
}

/// Signs in to the first of the addresses that can be connected to.
pub fn connect(
    endpoint: &TestEndpoint,
    values: &Values,
    route: &Route,
    sign_in: SignIn,
) -> Result<String, Failure> {
    let text = |text: &Option<String>| template::fill(text.as_deref().unwrap_or_default(), values);
    let host = text(&endpoint.host)?;
    let port = parameter(endpoint.port.as_ref(), values);
    let port = route::port(port.as_deref().map(String::as_str), PORT)?;
    let ssl_mode = parameter(endpoint.ssl_mode.as_ref(), values);
    let authorities = parameter(endpoint.ssl_root_certificate.as_ref(), values);
    let server = Server {
        address: route.reachable(&host, port)?,
        database: text(&endpoint.database)?,
        user: text(&endpoint.username)?,
        password: text(&endpoint.password)?,
        ssl_mode: ssl_mode.unwrap_or_else(|| Filled::new("require".to_owned())),
        authorities: authorities.or_else(|| route.authorities.clone().map(Filled::new)),
        query: endpoint
            .query
            .clone()
            .unwrap_or_else(|| "SELECT 1".to_owned()),
        timeout: route.left(&host)?,
        host: host.clone(),
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    // A server that keeps silent after the connection would hold libpq forever: it is left behind.
    thread::spawn(move || sender.send(sign_in(server)));
    match receiver.recv_timeout(route.left(&host)?) {
        Ok(Ok(())) => Ok(format!("{} answered the query", *host)),
        Ok(Err(said)) => Err(Failure::said(
            format!("{} cannot be signed in to", *host),
            said,
        )),
        Err(RecvTimeoutError::Timeout) => Err(Failure::late(&host)),
        Err(RecvTimeoutError::Disconnected) => {
            Err(Failure::new(format!("the sign-in to {} broke off", *host)))
        }
    }
}
