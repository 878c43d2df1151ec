//! Why no answer came. Nothing a server says is repeated: it may repeat the key.

use std::time::Duration;

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection, or it broke.
    #[error("{host} cannot be reached: {cause}")]
    Unreachable {
        /// The server.
        host: String,
        /// What the machine says.
        cause: String,
    },
    /// Too slow.
    #[error("{host} did not answer in time")]
    Timeout {
        /// The server.
        host: String,
    },
    /// The key is wrong or may not do this.
    #[error("{host} refused the key (status {status})")]
    Denied {
        /// The server.
        host: String,
        /// 401 or 403.
        status: u16,
    },
    /// Too many requests, still after waiting.
    #[error("{host} is busy (status {status}{})", asked(*wait))]
    Busy {
        /// The server.
        host: String,
        /// 429, or of the 500s.
        status: u16,
        /// How long it asked to wait the last time.
        wait: Option<Duration>,
    },
    /// Any other status.
    #[error(
        "{host} refused the request (status {status}): check the URL, the protocol and the model"
    )]
    Status {
        /// The server.
        host: String,
        /// The status.
        status: u16,
    },
    /// The answer is larger than any opinion can be.
    #[error("{host} sent an answer larger than {limit} bytes")]
    TooLarge {
        /// The server.
        host: String,
        /// The most that is read.
        limit: u64,
    },
    /// Not an answer of the protocol.
    #[error("{host} does not answer in the protocol: {what}")]
    Protocol {
        /// The server.
        host: String,
        /// What is missing.
        what: &'static str,
    },
    /// The model will not say.
    #[error("the model refused to answer")]
    Refused,
    /// The model did not come to the end of its answer.
    #[error("the model's answer was cut short")]
    CutShort,
}

impl Failure {
    /// Whether it is about this one answer, and another may do.
    pub fn is_of_the_answer(&self) -> bool {
        match self {
            Self::Refused | Self::CutShort => true,
            Self::Unreachable { .. }
            | Self::Timeout { .. }
            | Self::Denied { .. }
            | Self::Busy { .. }
            | Self::Status { .. }
            | Self::TooLarge { .. }
            | Self::Protocol { .. } => false,
        }
    }
}

fn asked(wait: Option<Duration>) -> String {
    wait.map_or_else(String::new, |wait| {
        format!(", asks to wait {} s", wait.as_secs())
    })
}
