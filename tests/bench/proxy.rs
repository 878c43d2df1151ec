//! A far-away server: a TCP proxy in front of a Unix socket that holds back what passes through.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Listens on this machine until the process ends. Bytes arrive `round_trip / 2` after they were
/// sent, either way; how many there are makes no difference.
pub fn listen(socket: &Path, round_trip: Duration) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").context("the proxy cannot listen")?;
    let address = listener.local_addr()?;
    let socket = socket.to_owned();
    thread::spawn(move || serve(&listener, &socket, round_trip / 2));
    Ok(address)
}

/// A client that cannot be served loses its connection and says so itself.
fn serve(listener: &TcpListener, socket: &Path, delay: Duration) {
    for client in listener.incoming().flatten() {
        if let Ok(server) = UnixStream::connect(socket) {
            drop(join(client, server, delay));
        }
    }
}

fn join(client: TcpStream, server: UnixStream, delay: Duration) -> io::Result<()> {
    client.set_nodelay(true)?;
    let (to_client, to_server) = (client.try_clone()?, server.try_clone()?);
    pump(client, delay, move |bytes| {
        deliver(&to_server, bytes, |to| to.shutdown(Shutdown::Write))
    });
    pump(server, delay, move |bytes| {
        deliver(&to_client, bytes, |to| to.shutdown(Shutdown::Write))
    });
    Ok(())
}

/// Reads as fast as bytes come, and hands them on when they are due, then nothing once at the end.
fn pump(
    mut from: impl Read + Send + 'static,
    delay: Duration,
    deliver: impl Fn(&[u8]) -> io::Result<()> + Send + 'static,
) {
    let (sender, receiver): (Sender<(Instant, Vec<u8>)>, Receiver<_>) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(count) = from.read(&mut buffer) {
            let bytes = buffer.get(..count).unwrap_or_default().to_vec();
            let is_end = bytes.is_empty();
            if sender.send((Instant::now() + delay, bytes)).is_err() || is_end {
                break;
            }
        }
    });
    thread::spawn(move || {
        for (due, bytes) in receiver {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if deliver(&bytes).is_err() {
                break;
            }
        }
    });
}

fn deliver<T>(mut to: &T, bytes: &[u8], end: impl Fn(&T) -> io::Result<()>) -> io::Result<()>
where
    for<'a> &'a T: Write,
{
    if bytes.is_empty() {
        return end(to);
    }
    to.write_all(bytes)
}
