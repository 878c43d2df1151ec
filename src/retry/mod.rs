//! How long to wait before a request is sent again.

use std::time::Duration;

use chrono::DateTime;
use ureq::http::HeaderMap;
use ureq::http::header::{DATE, RETRY_AFTER};

/// The longest wait a server may ask for; beyond it the question is given up.
pub const LONGEST: Duration = Duration::from_secs(30);
const FIRST: Duration = Duration::from_millis(250);

/// The wait before attempt `attempt` (from 1), unless the server asked for one.
pub fn backoff(attempt: u32) -> Duration {
    FIRST.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)))
}

/// What the server asked for, in seconds or as a date, which is read against its own clock.
pub fn asked(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let now = headers.get(DATE)?.to_str().ok()?;
    let then = DateTime::parse_from_rfc2822(text).ok()?;
    let now = DateTime::parse_from_rfc2822(now).ok()?;
    Some((then - now).to_std().unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use ureq::http::HeaderValue;

    use super::*;

    #[test]
    fn a_wait_is_seconds_or_a_date_by_the_servers_clock() {
        let mut headers = HeaderMap::new();
        assert_eq!(asked(&headers), None);
        headers.insert(RETRY_AFTER, HeaderValue::from_static("7"));
        assert_eq!(asked(&headers), Some(Duration::from_secs(7)));
        let later = "Sun, 22 Nov 2026 10:00:09 GMT";
        headers.insert(RETRY_AFTER, HeaderValue::from_static(later));
        assert_eq!(asked(&headers), None);
        let now = "Sun, 22 Nov 2026 10:00:00 GMT";
        headers.insert(DATE, HeaderValue::from_static(now));
        assert_eq!(asked(&headers), Some(Duration::from_secs(9)));
    }

    #[test]
    fn waits_double() {
        assert_eq!(backoff(1) * 4, backoff(3));
    }
}
