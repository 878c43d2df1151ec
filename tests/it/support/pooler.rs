//! PgBouncer in transaction mode in front of the server in the network: every transaction may get
//! another session.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::network::{Network, PASSWORD};
use super::server::clean;

/// As `nobody` on every Debian and most others; the program refuses to run as root.
const NOBODY: u32 = 65534;

/// One pooler, which ends with this value.
pub struct Pooler {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Pooler {
    /// Starts one with so few sessions that clients share them.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("automatos-it-pool-")
            .permissions(fs::Permissions::from_mode(0o755))
            .tempdir()
            .expect("a folder")
            .keep();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        drop(listener);
        let settings = format!(
            "[databases]\n* = host=127.0.0.1 port={} user=admin password={PASSWORD}\n\
             [pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n\
             auth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n\
             server_tls_sslmode = require\n",
            Network::get().port()
        );
        let file = folder.join("pgbouncer.ini");
        fs::write(&file, settings).expect("a file");
        let mut command = clean(Command::new("sh"));
        // Debian keeps it where only root looks.
        let line = "PATH=$PATH:/usr/sbin; exec pgbouncer \"$1\"";
        command.args(["-c", line, "sh"]);
        command.arg(&file).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if rustix::process::geteuid().is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        let mut process = command.spawn().expect("sh starts");
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = process.try_wait().expect("it is our child");
            let why = "these tests need pgbouncer: apt-get install pgbouncer";
            assert!(ended.is_none(), "{why} ({ended:?})");
            assert!(start.elapsed() < Duration::from_secs(20), "pgbouncer");
            thread::sleep(Duration::from_millis(20));
        }
        Self {
            process,
            port,
            folder,
        }
    }

    /// The URL of a database behind it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://admin@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}
