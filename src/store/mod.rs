//! Where the bytes of packages are kept, under their SHA-256.
//!
//! What a store must do is said once, in [`PackageStore`]. Packages as rows of the database are
//! `ops::store::Postgres`, since they need its transactions; files and objects of S3 are here.

mod file;
mod location;
mod s3;
#[cfg(test)]
mod tests;
mod verified;

use std::io::Write;
use std::time::SystemTime;

pub use self::file::FileStore;
pub use self::location::Location;
pub use self::s3::{Keys, S3Store, Settings};
pub use self::verified::Verified;

use crate::error::{Advice, Code};
use crate::model::Digest;

/// A page of [`PackageStore::list`] has about so many entries.
pub const PAGE: usize = 1000;

/// A place for the bytes of packages. Keys are digests, so putting twice is putting once.
pub trait PackageStore {
    /// The store itself, as it can be configured.
    fn location(&self) -> &Location;

    /// Where the package of that digest is, or would be: what a row keeps as its `storage_uri`.
    fn uri(&self, digest: &Digest) -> String;

    /// Keeps the bytes; on return they are durable. Bytes that are there already stay, become
    /// young again for [`PackageStore::delete`], and are written anew where they were damaged.
    fn put(&mut self, bytes: &[u8]) -> anyhow::Result<Put>;

    /// Writes the bytes of that digest to `out`, in pieces. Only [`Found::Whole`] says that they are
    /// the right ones: what was written before any other answer is of no use.
    fn read(&mut self, digest: &Digest, out: &mut dyn Write) -> anyhow::Result<Found>;

    /// Whether there are bytes of that digest. They are not read.
    fn contains(&mut self, digest: &Digest) -> anyhow::Result<bool>;

    /// The next packages after that one, or the first, in the order of their digests; none at the
    /// end.
    fn list(&mut self, after: Option<&Digest>) -> anyhow::Result<Vec<Entry>>;

    /// Removes the bytes of that digest if they were last put before `before`. Answers whether it
    /// did; a put at the same time wins.
    fn delete(&mut self, digest: &Digest, before: SystemTime) -> anyhow::Result<bool>;

    /// Removes what puts that were cut short before that time left behind. Answers how many
    /// pieces.
    fn clean(&mut self, before: SystemTime) -> anyhow::Result<u64>;

    /// The bytes of that digest, in memory; they are the right ones, or it is an error.
    fn get(&mut self, digest: &Digest) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read(digest, &mut bytes)?
            .expect_whole(digest, self.location())?;
        Ok(bytes)
    }
}

/// What came of a put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The digest of the bytes.
    pub digest: Digest,
    /// Where they are.
    pub uri: String,
    /// False where they were there already.
    pub new: bool,
}

/// What came of a read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// All bytes, and they have the digest that was asked for.
    Whole {
        /// How many.
        bytes: u64,
    },
    /// There are bytes, but others.
    Damaged {
        /// The digest that they have.
        digest: Digest,
        /// How many there are.
        bytes: u64,
    },
    /// There are none.
    Missing,
}

impl Found {
    /// The number of bytes, or why they cannot be used.
    pub fn expect_whole(&self, digest: &Digest, location: &Location) -> Result<u64, Advice> {
        match self {
            Self::Whole { bytes } => Ok(*bytes),
            Self::Damaged {
                digest: found,
                bytes,
            } => Err(Advice::new(
                Code::StoreDamaged,
                format!(
                    "the store {location} holds {bytes} bytes with the digest {found} as the \
                     package {digest}"
                ),
            )
            .hint("upload the same package again, which writes it anew")),
            Self::Missing => Err(Advice::new(
                Code::StoreMissing,
                format!("the store {location} has no package {digest}"),
            )
            .hint("is this the store it was put into? `--store` names another")),
        }
    }
}

/// A package in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the store.
    pub digest: Digest,
    /// How many bytes there are.
    pub bytes: u64,
    /// When it was last put.
    pub put_at: SystemTime,
}
