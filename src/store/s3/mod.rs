//! Packages as objects of a bucket of S3, or of a server that speaks its protocol:
//! `<prefix>/<two digits>/<digest>`.

mod answer;
mod request;

use std::io::{self, Read, Write};
use std::time::SystemTime;

use anyhow::Context;
use rusty_s3::S3Action;
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::actions::list_objects_v2::{ListObjectsContent, ListObjectsV2Response};
use ureq::http::StatusCode;

use self::answer::Failure;
use self::request::{Client, Reply};
use super::{Entry, Found, Location, PAGE, PackageStore, Put, Verified};
use crate::error::Advice;
use crate::model::Digest;

pub use self::request::{Keys, Settings};

const PIECE: usize = 1 << 16;
/// A list of a thousand names takes some 400 KB.
const LONGEST_LIST: u64 = 16 << 20;
const UNREADABLE_LIST: &str = "its list of objects cannot be understood";

/// One object per package.
pub struct S3Store {
    client: Client,
    prefix: String,
    location: Location,
}

impl S3Store {
    /// A store in that bucket, which must be there, below that prefix, which may be empty.
    pub fn new(bucket: &str, prefix: &str, settings: Settings) -> Result<Self, Advice> {
        let location = Location::S3 {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
        };
        Ok(Self {
            client: Client::new(bucket, settings, location.to_string())?,
            prefix: if prefix.is_empty() {
                String::new()
            } else {
                format!("{prefix}/")
            },
            location,
        })
    }

    /// What the URLs of all requests begin with.
    #[cfg(test)]
    pub fn base_url(&self) -> String {
        self.client.base_url()
    }

    fn key(&self, digest: &Digest) -> String {
        let shard = digest.as_str().get(..2).unwrap_or_default();
        format!("{}{shard}/{digest}", self.prefix)
    }

    /// The package that an object is; nothing where it is none of ours.
    fn digest(&self, key: &str) -> Option<Digest> {
        let digest = key.rsplit('/').next()?.parse().ok()?;
        (self.key(&digest) == key).then_some(digest)
    }

    /// The next packages below `prefix`: a page of the server's list, or as many pages as it takes to
    /// find one among objects that are none of ours.
    fn objects(&self, prefix: &str, after: Option<&Digest>) -> anyhow::Result<Vec<Entry>> {
        let after = after.map(|digest| self.key(digest));
        let mut token = None;
        loop {
            let list = self.page(prefix, after.as_deref(), token.as_deref())?;
            let mut entries = Vec::new();
            for object in list.contents {
                if let Some(digest) = self.digest(&object.key) {
                    let entry = entry(digest, object)
                        .with_context(|| self.client.failed(UNREADABLE_LIST))?;
                    entries.push(entry);
                }
            }
            token = list.next_continuation_token;
            if !entries.is_empty() || token.is_none() {
                return Ok(entries);
            }
        }
    }

    /// A page of the server's list, of at most a thousand objects.
    fn page(
        &self,
        prefix: &str,
        after: Option<&str>,
        token: Option<&str>,
    ) -> anyhow::Result<ListObjectsV2Response> {
        let reply = self.client.send("GET", b"", |bucket, keys| {
            let mut list = bucket.list_objects_v2(Some(keys));
            list.with_prefix(prefix);
            list.with_max_keys(PAGE);
            if let Some(after) = after {
                list.with_start_after(after);
            }
            if let Some(token) = token {
                list.with_continuation_token(token);
            }
            (list.sign(request::VALID), Vec::new())
        })?;
        let bytes = reply
            .body
            .into_with_config()
            .limit(LONGEST_LIST)
            .read_to_vec()
            .map_err(|cause| self.client.unreachable(&cause))?;
        let unreadable = || self.client.failed(UNREADABLE_LIST);
        let text = String::from_utf8(bytes).with_context(unreadable)?;
        ListObjectsV2::parse_response(&text)
            .map_err(|cause| anyhow::Error::msg(cause.to_string()))
            .with_context(unreadable)
    }

    /// What a list says of one object. A HEAD would say no more, and could not tell an object that is
    /// not there from a bucket that is not.
    fn object(&self, digest: &Digest) -> anyhow::Result<Option<Entry>> {
        let found = self.objects(&self.key(digest), None)?;
        Ok(found.into_iter().find(|entry| entry.digest == *digest))
    }

    /// Asks for an object from that byte on.
    fn open(&self, digest: &Digest, offset: u64) -> Result<Reply, Failure> {
        let key = self.key(digest);
        self.client.try_send("GET", b"", |bucket, keys| {
            let get = bucket.get_object(Some(keys), &key);
            let mut headers = Vec::new();
            if offset > 0 {
                headers.push(("range", format!("bytes={offset}-")));
            }
            (get.sign(request::VALID), headers)
        })
    }
}

