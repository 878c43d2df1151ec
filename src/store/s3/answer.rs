//! What an answer other than success means.

use ureq::http::StatusCode;

use crate::error::{Advice, Code};

/// The longest name of an error that is shown.
const LONGEST: usize = 64;

/// Why a request came to nothing.
pub enum Failure {
    /// There is no such object.
    NoSuchKey,
    /// All else, in words for people.
    Told(Advice),
}

impl From<Failure> for anyhow::Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoSuchKey => Advice::new(Code::StoreMissing, "there is no such object").into(),
            Failure::Told(advice) => advice.into(),
        }
    }
}

/// Whether the same request may succeed later.
pub fn is_passing(status: StatusCode, name: &str) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
        )
        || matches!(name, "RequestTimeout" | "SlowDown")
}

/// The name of the error in an answer's body, such as `NoSuchBucket`. The message beside it can hold
/// the access key: it is never shown.
pub fn name(body: &str) -> String {
    let name = body
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map_or("", |(name, _)| name);
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(LONGEST)
        .collect()
}

/// What an answer means for the store at `location`.
pub fn failure(location: &str, status: StatusCode, name: &str) -> Failure {
    let shown = match name {
        "" => status.to_string(),
        _ => format!("{name}, {}", status.as_u16()),
    };
    let told = |code, message: &str, hint: &str| {
        Failure::Told(
            Advice::new(code, format!("the store {location} {message} ({shown})")).hint(hint),
        )
    };
    match (status.as_u16(), name) {
        (404, "NoSuchBucket") => told(
            Code::StoreUnusable,
            "has no such bucket",
            "check the bucket's name, the endpoint and the region",
        ),
        (404, "NoSuchKey") => Failure::NoSuchKey,
        (_, "RequestTimeTooSkewed") => told(
            Code::StoreDenied,
            "refused the time of the request",
            "set this machine's clock",
        ),
        (300..=399, _)
        | (_, "AuthorizationHeaderMalformed" | "AuthorizationQueryParametersError") => told(
            Code::StoreUnusable,
            "is elsewhere",
            "check AUTOMATOS_S3_REGION and AUTOMATOS_S3_ENDPOINT",
        ),
        (401 | 403, _) => told(
            Code::StoreDenied,
            "refused the keys, or what they may do",
            "check AUTOMATOS_S3_ACCESS_KEY, AUTOMATOS_S3_SECRET_KEY and what they allow on the bucket",
        ),
        _ if is_passing(status, name) => told(
            Code::StoreUnreachable,
            "is too busy or down",
            "try again later",
        ),
        _ => told(
            Code::StoreFailed,
            "refused the request",
            "does the endpoint speak the protocol of S3? See `config show --origin`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errors_name_is_taken_without_its_message() {
        let body =
            "<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>AK</AWSAccessKeyId></Error>";
        assert_eq!(name(body), "InvalidAccessKeyId");
        assert_eq!(name("<Code>a\u{1b}[31m</Code>"), "a31m");
        assert_eq!(name("<html>"), "");
    }

    #[test]
    fn busy_servers_pass_and_wrong_keys_do_not() {
        assert!(is_passing(StatusCode::SERVICE_UNAVAILABLE, "SlowDown"));
        assert!(is_passing(StatusCode::BAD_REQUEST, "RequestTimeout"));
        assert!(!is_passing(StatusCode::FORBIDDEN, "AccessDenied"));
    }
}
