//! Sending a request to the server of a judge: bounded in time, size and attempts.

use std::time::Duration;
use std::{io, thread};

use serde_json::Value;
use ureq::http::{HeaderValue, Response, Uri};
use ureq::{Agent, Body};
use zeroize::Zeroizing;

use super::failure::Failure;
use crate::error::{Advice, Code};
use crate::model::Secret;
use crate::retry;

const TRIES: u32 = 3;
const CONNECTING: Duration = Duration::from_secs(10);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// A header with its value.
pub type Header = (&'static str, HeaderValue);

/// Where requests go.
pub struct Endpoint {
    agent: Agent,
    url: Uri,
    host: String,
    headers: Vec<Header>,
    key: Option<Secret>,
}

impl Endpoint {
    /// At that URL, with `tail` behind it where it does not end so already.
    pub fn new(url: &str, tail: &str, timeout: Duration) -> Result<Self, Advice> {
        // What the user wrote may hold a password: it is not repeated.
        let unusable = |why: &str| {
            Advice::new(Code::ConfigValue, format!("llm_url cannot be used: {why}"))
                .hint("use https://HOST/PATH without a user or a password")
        };
        let base = url.trim_end_matches('/');
        let full = if base.ends_with(tail) {
            base.to_owned()
        } else {
            format!("{base}{tail}")
        };
        let url: Uri = full.parse().map_err(|_| unusable("it is no URL"))?;
        if !matches!(url.scheme_str(), Some("http" | "https")) {
            return Err(unusable("it is neither http nor https"));
        }
        let Some(authority) = url.authority() else {
            return Err(unusable("it has no host"));
        };
        if authority.as_str().contains('@') {
            return Err(unusable("it holds a user or a password"));
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // The key must not follow a redirect to another server.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECTING))
            .timeout_global(Some(timeout))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            host: authority.to_string(),
            url,
            headers: Vec::new(),
            key: None,
        })
    }

    /// Adds a header to every request.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, HeaderValue::from_static(value)));
        self
    }

    /// Adds the key to every request, in that header and behind that word.
    pub fn with_key(
        mut self,
        key: Option<Secret>,
        name: &'static str,
        before: &str,
    ) -> Result<Self, Advice> {
        if let Some(key) = &key {
            let text = Zeroizing::new(format!("{before}{}", key.expose()));
            let mut value = HeaderValue::from_str(&text).map_err(|_| {
                Advice::new(
                    Code::ConfigValue,
                    "llm_api_key has characters that no header can carry",
                )
                .hint("is there a line break in it?")
            })?;
            value.set_sensitive(true);
            self.headers.push((name, value));
        }
        self.key = key;
        Ok(self)
    }

    /// Sends a document and reads the one that answers it.
    pub fn post(&self, document: &Value) -> Result<Value, Failure> {
        let body = document.to_string();
        let mut attempt = 1;
        loop {
            let (failure, asked) = match self.send(&body) {
                Ok(response) if response.status().is_success() => return self.read(response),
                Ok(response) => self.judged(&response),
                Err(cause) => (self.unanswered(&cause), None),
            };
            let pause = asked.unwrap_or_else(|| retry::backoff(attempt));
            if attempt == TRIES || !is_passing(&failure) || pause > retry::LONGEST {
                return Err(failure);
            }
            thread::sleep(pause);
            attempt += 1;
        }
    }

    /// The text without the key, should the server have repeated it.
    pub fn without_key(&self, text: &str) -> String {
        match &self.key {
            Some(key) => key.struck_from(text),
            None => text.to_owned(),
        }
    }

    /// That the answer lacks something.
    pub fn unexpected(&self, what: &'static str) -> Failure {
        Failure::Protocol {
            host: self.host.clone(),
            what,
        }
    }

    fn send(&self, body: &str) -> Result<Response<Body>, ureq::Error> {
        let mut request = self
            .agent
            .post(&self.url)
            .header("content-type", "application/json")
            .header("accept", "application/json");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        request.send(body)
    }

    fn read(&self, response: Response<Body>) -> Result<Value, Failure> {
        let bytes = response
            .into_body()
            .into_with_config()
            .limit(LARGEST)
            .read_to_vec()
            .map_err(|cause| self.unanswered(&cause))?;
        serde_json::from_slice(&bytes).map_err(|_| self.unexpected("no JSON"))
    }

    fn judged(&self, response: &Response<Body>) -> (Failure, Option<Duration>) {
        let host = self.host.clone();
        let status = response.status().as_u16();
        let wait = retry::asked(response.headers());
        let failure = match status {
            401 | 403 => Failure::Denied { host, status },
            408 | 429 | 500..=599 => Failure::Busy { host, status, wait },
            _ => Failure::Status { host, status },
        };
        (failure, wait)
    }

    fn unanswered(&self, cause: &ureq::Error) -> Failure {
        let host = self.host.clone();
        let said = |cause: String| Failure::Unreachable {
            host: host.clone(),
            cause: self.without_key(&cause),
        };
        match cause {
            ureq::Error::Timeout(_) => Failure::Timeout { host },
            ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => {
                Failure::Timeout { host }
            }
            ureq::Error::BodyExceedsLimit(limit) => Failure::TooLarge {
                host,
                limit: *limit,
            },
            // What these say comes from this machine and not from the server.
            ureq::Error::Io(cause) => said(cause.to_string()),
            ureq::Error::HostNotFound => said("there is no such host".to_owned()),
            ureq::Error::Rustls(cause) => said(cause.to_string()),
            ureq::Error::Protocol(_) => self.unexpected("no HTTP"),
            _ => said("the connection failed".to_owned()),
        }
    }
}

/// Whether the same request may be answered later.
fn is_passing(failure: &Failure) -> bool {
    match failure {
        Failure::Unreachable { .. } | Failure::Timeout { .. } | Failure::Busy { .. } => true,
        Failure::Denied { .. }
        | Failure::Status { .. }
        | Failure::TooLarge { .. }
        | Failure::Protocol { .. }
        | Failure::Refused
        | Failure::CutShort => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_completed_and_never_repeated() {
        let timeout = Duration::from_secs(1);
        let full = |url| {
            Endpoint::new(url, "/chat/completions", timeout)
                .map(|endpoint| endpoint.url.to_string())
                .map_err(|advice| advice.message)
        };
        let expected = Ok("http://h:1/v1/chat/completions".to_owned());
        assert_eq!(full("http://h:1/v1"), expected);
        assert_eq!(full("http://h:1/v1/"), expected);
        assert_eq!(full("http://h:1/v1/chat/completions"), expected);
        for bad in ["https://me:hunter2@h", "ftp://hunter2", "hunter2", ""] {
            assert!(!full(bad).unwrap_err().contains("hunter2"));
        }
    }
}
