//! Why a credential was not found to work.

use std::io;

/// Why a test did not pass.
#[derive(Debug)]
pub enum Failure {
    /// The credential does not work, or what would tell cannot be reached.
    Failed {
        /// In words of this tool.
        why: String,
        /// What the other side said; it may hold anything.
        said: Option<String>,
    },
    /// The server wants something that is not spoken here.
    Unsupported(String),
}

impl Failure {
    /// In words of this tool alone.
    pub fn new(why: impl Into<String>) -> Self {
        Self::Failed {
            why: why.into(),
            said: None,
        }
    }

    /// With what the other side said.
    pub fn said(why: impl Into<String>, said: impl Into<String>) -> Self {
        Self::Failed {
            why: why.into(),
            said: Some(said.into()),
        }
    }

    /// The server took too long.
    pub fn late(host: &str) -> Self {
        Self::new(format!("{host} did not answer in time"))
    }

    /// What came is nothing that the protocol has.
    pub fn garbage(host: &str, protocol: &str) -> Self {
        Self::new(format!("{host} does not speak {protocol}"))
    }

    /// What the machine says of a connection.
    pub fn io(host: &str, cause: &io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::late(host),
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => Self::new(format!("{host} closed the connection")),
            // What rustls refuses may have names of the server's choice in it.
            io::ErrorKind::InvalidData => {
                Self::said(format!("no safe connection to {host}"), cause.to_string())
            }
            _ => Self::said(format!("{host} cannot be reached"), cause.to_string()),
        }
    }
}
