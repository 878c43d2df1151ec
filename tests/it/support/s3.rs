//! A server of S3, in a thread of the tests, with its objects in a folder.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::thread;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;

/// The keys it takes.
pub const ACCESS_KEY: &str = "AKIAOFTHETESTS";
pub const SECRET_KEY: &str = "Secret-Of-The-Tests-7";

/// It has one bucket, `packages`.
pub struct S3 {
    root: TempDir,
    address: SocketAddr,
}

impl S3 {
    /// Starts one. Its thread ends with the process.
    pub fn start() -> Self {
        let root = TempDir::new().expect("a temporary folder");
        fs::create_dir(root.path().join("packages")).expect("a folder");
        let mut builder =
            S3ServiceBuilder::new(FileSystem::new(root.path()).expect("a folder of objects"));
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = builder.build();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        listener.set_nonblocking(true).expect("a socket");
        thread::spawn(move || serve(listener, &service));
        Self { root, address }
    }

    /// Where it listens.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The file in which it keeps an object.
    pub fn file(&self, key: &str) -> PathBuf {
        self.root.path().join("packages").join(key)
    }
}

fn serve(listener: TcpListener, service: &S3Service) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        loop {
            let (socket, _) = listener.accept().await.expect("a connection");
            let service = service.clone();
            tokio::spawn(async move {
                let builder = auto::Builder::new(TokioExecutor::new());
                // A connection that a test cuts ends here with an error.
                drop(
                    builder
                        .serve_connection(TokioIo::new(socket), service)
                        .await,
                );
            });
        }
    });
}
