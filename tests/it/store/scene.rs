//! A database with plugins whose packages are in a store.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use crate::support::{ACCESS_KEY, Automatos, Ran, S3, SECRET_KEY};

/// Which store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Postgres,
    Files,
    S3,
}

/// All of them.
pub const ALL: [Kind; 3] = [Kind::Postgres, Kind::Files, Kind::S3];

/// A database of its own and a store of that kind.
pub struct Scene {
    pub automatos: Automatos,
    pub kind: Kind,
    server: S3,
}

impl Scene {
    pub fn new(kind: Kind) -> Self {
        Self {
            automatos: Automatos::new(),
            kind,
            server: S3::start(),
        }
    }

    /// The store as it is configured.
    pub fn url(&self) -> String {
        match self.kind {
            Kind::Postgres => "postgres".to_owned(),
            Kind::Files => format!("file://{}", self.automatos.path("store").display()),
            Kind::S3 => "s3://packages/some/prefix".to_owned(),
        }
    }

    /// A folder of packages, in the form of a store.
    pub fn source(&self) -> String {
        format!("file://{}", self.automatos.path("source").display())
    }

    /// The server of S3.
    pub fn endpoint(&self) -> String {
        self.server.endpoint()
    }

    /// The command with the store configured.
    pub fn command(&self, line: &str) -> Command {
        let mut command = self.automatos.command(line);
        command
            .env("AUTOMATOS_STORE", self.url())
            .env("AUTOMATOS_S3_ENDPOINT", self.endpoint())
            .env("AUTOMATOS_S3_ACCESS_KEY", ACCESS_KEY)
            .env("AUTOMATOS_S3_SECRET_KEY", SECRET_KEY);
        command
    }

    /// Runs it.
    pub fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line))
    }

    /// The command that copies all packages into the store.
    pub fn filling(&self) -> Command {
        self.command(&format!(
            "store migrate --store {} --to {} -o json",
            self.source(),
            self.url()
        ))
    }

    /// Writes a version of a plugin, and its package into the source. The plugin shows the version
    /// that was written last. Gives the digest.
    pub fn add(&self, plugin: &str, version: &str, bytes: &[u8]) -> String {
        let digest = digest(bytes);
        let uri = format!("{}/{}", self.source(), sharded(&digest));
        let size = bytes.len();
        self.automatos
            .file(&format!("source/{}", sharded(&digest)), bytes);
        self.automatos.db.execute(&format!(
            "INSERT INTO marketplace_plugins (slug, name, version, storage_uri, package_sha256) \
             VALUES ('{plugin}', 'The {plugin}', '{version}', '{uri}', '{digest}') \
             ON CONFLICT (slug) DO UPDATE SET version = excluded.version, \
                 storage_uri = excluded.storage_uri, package_sha256 = excluded.package_sha256; \
             INSERT INTO plugin_versions \
                 (plugin_id, version, package_sha256, package_size_bytes, storage_uri, uploaded_by) \
             SELECT id, '{version}', '{digest}', {size}, '{uri}', 'tester' \
             FROM marketplace_plugins WHERE slug = '{plugin}'"
        ));
        digest
    }

    /// Removes the rows of a plugin.
    pub fn forget(&self, plugin: &str) {
        self.automatos.db.execute(&format!(
            "DELETE FROM marketplace_plugins WHERE slug = '{plugin}'"
        ));
    }

    /// Flips a bit of a package in the store.
    pub fn damage(&self, digest: &str) {
        let Some(path) = self.file(digest) else {
            return self.automatos.db.execute(&format!(
                "UPDATE package_chunks SET bytes = set_bit(bytes, 0, 1 - get_bit(bytes, 0)) \
                 WHERE sha256 = '{digest}' AND chunk_no = 0"
            ));
        };
        let mut bytes = fs::read(&path).expect("a package");
        bytes[0] ^= 1;
        fs::write(path, bytes).expect("a package");
    }

    /// Takes a package out of the store.
    pub fn remove(&self, digest: &str) {
        match self.file(digest) {
            Some(path) => fs::remove_file(path).expect("a package"),
            None => self.automatos.db.execute(&format!(
                "DELETE FROM package_blobs WHERE sha256 = '{digest}'"
            )),
        }
    }

    /// Makes a package in the store two days old.
    pub fn age(&self, digest: &str) {
        match self.file(digest) {
            Some(path) => age(path),
            None => self.automatos.db.execute(&format!(
                "UPDATE package_blobs SET created_at = now() - interval '2 days' \
                 WHERE sha256 = '{digest}'"
            )),
        }
    }

    /// Whether the store has a package.
    pub fn has(&self, digest: &str) -> bool {
        if let Some(path) = self.file(digest) {
            return path.exists();
        }
        let sql = format!("SELECT FROM package_blobs WHERE sha256 = '{digest}'");
        self.automatos.db.query(&format!("SELECT EXISTS ({sql})")) == "t"
    }

    fn file(&self, digest: &str) -> Option<PathBuf> {
        let name = sharded(digest);
        match self.kind {
            Kind::Postgres => None,
            Kind::Files => Some(self.automatos.path(&format!("store/{name}"))),
            Kind::S3 => Some(self.server.file(&format!("some/prefix/{name}"))),
        }
    }
}

/// Makes a file two days old.
pub fn age(path: PathBuf) {
    let file = File::options().write(true).open(path).expect("a file");
    let then = SystemTime::now() - Duration::from_hours(48);
    file.set_modified(then).expect("its time");
}

/// SHA-256 in hex.
pub fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that do not repeat themselves soon.
pub fn bytes(length: usize, seed: u32) -> Vec<u8> {
    let mut state = seed * 2 + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

fn sharded(digest: &str) -> String {
    format!("{}/{digest}", &digest[..2])
}
