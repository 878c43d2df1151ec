//! How a client reaches a database of the cluster.

use std::fmt::{Display, Formatter, Result};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// One database of the cluster, as libpq wants it named. `Display` is its URL.
///
/// There is no password: whoever may enter the socket folder is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The folder of the socket, absolute; libpq's `host`.
    pub host: PathBuf,
    /// The number in the socket's name; no port is open.
    pub port: u16,
    /// The database role, owner of the cluster.
    pub user: &'static str,
    /// The database, which need not exist.
    pub database: String,
}

impl Display for Target {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        write!(
            formatter,
            "postgresql:///{}?host={}&port={}&user={}",
            encoded(self.database.as_bytes()),
            encoded(self.host.as_os_str().as_bytes()),
            self.port,
            self.user
        )
    }
}

/// Percent-encodes all but RFC 3986's unreserved characters and the slash, which a query may hold.
fn encoded(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(*byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn a_url_survives_a_folder_and_a_database_with_odd_names() {
        let target = Target {
            host: "/tmp/a b&c".into(),
            port: 5432,
            user: "automatos",
            database: "shop ü?".to_owned(),
        };
        assert_eq!(
            target.to_string(),
            "postgresql:///shop%20%C3%BC%3F?host=/tmp/a%20b%26c&port=5432&user=automatos"
        );
    }
}
