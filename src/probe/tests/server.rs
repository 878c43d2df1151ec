//! A server on this machine, with TLS or without, that answers each connection as a test tells it to.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread::{self, JoinHandle};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Either kind of connection.
pub trait Connection: Read + Write {}
impl<T: Read + Write> Connection for T {}

/// Serves one connection to its end.
pub type Answer = Box<dyn Fn(&mut dyn Connection) + Send>;

/// Stops when the test ends.
pub struct Local {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// The names that its certificate is for.
const NAMES: &[&str] = &[
    "127.0.0.1",
    "api.anthropic.com",
    "api.github.com",
    "api.openai.com",
    "api.sendgrid.com",
    "api.telegram.org",
    "api.twilio.com",
    "database.example",
    "example.my.salesforce.com",
    "huggingface.co",
    "login.microsoftonline.com",
    "oauth2.googleapis.com",
    "search.example.com",
    "slack.com",
    "sts.us-east-1.amazonaws.com",
];

/// The authority as PEM, and what the server proves itself with.
static IDENTITY: LazyLock<(String, Arc<ServerConfig>)> = LazyLock::new(|| {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let authority = CertifiedIssuer::self_signed(params, key).unwrap();
    let key = KeyPair::generate().unwrap();
    let names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let params = CertificateParams::new(names).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (authority.pem(), Arc::new(config))
});

/// What a server is encrypted with.
pub fn tls() -> Arc<ServerConfig> {
    Arc::clone(&IDENTITY.1)
}

impl Local {
    /// Without TLS.
    pub fn plain(answer: Answer) -> Self {
        Self::start(move |mut stream| answer(&mut stream))
    }

    /// With TLS from the first byte.
    pub fn encrypted(answer: Answer) -> Self {
        Self::start(move |stream| {
            let session = ServerConnection::new(tls()).unwrap();
            answer(&mut StreamOwned::new(session, stream));
        })
    }

    /// Which may begin to encrypt later.
    pub fn start(serve: impl Fn(TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                serve(stream.unwrap());
            }
        });
        Self {
            address,
            is_over,
            thread: Some(thread),
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Who signed its certificate.
    pub fn authority() -> String {
        IDENTITY.0.clone()
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || thread::panicking(), "the server failed");
        }
    }
}

/// Says nothing until the other side hangs up.
pub fn silence() -> Answer {
    Box::new(|stream| {
        let mut rest = [0; 1024];
        while stream.read(&mut rest).is_ok_and(|count| count > 0) {}
    })
}

/// Says something that no protocol has.
pub fn garbage() -> Answer {
    Box::new(|stream| {
        // Who has read enough may hang up.
        drop(
            stream.write_all(b"\x99\x01\x02 Zebra garbage\r\n\r\n and more of it, without end\r\n"),
        );
        drop(stream.flush());
    })
}
