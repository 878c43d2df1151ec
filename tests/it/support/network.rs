//! A second server, on 127.0.0.1 with TLS and passwords: what a server in a network is like.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use super::database::query;
use super::run::words;
use super::server::{Server, clean, guardian};

/// Its password, for every role on it.
pub const PASSWORD: &str = "Correct-Horse-7";

/// The server of this run; started when it is first asked for, removed when the run ends.
pub struct Network {
    folder: PathBuf,
    port: u16,
}

static NETWORK: LazyLock<Network> = LazyLock::new(Network::start);

impl Network {
    /// The one of this run.
    pub fn get() -> &'static Self {
        &NETWORK
    }

    /// Its port on 127.0.0.1, which its certificate calls `localhost`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// A file with the authority that signed its certificate.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// A file with another authority.
    pub fn other_authority(&self) -> PathBuf {
        self.folder.join("other-authority.pem")
    }

    /// A URL of a database, as its superuser.
    pub fn url(&self, database: &str) -> String {
        let port = self.port;
        // Where `localhost` is also an IPv6 address, nothing listens there.
        format!("postgres://admin:{PASSWORD}@localhost:{port}/{database}?hostaddr=127.0.0.1")
    }

    /// Runs SQL on its `postgres` database.
    pub fn admin(&self, sql: &str) {
        let mut conn = PgConnection::establish(&self.url("postgres")).expect("it is up");
        conn.batch_execute(sql).expect(sql);
    }

    /// The folder of its files.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn start() -> Self {
        let owner = fs::metadata(Server::get().socket_folder()).expect("it is there");
        let folder = made_folder(&owner);
        let place = Place::at(&folder, owner);
        let initdb = "-D data -U admin --pwfile=password -A scram-sha-256 -N";
        assert!(place.run("initdb", &words(initdb)), "initdb");
        // Another program can take a free port before the server does.
        for _ in 0..10 {
            let port = free_port();
            let options = format!(
                "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' \
                 -c fsync=off -c wal_keep_size=512MB -c ssl=on -c ssl_cert_file={0}/server.pem -c ssl_key_file={0}/server.key",
                folder.display()
            );
            let mut start = words("-D data -w -t 60 -l log start -o");
            start.push(options);
            if place.run("pg_ctl", &start) {
                return Self { folder, port };
            }
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        panic!("the second server does not start: {log}");
    }
}

/// Where a server is made, and by whom.
pub struct Place<'a> {
    programs: PathBuf,
    folder: &'a Path,
    owner: fs::Metadata,
}

impl<'a> Place<'a> {
    /// With the programs of the server of this run.
    pub fn at(folder: &'a Path, owner: fs::Metadata) -> Self {
        let mut conn =
            PgConnection::establish(&Server::get().url("postgres")).expect("the test server is up");
        let found = "SELECT setting FROM pg_config WHERE name = 'BINDIR'";
        Self {
            programs: query(&mut conn, found).into(),
            folder,
            owner,
        }
    }

    /// Runs one of PostgreSQL's programs in the folder; whether it succeeded.
    pub fn run(&self, program: &str, arguments: &[String]) -> bool {
        let mut command = clean(Command::new(self.programs.join(program)));
        command.args(arguments).current_dir(self.folder);
        if rustix::process::geteuid().is_root() {
            command.uid(self.owner.uid()).gid(self.owner.gid());
        }
        // The server inherits the streams: a pipe would stay open.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("the program starts").success()
    }
}

/// Ends the server in a folder, and removes it.
pub const END: &str = r#"cd "$AUTOMATOS_HOME"; read pid < data/postmaster.pid && kill -QUIT "$pid";
    while kill -0 "$pid"; do sleep 0.05; done; cd /; rm -rf "$AUTOMATOS_HOME""#;

/// A folder with what the server needs to start and its guardian to end it.
fn made_folder(owner: &fs::Metadata) -> PathBuf {
    let name = format!("automatos-it-net-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder).expect("a folder");
    std::mem::forget(guardian(END, &folder));
    write_certificates(&folder);
    fs::write(folder.join("password"), PASSWORD).expect("a file");
    for entry in fs::read_dir(&folder).expect("a folder") {
        give(&entry.expect("an entry").path(), owner);
    }
    give(&folder, owner);
    folder
}

pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

pub fn give(path: &Path, owner: &fs::Metadata) {
    let mode = if path.is_dir() { 0o755 } else { 0o600 };
    let is_authority = path.extension().is_some_and(|end| end == "pem");
    let mode = if is_authority { 0o644 } else { mode };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(path, Some(owner.uid()), Some(owner.gid())).expect("we are root");
    }
}

/// An authority, a certificate for `localhost` that it signed, and an authority that signed nothing.
fn write_certificates(folder: &Path) {
    let authority = |name: &str| {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate().expect("a key");
        CertifiedIssuer::self_signed(params, key).expect("a certificate")
    };
    let (signer, other) = (authority("Test authority"), authority("Other authority"));
    let key = KeyPair::generate().expect("a key");
    let server = CertificateParams::new(vec!["localhost".to_owned()])
        .and_then(|params| params.signed_by(&key, &signer))
        .expect("a certificate");
    for (name, text) in [
        ("authority.pem", signer.pem()),
        ("other-authority.pem", other.pem()),
        ("server.pem", server.pem()),
        ("server.key", key.serialize_pem()),
    ] {
        fs::write(folder.join(name), text).expect("a file");
    }
}
