//! AWS Signature Version 4 of a GET request without a body.
//!
//! After <https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html>.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ring::{digest, hmac};
use url::Url;
use zeroize::Zeroizing;

use super::failure::Failure;
use super::http::Request;
use super::template::{self, Filled};
use super::values::Values;

/// What a signature is made of.
pub struct Options {
    service: Filled,
    region: Filled,
    access_key: Filled,
    secret_key: Filled,
    session_token: Option<Filled>,
}

impl Options {
    /// From the options of the type.
    pub fn of(texts: &BTreeMap<String, String>, values: &Values) -> Result<Self, Failure> {
        let needed = |name: &str| {
            let text = texts.get(name).ok_or_else(|| {
                Failure::Unsupported(format!("the type does not say the {name} of the signature"))
            })?;
            Ok::<_, Failure>(template::fill(text, values)?)
        };
        Ok(Self {
            service: needed("service")?,
            region: needed("region")?,
            access_key: needed("access_key_id")?,
            secret_key: needed("secret_access_key")?,
            session_token: template::parameter(texts.get("session_token"), values),
        })
    }
}

/// Adds the headers of the signature.
pub fn sign(request: &mut Request, options: &Options, now: DateTime<Utc>) -> Result<(), Failure> {
    let url = Url::parse(&request.url).map_err(|_| Failure::new("the address is no URL"))?;
    let host = url.host_str().unwrap_or_default();
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let time = now.format("%Y%m%dT%H%M%SZ").to_string();
    let mut signed = vec![("host", host), ("x-amz-date", time.clone())];
    if let Some(token) = &options.session_token {
        signed.push(("x-amz-security-token", token.to_string()));
    }
    let names: Vec<&str> = signed.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let mut canonical = Zeroizing::new(format!("GET\n{}\n{}\n", url.path(), query(&url)));
    for (name, value) in &signed {
        for part in [*name, ":", value, "\n"] {
            canonical.push_str(part);
        }
    }
    for part in ["\n", &names, "\n", &hash(b"")] {
        canonical.push_str(part);
    }
    let day = now.format("%Y%m%d").to_string();
    let Options {
        service, region, ..
    } = options;
    let scope = format!("{day}/{}/{}/aws4_request", **region, **service);
    let text = format!(
        "AWS4-HMAC-SHA256\n{time}\n{scope}\n{}",
        hash(canonical.as_bytes())
    );
    let secret = Zeroizing::new(format!("AWS4{}", *options.secret_key));
    let mut key = mac(secret.as_bytes(), &day);
    for part in [region.as_str(), service.as_str(), "aws4_request"] {
        key = mac(key.as_ref(), part);
    }
    let signature = hexadecimal(mac(key.as_ref(), &text).as_ref());
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
        *options.access_key
    );
    signed.push(("authorization", authorization));
    let headers = signed.into_iter().filter(|(name, _)| *name != "host");
    let headers = headers.map(|(name, value)| (name.to_owned(), Zeroizing::new(value)));
    request.headers.extend(headers);
    Ok(())
}

/// The pairs of the query, encoded anew and in order.
fn query(url: &Url) -> String {
    let mut pairs: Vec<String> = url
        .query_pairs()
        .map(|(name, value)| {
            let [name, value] = [name, value].map(|text| template::percent_encoded(&text));
            format!("{}={}", *name, *value)
        })
        .collect();
    pairs.sort();
    pairs.join("&")
}

fn mac(key: &[u8], text: &str) -> hmac::Tag {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    hexadecimal(digest::digest(&digest::SHA256, bytes).as_ref())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
