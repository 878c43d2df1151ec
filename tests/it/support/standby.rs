//! A hot standby of the server in the network: it has all that the other has, and only reads.

use std::fs;
use std::path::PathBuf;
use std::process::Child;

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
        let place = Place::at(&folder, owner);
        let primary = Network::get().url("postgres");
        let mut copy = words("-D data -R -X stream -c fast -d");
        copy.push(primary);
        assert!(place.run("pg_basebackup", &copy), "pg_basebackup");
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
