//! Elasticsearch: it speaks HTTP.

use serde_json::Map;
use zeroize::Zeroizing;

use super::failure::Failure;
use super::http::{self, Request};
use super::route::{self, Route};
use super::template::{self, parameter};
use super::values::Values;
use crate::model::TestEndpoint;

const PORT: u16 = 9200;

/// Asks who is signed in.
pub fn connect(endpoint: &TestEndpoint, values: &Values, route: &Route) -> Result<String, Failure> {
    let host = template::fill(endpoint.host.as_deref().unwrap_or_default(), values)?;
    let port = parameter(endpoint.port.as_ref(), values);
    let port = route::port(port.as_deref().map(String::as_str), PORT)?;
    if host.contains(['/', '@', '?', '#']) {
        return Err(Failure::new("the host is to be a name or an address alone"));
    }
    let encrypts = parameter(endpoint.use_tls.as_ref(), values);
    let scheme = match encrypts.as_deref().map(String::as_str) {
        Some("false") => "http",
        Some(_) | None => "https",
    };
    let path = endpoint.path.as_deref().unwrap_or("/");
    let mut headers = Vec::new();
    if let Some(key) = parameter(endpoint.api_key.as_ref(), values) {
        let value = Zeroizing::new(format!("ApiKey {}", *key));
        headers.push(("Authorization".to_owned(), value));
    } else {
        let user = parameter(endpoint.username.as_ref(), values).unwrap_or_default();
        let password = parameter(endpoint.password.as_ref(), values).unwrap_or_default();
        headers.push(http::basic_header(&user, &password));
    }
    let request = Request {
        is_post: false,
        url: Zeroizing::new(format!("{scheme}://{}:{port}{path}", *host)),
        headers,
        form: None,
        may_be_redirected: true,
    };
    let own = parameter(endpoint.ca_certificate.as_ref(), values);
    let answer = match own {
        Some(authority) => http::send(&request, &route.trusting(authority.to_string())),
        None => http::send(&request, route),
    }?;
    http::judged(&answer, &endpoint.expected_status, &Map::new())
}
