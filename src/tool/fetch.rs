//! Fetching a catalogue over HTTP: page by page, bounded in time, size and attempts, and not at all
//! where the server says that nothing changed.

use std::thread;
use std::time::Duration;

use serde_json::Value;
use ureq::http::header::ETAG;
use ureq::http::{HeaderValue, Response, StatusCode};
use ureq::{Agent, Body};
use url::Url;

use crate::error::{Advice, Code};
use crate::model::{Digest, Hasher, Secret};
use crate::retry;

const TRIES: u32 = 4;
const CONNECTING: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_mins(1);
/// The most that all pages together may have, in bytes.
const LARGEST: u64 = 64 << 20;
const MOST_PAGES: usize = 1000;

/// What came of asking.
#[derive(Debug)]
pub enum Fetched {
    /// The server says it is as it was.
    Unchanged,
    /// The pages.
    Pages {
        pages: Vec<Value>,
        /// What the server calls this state; only where there is one page, since of several each may
        /// change alone.
        etag: Option<String>,
        /// Of all bytes.
        digest: Digest,
    },
}

/// Asks one server for its catalogue.
pub struct Client {
    agent: Agent,
    url: Url,
    key: Option<HeaderValue>,
}

impl Client {
    /// For that address, with the key that Composio knows as `x-api-key`.
    pub fn new(url: &str, key: Option<&Secret>) -> Result<Self, Advice> {
        let unusable = |why: &str| {
            Advice::new(
                Code::ToolCatalogue,
                format!("the address of the catalogue cannot be used: {why}"),
            )
            .hint("use https://HOST/PATH without a user or a password")
        };
        let url = Url::parse(url).map_err(|_| unusable("it is no URL"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(unusable("it is neither http nor https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(unusable("it holds a user or a password"));
        }
        let key = key
            .map(|key| HeaderValue::from_str(key.expose()))
            .transpose()
            .map_err(|_| unusable("the key has characters that no header can carry"))?
            .map(|mut key| {
                key.set_sensitive(true);
                key
            });
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // A key must not follow to another server.
            .max_redirects(if key.is_some() { 0 } else { 5 })
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECTING))
            .timeout_global(Some(WHOLE))
            .build()
            .new_agent();
        Ok(Self { agent, url, key })
    }

    /// Fetches all pages, unless the server says that the state with that tag still holds.
    pub fn fetch(&self, etag: Option<&str>) -> Result<Fetched, Advice> {
        let mut pages = Vec::new();
        let mut hasher = Hasher::default();
        let mut size = 0;
        let mut tag = None;
        let mut url = self.url.clone();
        loop {
            let response = self.ask(&url, etag.filter(|_| pages.is_empty()))?;
            if response.status() == StatusCode::NOT_MODIFIED {
                return Ok(Fetched::Unchanged);
            }
            if pages.is_empty() {
                let header = response.headers().get(ETAG);
                tag = header.and_then(|tag| tag.to_str().ok()).map(str::to_owned);
            }
            let bytes = self.body(response, LARGEST - size)?;
            size += bytes.len() as u64;
            hasher.update(&bytes);
            let page: Value = serde_json::from_slice(&bytes).map_err(|error| {
                self.told(Code::ToolCatalogue, &format!("sent no JSON: {error}"))
            })?;
            let next = next_page(&self.url, &page);
            pages.push(page);
            match next {
                Some(next) if next == url => {
                    return Err(
                        self.told(Code::ToolCatalogue, "names a page as the next of itself")
                    );
                }
                Some(_) if pages.len() == MOST_PAGES => {
                    let what = format!("has more than {MOST_PAGES} pages");
                    return Err(self.told(Code::ToolCatalogue, &what));
                }
                Some(next) => url = next,
                None => break,
            }
        }
        Ok(Fetched::Pages {
            etag: tag.filter(|_| pages.len() == 1),
            digest: hasher.finish(),
            pages,
        })
    }

    fn ask(&self, url: &Url, etag: Option<&str>) -> Result<Response<Body>, Advice> {
        let mut attempt = 1;
        loop {
            let mut request = self
                .agent
                .get(url.as_str())
                .header("accept", "application/json");
            if let Some(key) = &self.key {
                request = request.header("x-api-key", key);
            }
            if let Some(etag) = etag {
                request = request.header("if-none-match", etag);
            }
            let (failure, asked) = match request.call() {
                Ok(response) => match response.status().as_u16() {
                    200..=299 | 304 => return Ok(response),
                    status @ (408 | 429 | 500..=599) => {
                        let wait = retry::asked(response.headers());
                        (format!("answered with {status}"), wait)
                    }
                    status @ (401 | 403) => {
                        let what = format!("answered with {status}");
                        let advice = self.told(Code::ToolDenied, &what);
                        return Err(advice.hint("`--key-from-env VAR` sends a key"));
                    }
                    status => {
                        return Err(self.told(Code::ToolDenied, &format!("answered with {status}")));
                    }
                },
                Err(ureq::Error::Timeout(_)) => ("did not answer in time".to_owned(), None),
                Err(_) => ("cannot be reached".to_owned(), None),
            };
            let pause = asked.unwrap_or_else(|| retry::backoff(attempt));
            if attempt == TRIES || pause > retry::LONGEST {
                let advice = self.told(Code::ToolUnreachable, &failure);
                return Err(advice.hint("try again later; what is in the cache stays"));
            }
            thread::sleep(pause);
            attempt += 1;
        }
    }

    fn body(&self, response: Response<Body>, room: u64) -> Result<Vec<u8>, Advice> {
        let read = response
            .into_body()
            .into_with_config()
            .limit(room)
            .read_to_vec();
        read.map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(_) => {
                let what = format!("sent more than {} MiB", LARGEST >> 20);
                self.told(Code::ToolCatalogue, &what)
            }
            _ => self.told(Code::ToolUnreachable, "broke off its answer"),
        })
    }

    /// The server and what it did. The path and the query stay out: they may hold a key.
    fn told(&self, code: Code, what: &str) -> Advice {
        let host = self.url.host_str().unwrap_or_default();
        let port = self
            .url
            .port()
            .map_or_else(String::new, |port| format!(":{port}"));
        Advice::new(code, format!("the server {host}{port} {what}"))
    }
}

/// The address of the page after that one, by the cursor that Composio puts beside the items.
fn next_page(url: &Url, page: &Value) -> Option<Url> {
    let cursor = ["next_cursor", "nextCursor"]
        .iter()
        .find_map(|field| page.get(field)?.as_str())
        .filter(|cursor| !cursor.is_empty())?;
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != "cursor")
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut next = url.clone();
    next.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .append_pair("cursor", cursor);
    Some(next)
}
