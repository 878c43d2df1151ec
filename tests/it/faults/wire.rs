//! A stand-in between the command and the server that knows where one statement ends and the next
//! begins, and hangs up at one of them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// On which side of a statement the connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The server never gets it.
    Before,
    /// The server gets it; the command never gets the answer.
    After,
}

/// Listens on a port of its own. Its threads end with the process.
pub struct Wire {
    address: SocketAddr,
    has_cut: Arc<AtomicBool>,
}

/// What all connections of one stand-in share.
#[derive(Clone)]
struct Plan {
    socket: PathBuf,
    statement: usize,
    side: Side,
    seen: Arc<AtomicUsize>,
    has_cut: Arc<AtomicBool>,
}

impl Wire {
    /// In front of that socket. The connection that sends the statement of that number, from 0 and
    /// counted over all connections, breaks there; those after it do not.
    pub fn new(socket: &Path, statement: usize, side: Side) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let plan = Plan {
            socket: socket.to_owned(),
            statement,
            side,
            seen: Arc::default(),
            has_cut: Arc::default(),
        };
        let has_cut = Arc::clone(&plan.has_cut);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.expect("a connection");
                let plan = plan.clone();
                thread::spawn(move || plan.connect(client));
            }
        });
        Self { address, has_cut }
    }

    /// The URL of a database behind it.
    pub fn url(&self, database: &str) -> String {
        let port = self.address.port();
        format!("postgres://automatos@127.0.0.1:{port}/{database}?sslmode=disable")
    }

    /// Whether the command came as far as that statement.
    pub fn has_cut(&self) -> bool {
        self.has_cut.load(Ordering::SeqCst)
    }
}

impl Plan {
    fn connect(&self, mut client: TcpStream) {
        let mut server = UnixStream::connect(&self.socket).expect("the server is up");
        let mut answers = server.try_clone().expect("a socket");
        let mut reader = client.try_clone().expect("a socket");
        let downward = thread::spawn(move || {
            // Either side may hang up at any time.
            drop(io::copy(&mut answers, &mut client));
            drop(client.shutdown(Shutdown::Both));
        });
        let ended = self.forward(&mut reader, &mut server);
        // The same: the end of the stream is the end of the connection.
        drop(ended);
        drop(server.shutdown(Shutdown::Both));
        drop(reader.shutdown(Shutdown::Both));
        downward.join().expect("it ends");
    }

    /// Copies message by message, up to the statement where it breaks.
    fn forward(&self, client: &mut TcpStream, server: &mut UnixStream) -> io::Result<()> {
        // The first message has no letter.
        let first = body(client)?;
        server.write_all(&first)?;
        loop {
            let mut letter = [0];
            client.read_exact(&mut letter)?;
            let message = body(client)?;
            // A simple query, or the end of an extended one.
            let is_statement = matches!(letter, [b'Q' | b'S']);
            let is_chosen =
                is_statement && self.seen.fetch_add(1, Ordering::SeqCst) == self.statement;
            if is_chosen {
                self.has_cut.store(true, Ordering::SeqCst);
                // The command must not hear the answer.
                client.shutdown(Shutdown::Both)?;
            }
            if !is_chosen || self.side == Side::After {
                server.write_all(&letter)?;
                server.write_all(&message)?;
            }
            if is_chosen {
                return Ok(());
            }
        }
    }
}

/// The length of a message and what follows it.
fn body(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let rest = u32::from_be_bytes(length).saturating_sub(4);
    let mut message = length.to_vec();
    from.take(rest.into()).read_to_end(&mut message)?;
    Ok(message)
}
