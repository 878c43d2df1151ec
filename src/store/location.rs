//! The place of a store, as a setting names it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::{Advice, Code};

/// A row keeps the place of its package in 500 characters, of which 68 go to the package's name.
const LONGEST: usize = 400;

/// Which store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The database itself.
    Postgres,
    /// A folder of this machine.
    File(PathBuf),
    /// A bucket of S3, or of a server that speaks its protocol.
    S3 {
        /// Its name.
        bucket: String,
        /// What the objects' names begin with, without slashes around it; empty for nothing.
        prefix: String,
    },
}

/// Why a text names no store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadLocation(String);

impl FromStr for Location {
    type Err = BadLocation;

    fn from_str(text: &str) -> Result<Self, BadLocation> {
        if text.chars().count() > LONGEST {
            return Err(BadLocation(format!(
                "the store's URL is longer than {LONGEST} characters"
            )));
        }
        if text.contains(char::is_control) {
            return Err(BadLocation(
                "the store's URL has a control character in it".to_owned(),
            ));
        }
        if text == "postgres" {
            return Ok(Self::Postgres);
        }
        if let Some(rest) = text.strip_prefix("s3://") {
            return bucket(rest)
                .ok_or_else(|| BadLocation(format!("`{text}` names no bucket of S3")));
        }
        match text.strip_prefix("file://") {
            Some(path) if path.starts_with('/') && path.len() > 1 => {
                Ok(Self::File(PathBuf::from(path.trim_end_matches('/'))))
            }
            Some(_) => Err(BadLocation(format!("`{text}` names no absolute path"))),
            None => Err(BadLocation(format!("`{text}` names no store"))),
        }
    }
}

/// `bucket` or `bucket/prefix`. Only characters that every server takes, and that a URL shows as they
/// are; no password, query or fragment has a place here.
fn bucket(text: &str) -> Option<Location> {
    let (bucket, prefix) = text.split_once('/').unwrap_or((text, ""));
    let prefix = prefix.trim_end_matches('/');
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
    };
    let good = is_name(bucket) && (prefix.is_empty() || prefix.split('/').all(is_name));
    good.then(|| Location::S3 {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
    })
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Postgres => f.write_str("postgres"),
            Self::File(path) => write!(f, "file://{}", path.display()),
            Self::S3 { bucket, prefix } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::S3 { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

impl From<BadLocation> for Advice {
    fn from(bad: BadLocation) -> Self {
        Self::new(Code::StoreUrl, bad.0).hint("use `postgres`, file:///path or s3://bucket/prefix")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_shown_as_it_is_written() {
        for text in [
            "postgres",
            "file:///var/lib/packages",
            "s3://packages",
            "s3://my.packages/a/b",
        ] {
            let location: Location = text.parse().expect("a location");
            assert_eq!(location.to_string(), text);
        }
        let path = "file:///srv/".parse::<Location>().expect("a location");
        assert_eq!(path, Location::File(PathBuf::from("/srv")));
    }

    #[test]
    fn other_words_name_no_store() {
        let long = format!("file:///{}", "a".repeat(400));
        for text in [
            "",
            "file://",
            "file:///",
            "file://srv",
            "ftp://a",
            "a\nb",
            &long,
        ] {
            assert!(text.parse::<Location>().is_err(), "{text}");
        }
    }
}
