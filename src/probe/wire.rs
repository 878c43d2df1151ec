//! A connection, encrypted or not, that ends with the deadline.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Instant;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::failure::Failure;
use super::route::Route;

/// More than any answer of a sign-in has, in bytes.
pub const MOST: usize = 1 << 20;

/// A connection to a server.
pub struct Wire {
    host: String,
    stream: Stream,
}

enum Stream {
    Plain(Timed),
    Encrypted(Box<StreamOwned<ClientConnection, Timed>>),
}

impl Wire {
    /// Connects to the first address that answers.
    pub fn open(host: &str, port: u16, route: &Route) -> Result<Self, Failure> {
        let mut last = Failure::new(format!("there is no host {host}"));
        for address in route.addresses(host, port)? {
            match connected(address, route, host)? {
                Ok(stream) => {
                    let host = host.to_owned();
                    return Ok(Self {
                        host,
                        stream: Stream::Plain(stream),
                    });
                }
                Err(cause) => last = Failure::io(host, &cause),
            }
        }
        Err(last)
    }

    /// Encrypts what follows.
    pub fn encrypted(self, config: Arc<ClientConfig>) -> Result<Self, Failure> {
        let Self { host, stream } = self;
        let Stream::Plain(mut socket) = stream else {
            return Err(Failure::new("the connection is encrypted already"));
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let name = ServerName::try_from(bare.to_owned())
            .map_err(|_| Failure::new(format!("{host} is no name that a certificate can have")))?;
        let refused = |cause: rustls::Error| {
            Failure::said(format!("no safe connection to {host}"), cause.to_string())
        };
        let mut session = ClientConnection::new(config, name).map_err(refused)?;
        while session.is_handshaking() {
            session
                .complete_io(&mut socket)
                .map_err(|cause| Failure::io(&host, &cause))?;
        }
        let stream = Stream::Encrypted(Box::new(StreamOwned::new(session, socket)));
        Ok(Self { host, stream })
    }

    /// Whether nobody on the way can read along.
    pub fn is_encrypted(&self) -> bool {
        match &self.stream {
            Stream::Plain(_) => false,
            Stream::Encrypted(_) => true,
        }
    }

    /// Sends bytes.
    pub fn send(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let done = match &mut self.stream {
            Stream::Plain(stream) => stream.write_all(bytes),
            Stream::Encrypted(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        };
        done.map_err(|cause| Failure::io(&self.host, &cause))
    }

    /// Waits for that many bytes, at most [`MOST`].
    pub fn receive(&mut self, length: usize) -> Result<Vec<u8>, Failure> {
        if length > MOST {
            return Err(Failure::new(format!(
                "{} sent more than any answer has",
                self.host
            )));
        }
        let mut bytes = vec![0; length];
        let done = match &mut self.stream {
            Stream::Plain(stream) => stream.read_exact(&mut bytes),
            Stream::Encrypted(stream) => stream.read_exact(&mut bytes),
        };
        done.map_err(|cause| Failure::io(&self.host, &cause))?;
        Ok(bytes)
    }

    /// Waits for a line, without its end; not longer than a few kilobytes.
    pub fn line(&mut self) -> Result<String, Failure> {
        let mut line = Vec::new();
        while line.len() < 8192 {
            match self.receive(1)?.first() {
                Some(b'\n') => {
                    let line = line.strip_suffix(b"\r").unwrap_or(&line);
                    return Ok(String::from_utf8_lossy(line).into_owned());
                }
                Some(byte) => line.push(*byte),
                None => break,
            }
        }
        Err(Failure::new(format!(
            "{} sent a line without end",
            self.host
        )))
    }
}

/// The outer error ends the test, the inner one only this address.
fn connected(address: SocketAddr, route: &Route, host: &str) -> Result<io::Result<Timed>, Failure> {
    let stream = TcpStream::connect_timeout(&address, route.left(host)?);
    Ok(stream.and_then(|stream| {
        stream.set_nodelay(true)?;
        Ok(Timed {
            stream,
            deadline: route.deadline(),
        })
    }))
}

/// A socket whose every read and write ends with the deadline, however little comes at a time.
struct Timed {
    stream: TcpStream,
    deadline: Instant,
}

impl Timed {
    fn left(&self) -> io::Result<std::time::Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(left)
    }
}

impl Read for Timed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(into)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
