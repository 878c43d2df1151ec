//! A stand-in between the command and a server, where connections break.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server of S3 that is too busy.
pub const SLOW_DOWN: Fault = Fault::Answer(
    "503 Slow Down",
    "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>",
);

/// What befalls one connection.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// Nothing.
    None,
    /// It breaks once so many bytes went to the server.
    CutUp(usize),
    /// It breaks once so many bytes came from the server.
    CutDown(usize),
    /// The server answers with this status and body at once, and hangs up.
    Answer(&'static str, &'static str),
}

/// The server behind it.
#[derive(Debug, Clone)]
pub enum Behind {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

/// Listens on a port of its own. Its threads end with the process.
pub struct Proxy {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
}

impl Proxy {
    /// In front of that server; each connection takes the next fault, and those after the last one
    /// take `rest`.
    pub fn new(behind: Behind, faults: &[Fault], rest: Fault) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let faults = Mutex::new(VecDeque::from(faults.to_vec()));
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        let sent = Arc::new(AtomicUsize::new(0));
        let bytes = Arc::clone(&sent);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.expect("a connection");
                counter.fetch_add(1, Ordering::SeqCst);
                let fault = faults.lock().expect("faults").pop_front().unwrap_or(rest);
                let behind = behind.clone();
                let bytes = Arc::clone(&bytes);
                thread::spawn(move || connect(client, &behind, fault, &bytes));
            }
        });
        Self {
            address,
            connections,
            sent,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many bytes went to the server.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn connect(client: TcpStream, behind: &Behind, fault: Fault, sent: &Arc<AtomicUsize>) {
    let (up, down) = match fault {
        Fault::None => (usize::MAX, usize::MAX),
        Fault::CutUp(after) => (after, usize::MAX),
        Fault::CutDown(after) => (usize::MAX, after),
        Fault::Answer(status, body) => return answer(client, status, body),
    };
    match behind {
        Behind::Tcp(address) => {
            let server = TcpStream::connect(address).expect("the server is up");
            let ends = (server.try_clone().expect("a socket"), server);
            both(client, ends, (up, down), sent);
        }
        Behind::Unix(path) => {
            let server = UnixStream::connect(path).expect("the server is up");
            let ends = (server.try_clone().expect("a socket"), server);
            both(client, ends, (up, down), sent);
        }
    }
}

/// Copies in both directions until one of them ends or is cut; then hangs up on both sides.
fn both<S>(
    client: TcpStream,
    (server, server_too): (S, S),
    (up, down): (usize, usize),
    sent: &Arc<AtomicUsize>,
) where
    S: Read + Write + Close + Send + 'static,
{
    let client_too = client.try_clone().expect("a socket");
    let counter = Arc::clone(sent);
    let upward = thread::spawn(move || forward(client, server, up, &counter));
    forward(server_too, client_too, down, &AtomicUsize::new(0));
    upward.join().expect("it ends");
}

/// Copies at most so many bytes, counts them, and hangs up on both sides.
fn forward(
    mut from: impl Read + Close,
    mut to: impl Write + Close,
    mut left: usize,
    copied: &AtomicUsize,
) {
    let mut piece = [0; 16384];
    while left > 0 {
        let most = piece.len().min(left);
        let Ok(length @ 1..) = from.read(&mut piece[..most]) else {
            break;
        };
        if to.write_all(&piece[..length]).is_err() {
            break;
        }
        left -= length;
        copied.fetch_add(length, Ordering::SeqCst);
    }
    from.close();
    to.close();
}

/// Hanging up.
trait Close {
    fn close(&self);
}

impl Close for TcpStream {
    fn close(&self) {
        // The other side may have hung up already.
        drop(self.shutdown(Shutdown::Both));
    }
}

impl Close for UnixStream {
    fn close(&self) {
        drop(self.shutdown(Shutdown::Both));
    }
}

fn answer(mut client: TcpStream, status: &str, body: &str) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && client.read(&mut byte).is_ok_and(|length| length > 0) {
        head.push(byte[0]);
    }
    let answer = format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    drop(client.write_all(answer.as_bytes()));
    client.close();
}
