//! A hot standby of the server in the network: it has all that the other has, and only reads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use diesel::{Connection, PgConnection};

use super::database::query;
use super::network::{END, Network, PASSWORD, Place, free_port, give};
use super::run::words;
use super::server::{Server, guardian, next_name};

/// One standby, which ends with this value.
pub struct Standby {
    port: u16,
    /// Its end is the end of the server.
    _guardian: Child,
}

impl Standby {
    /// One that has what the server in the network has by now.
    pub fn start() -> Self {
        let folder: PathBuf = std::env::temp_dir().join(next_name().replace("test", "standby"));
        fs::create_dir(&folder).expect("a folder");
        let owner = fs::metadata(Server::get().socket_folder()).expect("it is there");
        give(&folder, &owner);
        let mut standby = Self {
            port: 0,
            _guardian: guardian(END, &folder),
        };
        copy_primary(&folder, &owner);
        let place = Place::at(&folder, owner);
        for _ in 0..10 {
            let port = free_port();
            let mut start = words("-D data -w -t 60 -l log start -o");
            start.push(format!(
                "-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            ));
            if place.run("pg_ctl", &start) {
                standby.port = port;
                return standby;
            }
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        panic!("the standby does not start: {log}");
    }

    /// The URL of a database of it, as its superuser.
    pub fn url(&self, database: &str) -> String {
        let port = self.port;
        format!("postgres://admin:{PASSWORD}@127.0.0.1:{port}/{database}")
    }
}

/// Copies the server while it works, as `pg_basebackup` does, which not every PostgreSQL comes with.
fn copy_primary(folder: &Path, owner: &fs::Metadata) {
    let primary = Network::get();
    let url = primary.url("postgres");
    let mut conn = PgConnection::establish(&url).expect("it is up");
    let renamed = "SELECT current_setting('server_version_num')::int >= 150000";
    let (begin, end) = if query(&mut conn, renamed) == "t" {
        ("pg_backup_start('standby', true)", "pg_backup_stop(false)")
    } else {
        (
            "pg_start_backup('standby', true, false)",
            "pg_stop_backup(false, false)",
        )
    };
    query(&mut conn, &format!("SELECT {begin}"));
    let data = folder.join("data");
    // Files that go while they are copied come back from the log.
    let copied = Command::new("cp")
        .args(["-a", "--"])
        .arg(primary.data())
        .arg("data")
        .current_dir(folder)
        .stderr(Stdio::null())
        .status();
    copied.expect("cp starts");
    let label = query(&mut conn, &format!("SELECT labelfile FROM {end}"));
    fs::remove_file(data.join("postmaster.pid")).expect("the primary has one");
    let settings = data.join("postgresql.auto.conf");
    let known = fs::read_to_string(&settings).expect("initdb makes one");
    let settings = [
        (settings, format!("{known}primary_conninfo = '{url}'\n")),
        (data.join("backup_label"), format!("{}\n", label.trim_end())),
        (data.join("standby.signal"), String::new()),
    ];
    for (path, text) in settings {
        fs::write(&path, text).expect("a file");
        give(&path, owner);
    }
}
