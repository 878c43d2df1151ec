//! What is signed, against vectors of the makers and by another check.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDateTime, Utc};
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::Value;
use zeroize::Zeroizing;

use super::Kind;
use super::makers::Asked;
use crate::probe::amazon::{self, Options};
use crate::probe::http::Request;

/// A key that nothing but these tests knows.
pub const SERVICE_ACCOUNT: &str = include_str!("service-account.pem");

fn signed(url: &str, options: &[(&str, &str)], time: &str) -> Request {
    let texts: BTreeMap<String, String> = options
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let nothing = Kind::shipped("aws_credentials").values(&serde_json::json!({}));
    let mut request = Request {
        is_post: false,
        url: Zeroizing::new(url.to_owned()),
        headers: Vec::new(),
        form: None,
        may_be_redirected: false,
    };
    let time: DateTime<Utc> = NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%SZ")
        .unwrap()
        .and_utc();
    let options = Options::of(&texts, &nothing).ok().unwrap();
    amazon::sign(&mut request, &options, time).unwrap();
    request
}

fn authorization(request: &Request) -> &str {
    let found = request
        .headers
        .iter()
        .find(|(name, _)| name == "authorization");
    &found.unwrap().1
}

/// `get-vanilla` of Amazon's test suite for Signature Version 4.
#[test]
fn amazons_own_example_is_signed_as_amazon_does() {
    let options = [
        ("service", "service"),
        ("region", "us-east-1"),
        ("access_key_id", "AKIDEXAMPLE"),
        (
            "secret_access_key",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        ),
    ];
    let request = signed(
        "https://example.amazonaws.com/",
        &options,
        "20150830T123600Z",
    );
    assert_eq!(
        authorization(&request),
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
         SignedHeaders=host;x-amz-date, \
         Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
    );
}

/// Whether a request is signed with that key, now.
pub fn is_signed_by_amazon(asked: &Asked, secret: &str) -> bool {
    let time = asked.header("x-amz-date").unwrap();
    let target = asked.head.split(' ').nth(1).unwrap();
    let url = format!("https://{}{target}", asked.header("host").unwrap());
    let options = [
        ("service", "sts"),
        ("region", "us-east-1"),
        ("access_key_id", "AKIDEXAMPLE"),
        ("secret_access_key", secret),
        (
            "session_token",
            asked.header("x-amz-security-token").unwrap(),
        ),
    ];
    asked.has(
        "authorization",
        authorization(&signed(&url, &options, time)),
    )
}

/// Whether the claim is what Google wants, signed with the key of the service account.
pub fn is_signed_by_service_account(token: &str) -> bool {
    let (text, signature) = token.rsplit_once('.').unwrap();
    let [header, claims] = {
        let mut parts = text.split('.').map(|part| {
            let part = URL_SAFE_NO_PAD.decode(part).unwrap();
            serde_json::from_slice::<Value>(&part).unwrap()
        });
        [parts.next().unwrap(), parts.next().unwrap()]
    };
    let der = PrivatePkcs8KeyDer::from_pem_slice(SERVICE_ACCOUNT.as_bytes()).unwrap();
    let key = RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public_key().as_ref());
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let valid = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    key.verify(text.as_bytes(), &signature).is_ok()
        && header["alg"] == "RS256"
        && header["kid"] == "k1"
        && claims["iss"] == "agent@p.example"
        && claims["aud"] == "https://oauth2.googleapis.com/token"
        && claims["scope"] == "https://www.googleapis.com/auth/cloud-platform"
        && valid == 600
}
