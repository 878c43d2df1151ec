//! The settings of a store in S3.

use super::resolve::Resolved;
use crate::error::Advice;

/// Where a bucket's name stands in a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum S3Style {
    /// In the path at an endpoint of one's own, else in the host.
    Auto,
    /// In the path.
    Path,
    /// In the host.
    Host,
}

/// How S3 is reached, where it is the store of packages. Holds secrets: never shown.
pub struct S3 {
    /// The server; Amazon's when absent.
    pub endpoint: Option<String>,
    /// Its region.
    pub region: String,
    /// Where the bucket's name stands.
    pub style: S3Style,
    /// The two halves of the key.
    pub access_key: Option<String>,
    pub secret_key: Option<String>,
    /// What goes with a key for a time.
    pub session_token: Option<String>,
}

impl S3 {
    /// Takes its settings out of all.
    pub(super) fn of(resolved: &[Resolved]) -> Result<Self, Advice> {
        let get = |name| Resolved::find(resolved, name);
        let value = |name| get(name).value.clone();
        Ok(Self {
            endpoint: value("s3_endpoint"),
            region: get("s3_region").text().to_owned(),
            style: match get("s3_style").text() {
                "auto" => S3Style::Auto,
                "path" => S3Style::Path,
                "host" => S3Style::Host,
                _ => return Err(get("s3_style").invalid("use auto, path or host")),
            },
            access_key: value("s3_access_key"),
            secret_key: value("s3_secret_key"),
            session_token: value("s3_session_token"),
        })
    }
}
