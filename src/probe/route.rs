//! The way to a server: how long there is, and which of its addresses may be connected to.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::Settings;
use super::address;
use super::failure::Failure;

/// Which addresses may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those of the open Internet.
    Public,
    /// Private networks and this machine as well.
    Anywhere,
}

/// Finds the addresses of a host and port.
pub type Lookup = Arc<dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync>;

/// Asks the operating system.
pub fn system_lookup() -> Lookup {
    Arc::new(|host, port| Ok((host, port).to_socket_addrs()?.collect()))
}

/// What one test goes by.
pub struct Route {
    deadline: Instant,
    reach: Reach,
    lookup: Lookup,
    /// Certificates of private authorities as PEM.
    pub authorities: Option<String>,
}

impl Route {
    /// The time begins at `start`.
    pub fn new(settings: &Settings, start: Instant) -> Self {
        Self {
            deadline: start + settings.timeout,
            reach: settings.reach,
            lookup: Arc::clone(&settings.lookup),
            authorities: settings.authorities.clone(),
        }
    }

    /// The same with these authorities trusted in place of all others.
    pub fn trusting(&self, authorities: String) -> Self {
        Self {
            deadline: self.deadline,
            reach: self.reach,
            lookup: Arc::clone(&self.lookup),
            authorities: Some(authorities),
        }
    }

    /// The first address of a host that takes connections, of those that may be connected to.
    pub fn reachable(&self, host: &str, port: u16) -> Result<SocketAddr, Failure> {
        let mut last = Failure::new(format!("there is no host {host}"));
        for address in self.addresses(host, port)? {
            match TcpStream::connect_timeout(&address, self.left(host)?) {
                Ok(_) => return Ok(address),
                Err(cause) => last = Failure::io(host, &cause),
            }
        }
        Err(last)
    }

    /// When the test ends.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// How much time is left.
    pub fn left(&self, host: &str) -> Result<Duration, Failure> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::late(host));
        }
        Ok(left)
    }

    /// The addresses of a host, every one of which may be connected to. `host` may be an address, an IPv6 one
    /// in brackets.
    pub fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, Failure> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let found = match bare.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => self.looked_up(bare, port)?,
        };
        if found.is_empty() {
            return Err(Failure::new(format!("there is no host {host}")));
        }
        match self.reach {
            Reach::Anywhere => Ok(found),
            Reach::Public if found.iter().all(|one| address::is_public(one.ip())) => Ok(found),
            Reach::Public => Err(Failure::new(format!(
                "{host} has an address in a private network, and those are tried with --allow-private only"
            ))),
        }
    }

    /// The system's resolver knows no deadline: it is left behind when that is over.
    fn looked_up(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, Failure> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let lookup = Arc::clone(&self.lookup);
        let name = host.to_owned();
        thread::spawn(move || sender.send(lookup(&name, port)));
        match receiver.recv_timeout(self.left(host)?) {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(cause)) => Err(Failure::said(
                format!("the name {host} is not found"),
                cause.to_string(),
            )),
            Err(_) => Err(Failure::new(format!("{host} was not found in time"))),
        }
    }
}

/// The port of a parameter.
pub fn port(text: Option<&str>, default: u16) -> Result<u16, Failure> {
    let Some(text) = text else { return Ok(default) };
    let port = text.parse().ok().filter(|port| *port != 0);
    port.ok_or_else(|| Failure::new("the port is no number from 1 to 65535"))
}
