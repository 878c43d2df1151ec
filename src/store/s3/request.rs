//! Signed requests, sent again while the server is busy or the connection breaks.

use std::time::Duration;
use std::{iter, thread};

use rusty_s3::{Bucket, BucketError, Credentials, UrlStyle};
use ureq::config::AutoHeaderValue;
use ureq::http::{Request, Response, StatusCode};
use ureq::{Agent, Body};
use url::Url;
use uuid::Uuid;

use super::answer::{self, Failure};
use crate::error::{Advice, Code};

/// How long a signature is good for: the longest that sending one package may take.
pub const VALID: Duration = Duration::from_mins(15);

const TRIES: u32 = 5;
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const CONNECTING: Duration = Duration::from_secs(10);
/// How long the server may keep silent.
const SILENCE: Duration = Duration::from_secs(30);
/// The longest explanation of an error that is read.
const LONGEST_EXPLANATION: u64 = 64 << 10;

/// Where and how the bucket is reached.
pub struct Settings {
    /// The server; that of Amazon in the region when absent.
    pub endpoint: Option<String>,
    pub region: String,
    /// Whether the bucket's name is part of the path rather than of the host.
    pub path_style: bool,
    pub keys: Keys,
}

/// What requests are signed with. Never shown.
pub struct Keys {
    pub access_key: String,
    pub secret_key: String,
    pub session_token: Option<String>,
}

/// A successful answer.
pub struct Reply {
    pub status: StatusCode,
    pub body: Body,
}

/// Headers beside those that every request has.
type Headers = Vec<(&'static str, String)>;

/// Sends requests to one bucket.
pub struct Client {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    location: String,
}

impl Client {
    /// For that bucket; `location` is what messages call it.
    pub fn new(bucket: &str, settings: Settings, location: String) -> Result<Self, Advice> {
        let Settings {
            endpoint,
            region,
            path_style,
            keys,
        } = settings;
        let endpoint = endpoint.unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
        let unusable = |why: &str| {
            Advice::new(
                Code::StoreUrl,
                format!("the endpoint of the store {location} cannot be used: {why}"),
            )
            .hint("use https://HOST or http://HOST:PORT; an IP address needs the path style")
        };
        // What the user wrote may hold a password: it is not repeated.
        let url = Url::parse(&endpoint).map_err(|cause| unusable(&cause.to_string()))?;
        let style = if path_style {
            UrlStyle::Path
        } else {
            UrlStyle::VirtualHost
        };
        let bucket =
            Bucket::new(url, style, bucket.to_owned(), region).map_err(|cause| match cause {
                BucketError::UnsupportedScheme => unusable("it is neither http nor https"),
                BucketError::MissingHost => unusable("it has no host"),
                BucketError::ParseError(cause) => unusable(&cause.to_string()),
            })?;
        let credentials = match keys.session_token {
            Some(token) => Credentials::new_with_token(keys.access_key, keys.secret_key, token),
            None => Credentials::new(keys.access_key, keys.secret_key),
        };
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A package is to come as it was put.
            .accept_encoding(AutoHeaderValue::None)
            .timeout_connect(Some(CONNECTING))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            bucket,
            credentials,
            location,
        })
    }

    /// What the URLs of all requests begin with.
    #[cfg(test)]
    pub fn base_url(&self) -> String {
        self.bucket.base_url().to_string()
    }

    /// Sends a request whose URL and headers `sign` makes anew for each attempt.
    pub fn send(
        &self,
        method: &str,
        body: &[u8],
        sign: impl Fn(&Bucket, &Credentials) -> (Url, Headers),
    ) -> anyhow::Result<Reply> {
        Ok(self.try_send(method, body, sign)?)
    }

    /// The same, where there may be no such object.
    pub fn try_send(
        &self,
        method: &str,
        body: &[u8],
        sign: impl Fn(&Bucket, &Credentials) -> (Url, Headers),
    ) -> Result<Reply, Failure> {
        let mut pauses = pauses();
        loop {
            let (url, headers) = sign(&self.bucket, &self.credentials);
            let mut request = Request::builder().method(method).uri(url.as_str());
            for (name, value) in headers {
                request = request.header(name, value);
            }
            let answer = match request.body(body) {
                Ok(request) => self.agent.run(request),
                Err(cause) => Err(ureq::Error::Http(cause)),
            };
            let (failure, is_passing) = match answer {
                Ok(answer) => match self.judge(answer) {
                    Ok(reply) => return Ok(reply),
                    Err(judged) => judged,
                },
                Err(cause) => (Failure::Told(self.no_answer(&cause)), is_passing(&cause)),
            };
            match pauses.next() {
                Some(pause) if is_passing => thread::sleep(pause),
                Some(_) | None => return Err(failure),
            }
        }
    }

    /// A success, or what the answer means and whether it may pass.
    fn judge(&self, answer: Response<Body>) -> Result<Reply, (Failure, bool)> {
        let (head, body) = answer.into_parts();
        let status = head.status;
        if status.is_success() {
            return Ok(Reply { status, body });
        }
        let explanation = body
            .into_with_config()
            .limit(LONGEST_EXPLANATION)
            .lossy_utf8(true)
            .read_to_string();
        // The status says most of it: an explanation that does not arrive is not missed.
        let name = explanation.map_or_else(|_| String::new(), |text| answer::name(&text));
        Err((
            answer::failure(&self.location, status, &name),
            answer::is_passing(status, &name),
        ))
    }

    /// That no answer came.
    pub fn unreachable(&self, cause: &ureq::Error) -> anyhow::Error {
        self.no_answer(cause).into()
    }

    fn no_answer(&self, cause: &ureq::Error) -> Advice {
        let why = match cause {
            // These two could repeat the request's URL, and with it the signature.
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => "its URL cannot be used".to_owned(),
            _ => cause.to_string(),
        };
        Advice::new(
            Code::StoreUnreachable,
            format!("the store {} does not answer: {why}", self.location),
        )
        .hint("is the server up, and the endpoint right? Try again later")
    }

    /// That an answer makes no sense.
    pub fn failed(&self, what: &str) -> Advice {
        Advice::new(
            Code::StoreFailed,
            format!("the store {} failed: {what}", self.location),
        )
        .hint("does the endpoint speak the protocol of S3?")
    }
}

/// Between attempts: doubling, and not in step with others.
pub fn pauses() -> impl Iterator<Item = Duration> {
    let doubling = iter::successors(Some(FIRST_PAUSE), |pause| Some(*pause * 2));
    doubling.take(TRIES as usize - 1).map(|pause| {
        // The end of a time-ordered UUID is random.
        let random = Uuid::now_v7().as_bytes()[15];
        pause.mul_f64(0.5 + f64::from(random) / 512.0)
    })
}

/// Whether another attempt may get an answer.
fn is_passing(cause: &ureq::Error) -> bool {
    matches!(
        cause,
        ureq::Error::Io(_)
            | ureq::Error::Timeout(_)
            | ureq::Error::Protocol(_)
            | ureq::Error::ConnectionFailed
    )
}
