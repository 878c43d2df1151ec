//! Packages as rows of the database, in chunks. Here rather than among the stores because it needs
//! transactions.

use std::io::Write;
use std::time::SystemTime;

use anyhow::Context;
use chrono::{DateTime, Utc};

use crate::db::package_blob::{self, New};
use crate::db::{self, Commit, Exclusion, Session};
use crate::model::Digest;
use crate::store::{Entry, Found, Location, PAGE, PackageStore, Put, Verified};

/// Bytes of a chunk: what is in memory at a time when a package is read.
const CHUNK: usize = 1 << 20;

/// Packages in `package_blobs`, over a connection of its own.
pub struct Postgres {
    session: Session,
}

impl Postgres {
    /// A store over that connection.
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

impl PackageStore for Postgres {
    fn location(&self) -> &Location {
        &Location::Postgres
    }

    fn uri(&self, digest: &Digest) -> String {
        format!("{}:{digest}", Location::Postgres)
    }

    fn put(&mut self, bytes: &[u8]) -> anyhow::Result<Put> {
        let digest = Digest::of(bytes);
        let key = digest.as_str();
        let blob = New {
            sha256: key,
            size_bytes: i64::try_from(bytes.len())?,
            created_at: SystemTime::now().into(),
        };
        let new = db::write(&mut self.session, Commit::Keep, Exclusion::None, |conn| {
            let old = package_blob::touch(conn, key, blob.created_at)?;
            if old && package_blob::is_whole(conn, key)? {
                return Ok(false);
            }
            if old {
                package_blob::delete_chunks(conn, key)?;
                package_blob::resize(conn, key, blob.size_bytes)?;
            } else {
                package_blob::insert(conn, &blob)?;
            }
            for (number, chunk) in (0..).zip(bytes.chunks(CHUNK)) {
                package_blob::insert_chunk(conn, key, number, chunk)?;
            }
            Ok(!old)
        })
        .with_context(|| format!("the package {digest} cannot be stored"))?;
        Ok(Put {
            uri: self.uri(&digest),
            digest,
            new,
        })
    }

    fn read(&mut self, digest: &Digest, out: &mut dyn Write) -> anyhow::Result<Found> {
        let conn = &mut self.session.conn;
        let key = digest.as_str();
        let mut verified = Verified::new(out);
        let mut next = 0;
        // A query for each chunk: a slow reader must not keep a transaction open.
        while let Some((number, bytes)) = package_blob::chunk(conn, key, next)? {
            verified
                .write_all(&bytes)
                .context("the package cannot be written")?;
            next = number + 1;
        }
        // A package without a chunk is an empty one, or it is not there, perhaps not any more.
        let found = verified.finish(digest);
        Ok(match found {
            Found::Whole { .. } if next > 0 => found,
            Found::Whole { .. } | Found::Damaged { .. } | Found::Missing => {
                if package_blob::exists(conn, key)? {
                    found
                } else {
                    Found::Missing
                }
            }
        })
    }

    fn contains(&mut self, digest: &Digest) -> anyhow::Result<bool> {
        Ok(package_blob::exists(
            &mut self.session.conn,
            digest.as_str(),
        )?)
    }

    fn list(&mut self, after: Option<&Digest>) -> anyhow::Result<Vec<Entry>> {
        let after = after.map_or("", Digest::as_str);
        let rows = package_blob::page(&mut self.session.conn, after, i64::try_from(PAGE)?)?;
        let entry = |row: package_blob::Blob| {
            Ok(Entry {
                digest: row.sha256.parse()?,
                bytes: u64::try_from(row.size_bytes)?,
                put_at: row.created_at.into(),
            })
        };
        rows.into_iter().map(entry).collect()
    }

    fn delete(&mut self, digest: &Digest, before: SystemTime) -> anyhow::Result<bool> {
        let before = DateTime::<Utc>::from(before);
        db::write(&mut self.session, Commit::Keep, Exclusion::None, |conn| {
            Ok(package_blob::delete(conn, digest.as_str(), before)?)
        })
    }

    fn clean(&mut self, _before: SystemTime) -> anyhow::Result<u64> {
        // A put that was cut short was rolled back.
        Ok(0)
    }
}
