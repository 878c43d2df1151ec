//! Sending a request to an address that was checked, and reading its answer within limits.

use std::net::SocketAddr;

use serde_json::Value;
use ureq::config::{AutoHeaderValue, Config};
use ureq::http::{HeaderValue, Response, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

use super::super::failure::Failure;
use super::super::route::Route;
use super::super::template::Filled;
use super::super::tls;

/// The most of an answer that is read, in bytes.
const LARGEST: u64 = 64 << 10;

/// A request as it goes out. It holds secrets and is never shown.
pub struct Request {
    /// POST, or else GET.
    pub is_post: bool,
    /// Where to.
    pub url: Filled,
    /// Its headers.
    pub headers: Vec<(String, Filled)>,
    /// An encoded form.
    pub form: Option<Filled>,
    /// Not where a signature covers the path, nor where a form would be sent twice.
    pub may_be_redirected: bool,
}

/// What came back.
pub struct Answer {
    /// The server.
    pub host: String,
    /// The status code.
    pub status: u16,
    /// The header `Retry-After`, where it is a number of seconds.
    pub retry_after: Option<u32>,
    /// The header `Location`.
    pub location: Option<String>,
    /// The text; nothing where there is more of it than is read.
    pub body: Option<Vec<u8>>,
}

impl Answer {
    /// The document of the answer.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.body.as_deref()?).ok()
    }

    /// Where it redirects to, if that is on the server that was asked.
    fn within(&self, asked: &str) -> Option<Filled> {
        if !matches!(self.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        let asked = Url::parse(asked).ok()?;
        let next = asked.join(self.location.as_deref()?).ok()?;
        let named = next.username().is_empty() && next.password().is_none();
        (next.origin() == asked.origin() && named).then(|| Filled::new(next.into()))
    }

    /// How long the server asks to wait, as the end of a phrase.
    pub fn wait(&self) -> String {
        self.retry_after
            .map_or_else(String::new, |seconds| format!(", asks to wait {seconds} s"))
    }
}

/// So many redirects are followed, each within one server.
const MOST_REDIRECTS: usize = 3;

/// Sends a request. A redirect to the same scheme, host and port is followed, since the credential goes to nobody
/// else by it; any other is an answer like the rest.
pub fn send(request: &Request, route: &Route) -> Result<Answer, Failure> {
    let mut url = request.url.clone();
    for _ in 0..MOST_REDIRECTS {
        let answer = once(request, &url, route)?;
        match answer.within(&url) {
            Some(next) if request.may_be_redirected => url = next,
            Some(_) | None => return Ok(answer),
        }
    }
    once(request, &url, route)
}

fn once(request: &Request, url: &str, route: &Route) -> Result<Answer, Failure> {
    let unusable = |why: &str| Failure::new(format!("the address cannot be used: {why}"));
    let uri: Uri = url.parse().map_err(|_| unusable("it is no URL"))?;
    let Some(authority) = uri.authority() else {
        return Err(unusable("it has no host"));
    };
    if authority.as_str().contains('@') {
        return Err(unusable("it holds a user or a password"));
    }
    let default = if uri.scheme_str() == Some("http") {
        80
    } else {
        443
    };
    let port = authority.port_u16().unwrap_or(default);
    let host = authority.host().to_owned();
    let addresses = route.addresses(&host, port)?;
    let agent = agent(addresses, route, &host)?;
    let mut builder = ureq::http::Request::builder()
        .method(if request.is_post { "POST" } else { "GET" })
        .uri(uri);
    for (name, value) in &request.headers {
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            Failure::new(format!(
                "the value for the header {name} has characters that no header can carry: \
                 is there a line break in it?"
            ))
        })?;
        value.set_sensitive(true);
        builder = builder.header(name, value);
    }
    let no_request = |_| unusable("it makes no request");
    let response = if let Some(form) = &request.form {
        let builder = builder.header("content-type", "application/x-www-form-urlencoded");
        agent.run(builder.body(form.as_str()).map_err(no_request)?)
    } else {
        agent.run(builder.body(()).map_err(no_request)?)
    };
    read(response.map_err(|cause| unanswered(&host, &cause))?, host)
}

fn agent(addresses: Vec<SocketAddr>, route: &Route, host: &str) -> Result<Agent, Failure> {
    let roots = match &route.authorities {
        None => RootCerts::WebPki,
        Some(text) => {
            let found = tls::certificates(text)?;
            let found: Vec<_> = found
                .iter()
                .map(|one| Certificate::from_der(one).to_owned())
                .collect();
            RootCerts::new_with_certs(&found)
        }
    };
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent("automatos")
        // What is compressed may be small and become large.
        .accept_encoding(AutoHeaderValue::None)
        .timeout_global(Some(route.left(host)?))
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build();
    let connector = DefaultConnector::default();
    Ok(Agent::with_parts(config, connector, Checked(addresses)))
}

/// Says the addresses that were checked, so that no other answer to the same question counts.
#[derive(Debug)]
struct Checked(Vec<SocketAddr>);

impl Resolver for Checked {
    fn resolve(
        &self,
        _: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        const MOST: usize = 16;
        let mut found = self.empty();
        for address in self.0.iter().take(MOST) {
            found.push(*address);
        }
        Ok(found)
    }
}

fn read(response: Response<Body>, host: String) -> Result<Answer, Failure> {
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
    let location = response.headers().get("location");
    let location = location.and_then(|value| Some(value.to_str().ok()?.to_owned()));
    let read = response
        .into_body()
        .into_with_config()
        .limit(LARGEST)
        .read_to_vec();
    let body = match read {
        Ok(bytes) => Some(bytes),
        Err(ureq::Error::BodyExceedsLimit(_)) => None,
        Err(cause) => return Err(unanswered(&host, &cause)),
    };
    Ok(Answer {
        host,
        status,
        retry_after,
        location,
        body,
    })
}

fn unanswered(host: &str, cause: &ureq::Error) -> Failure {
    match cause {
        ureq::Error::Timeout(_) => Failure::late(host),
        ureq::Error::Io(cause) => Failure::io(host, cause),
        ureq::Error::Rustls(cause) => {
            Failure::said(format!("no safe connection to {host}"), cause.to_string())
        }
        ureq::Error::Tls(_) => Failure::new(format!("no safe connection to {host}")),
        ureq::Error::ConnectionFailed => Failure::new(format!("{host} cannot be reached")),
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => Failure::garbage(host, "HTTP"),
        _ => Failure::new(format!("the request to {host} failed")),
    }
}
