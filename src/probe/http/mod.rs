//! One HTTP request, and what its answer says of the credential.

mod agent;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use url::form_urlencoded;
use zeroize::Zeroizing;

pub use agent::{Answer, Request, send};

use super::failure::Failure;
use super::route::Route;
use super::template::{self, Filled};
use super::values::Values;
use super::{amazon, google};
use crate::model::{TestEndpoint, TestRequest, TestSigning};

/// Sends the request of the type and judges the answer.
pub fn call(
    endpoint: &TestEndpoint,
    values: &Values,
    route: &Route,
    now: DateTime<Utc>,
) -> Result<String, Failure> {
    let url = endpoint.url.as_deref().unwrap_or_default();
    let mut request = Request {
        is_post: match endpoint.request {
            Some(TestRequest::Post) => true,
            Some(TestRequest::Get) | None => false,
        },
        url: template::fill_url(url, values)?,
        headers: entries(&endpoint.headers, values),
        form: None,
        may_be_redirected: false,
    };
    if let Some(basic) = &endpoint.basic_auth {
        let user = template::fill(&basic.username, values)?;
        let password = template::parameter(Some(&basic.password), values);
        let password = password.as_deref().map_or("", String::as_str);
        request.headers.push(basic_header(&user, password));
    }
    let mut form = entries(&endpoint.form, values);
    match endpoint.signing {
        Some(TestSigning::AwsSigV4) => {
            let options = amazon::Options::of(&endpoint.signing_options, values)?;
            amazon::sign(&mut request, &options, now)?;
        }
        Some(TestSigning::GoogleJwt) => {
            let assertion = google::assertion(&endpoint.signing_options, values, now)?;
            form.push(("assertion".to_owned(), assertion));
        }
        None => {}
    }
    if !form.is_empty() {
        request.form = Some(encoded(&form));
    }
    request.may_be_redirected = !request.is_post && endpoint.signing.is_none();
    let answer = send(&request, route)?;
    judged(&answer, &endpoint.expected_status, &endpoint.expected_body)
}

/// Header of HTTP basic authentication.
pub fn basic_header(user: &str, password: &str) -> (String, Filled) {
    let pair = Zeroizing::new(format!("{user}:{password}"));
    let pair = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
    let value = Zeroizing::new(format!("Basic {}", *pair));
    ("Authorization".to_owned(), value)
}

/// Whether the answer is that of a credential that works. Words of the server are not repeated: it has the secret,
/// and may spell it in ways that nobody can foresee.
pub fn judged(
    answer: &Answer,
    statuses: &[u16],
    members: &Map<String, Value>,
) -> Result<String, Failure> {
    let Answer { host, status, .. } = answer;
    if !statuses.contains(status) {
        let why = match status {
            401 | 403 => format!("{host} refused the credential (status {status})"),
            429 => format!(
                "{host} has had too many requests (status 429{}); try again later",
                answer.wait()
            ),
            300..=399 => format!(
                "{host} sends elsewhere (status {status}), where the credential is not sent"
            ),
            500..=599 => format!("{host} is in trouble (status {status}); try again later"),
            _ => format!("{host} answered with status {status}"),
        };
        return Err(Failure::new(why));
    }
    if members.is_empty() {
        return Ok(format!("{host} answered with status {status}"));
    }
    let Some(Value::Object(object)) = answer.json() else {
        return Err(Failure::garbage(
            host,
            "the protocol: the answer is no JSON object",
        ));
    };
    match members
        .iter()
        .find(|(key, value)| object.get(*key) != Some(value))
    {
        None => Ok(format!("{host} answered with status {status}")),
        Some((key, value)) => Err(Failure::new(format!(
            "{host} refused the credential: `{key}` of its answer is not {value}"
        ))),
    }
}

/// Those entries whose fields have values.
fn entries<'a>(
    texts: impl IntoIterator<Item = (&'a String, &'a String)>,
    values: &Values,
) -> Vec<(String, Filled)> {
    let filled =
        |(name, text): (&String, &String)| Some((name.clone(), template::fill(text, values).ok()?));
    texts.into_iter().filter_map(filled).collect()
}

fn encoded(form: &[(String, Filled)]) -> Filled {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form {
        out.append_pair(name, value);
    }
    Zeroizing::new(out.finish())
}