/// Copies what is left of an object. Says whether it came to its end, or was cut.
fn copy(reply: Reply, verified: &mut Verified<'_>) -> anyhow::Result<Copied> {
    let skipped = match reply.status {
        StatusCode::PARTIAL_CONTENT => 0,
        // The whole object, whatever was asked for.
        _ => verified.bytes(),
    };
    let mut body = reply.body.into_with_config().limit(u64::MAX).reader();
    if let Err(cause) = io::copy(&mut body.by_ref().take(skipped), &mut io::sink()) {
        return Ok(Copied::Cut(cause));
    }
    let mut piece = vec![0; PIECE];
    loop {
        let length = match body.read(&mut piece) {
            Ok(length) => length,
            Err(cause) => return Ok(Copied::Cut(cause)),
        };
        let Some(read @ [_, ..]) = piece.get(..length) else {
            return Ok(Copied::All);
        };
        verified
            .write_all(read)
            .context("the package cannot be written")?;
    }
}

/// A package as the server lists its object.
fn entry(digest: Digest, object: ListObjectsContent) -> anyhow::Result<Entry> {
    let put_at = object.last_modified.context("an object without a time")?;
    Ok(Entry {
        digest,
        bytes: object.size.context("an object without a size")?,
        put_at: chrono::DateTime::parse_from_rfc3339(&put_at)?.into(),
    })
}

/// How a copy ended.
enum Copied {
    All,
    Cut(io::Error),
}

impl PackageStore for S3Store {
    fn location(&self) -> &Location {
        &self.location
    }

    fn uri(&self, digest: &Digest) -> String {
        let shard = digest.as_str().get(..2).unwrap_or_default();
        format!("{}/{shard}/{digest}", self.location)
    }

    fn put(&mut self, bytes: &[u8]) -> anyhow::Result<Put> {
        let digest = Digest::of(bytes);
        let new = self.object(&digest)?.is_none();
        let key = self.key(&digest);
        let checksum = digest.base64();
        // An object that is there is replaced: that makes it young, and whole if it was not.
        self.client.send("PUT", bytes, |bucket, keys| {
            let mut put = bucket.put_object(Some(keys), &key);
            // The server refuses bytes that arrive otherwise.
            put.headers_mut()
                .insert("x-amz-checksum-sha256", checksum.clone());
            let headers = vec![("x-amz-checksum-sha256", checksum.clone())];
            (put.sign(request::VALID), headers)
        })?;
        Ok(Put {
            uri: self.uri(&digest),
            digest,
            new,
        })
    }

    fn read(&mut self, digest: &Digest, out: &mut dyn Write) -> anyhow::Result<Found> {
        let mut verified = Verified::new(out);
        let mut pauses = request::pauses();
        loop {
            let reply = match self.open(digest, verified.bytes()) {
                Ok(reply) => reply,
                Err(Failure::NoSuchKey) => return Ok(Found::Missing),
                Err(Failure::Told(advice)) => return Err(advice.into()),
            };
            match copy(reply, &mut verified)? {
                Copied::All => return Ok(verified.finish(digest)),
                // The next request goes on where this one was cut.
                Copied::Cut(cause) => match pauses.next() {
                    Some(pause) => std::thread::sleep(pause),
                    None => return Err(self.client.unreachable(&ureq::Error::Io(cause))),
                },
            }
        }
    }

    fn contains(&mut self, digest: &Digest) -> anyhow::Result<bool> {
        Ok(self.object(digest)?.is_some())
    }

    fn list(&mut self, after: Option<&Digest>) -> anyhow::Result<Vec<Entry>> {
        self.objects(&self.prefix, after)
    }

    /// S3 has no deletion on condition. An object that is put again between the look at its age and
    /// its deletion, a round trip later, is lost.
    fn delete(&mut self, digest: &Digest, before: SystemTime) -> anyhow::Result<bool> {
        match self.object(digest)? {
            Some(object) if object.put_at < before => {}
            Some(_) | None => return Ok(false),
        }
        let key = self.key(digest);
        self.client.send("DELETE", b"", |bucket, keys| {
            let delete = bucket.delete_object(Some(keys), &key);
            (delete.sign(request::VALID), Vec::new())
        })?;
        Ok(true)
    }

    fn clean(&mut self, _before: SystemTime) -> anyhow::Result<u64> {
        // An object is there as a whole, or not at all.
        Ok(0)
    }
}
