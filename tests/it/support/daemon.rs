//! Servers of other makers, from Debian's packages, that one test starts and ends.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::server::{Server, clean, eventually};

/// Ended and removed with the test.
pub struct Daemon {
    child: Child,
    port: u16,
    // Holds its files.
    _folder: TempDir,
}

impl Daemon {
    /// Redis with that password.
    pub fn redis(password: &str) -> Self {
        let folder = folder();
        let port = free_port();
        let settings = format!(
            "bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave \"\"\ndir {}\n",
            folder.path().display()
        );
        let file = folder.path().join("redis.conf");
        fs::write(&file, settings).expect("a file");
        let mut command = as_owner(&program("redis-server", "redis-server"));
        command.arg(&file);
        Self::start(command, port, folder)
    }

    /// `MariaDB` with the database `app` and the user `me` of that password.
    pub fn mariadb(password: &str) -> Self {
        let folder = folder();
        let port = free_port();
        let data = format!("--datadir={}/data", folder.path().display());
        let made = as_owner(&program("mariadb-install-db", "mariadb-server-core"))
            .args(["--no-defaults", "--auth-root-authentication-method=normal"])
            .args(["--skip-test-db", "--skip-log-bin", &data])
            // The folder of the tests' own temporary files may be closed to its account.
            .env("TMPDIR", folder.path())
            .output()
            .expect("it starts");
        assert!(made.status.success(), "{made:?}");
        let first = folder.path().join("first.sql");
        let sql = format!(
            "CREATE DATABASE app;\nCREATE USER me@'%' IDENTIFIED BY '{password}';\n\
             GRANT ALL ON app.* TO me@'%';\n"
        );
        fs::write(&first, sql).expect("a file");
        let mut command = as_owner(&program("mariadbd", "mariadb-server-core"));
        command
            .args([
                "--no-defaults",
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
            ])
            .args([&data, &format!("--port={port}")])
            .arg(format!("--socket={}/socket", folder.path().display()))
            .arg(format!("--init-file={}", first.display()))
            .env("TMPDIR", folder.path());
        Self::start(command, port, folder)
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn start(mut command: Command, port: u16, folder: TempDir) -> Self {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let daemon = Self {
            child,
            port,
            _folder: folder,
        };
        eventually("the server listens", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        daemon
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }
}

/// Where a program is; a test that needs one that is not there fails and says what to install.
fn program(name: &str, package: &str) -> PathBuf {
    let places = [
        "/usr/bin",
        "/usr/sbin",
        "/usr/local/bin",
        "/opt/homebrew/bin",
    ];
    let mut paths = places.iter().map(|place| Path::new(place).join(name));
    paths.find(|path| path.is_file()).unwrap_or_else(|| {
        panic!("this test needs {name}: install it with `apt-get install {package}`")
    })
}

/// A folder of the account that the tests' PostgreSQL runs under, since these servers refuse root too.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    if rustix::process::geteuid().is_root() {
        let owner = owner();
        chown(folder.path(), Some(owner.uid()), Some(owner.gid())).expect("we are root");
    }
    folder
}

fn owner() -> fs::Metadata {
    fs::metadata(Server::get().socket_folder()).expect("it is there")
}

fn as_owner(program: &Path) -> Command {
    let mut command = clean(Command::new(program));
    if rustix::process::geteuid().is_root() {
        let owner = owner();
        command.uid(owner.uid()).gid(owner.gid());
    }
    command.current_dir("/");
    command
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").port()
}
