//! The signed claim by which a Google service account asks for a token: a JSON Web Token, RS256.
//!
//! After <https://developers.google.com/identity/protocols/oauth2/service-account#httprest>.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::json;
use zeroize::Zeroizing;

use super::failure::Failure;
use super::template::{self, Filled};
use super::values::Values;

/// How long the claim holds, in seconds.
const VALID: i64 = 600;

/// The claim, made of the options of the type.
pub fn assertion(
    texts: &BTreeMap<String, String>,
    values: &Values,
    now: DateTime<Utc>,
) -> Result<Filled, Failure> {
    let option = |name: &str| {
        let text = texts.get(name).ok_or_else(|| {
            Failure::Unsupported(format!("the type does not say the {name} of the claim"))
        })?;
        Ok::<_, Failure>(template::fill(text, values)?)
    };
    let key = key(&option("private_key")?)?;
    let header = json!({"alg": "RS256", "typ": "JWT", "kid": option("key_id")?.as_str()});
    let claims = json!({
        "iss": option("issuer")?.as_str(),
        "scope": option("scope")?.as_str(),
        "aud": option("audience")?.as_str(),
        "iat": now.timestamp(),
        "exp": now.timestamp() + VALID,
    });
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let mut token = Zeroizing::new(format!("{header}.{claims}"));
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        token.as_bytes(),
        &mut signature,
    )
    .map_err(|_| Failure::new("the private key cannot sign"))?;
    token.push('.');
    token.push_str(&URL_SAFE_NO_PAD.encode(signature));
    Ok(token)
}

fn key(text: &str) -> Result<RsaKeyPair, Failure> {
    let unusable = |why: &str| Failure::new(format!("the private key cannot be used: {why}"));
    let der = PrivateKeyDer::from_pem_slice(text.as_bytes())
        .map_err(|_| unusable("it is no PEM text of one with real line breaks"))?;
    let key = match &der {
        PrivateKeyDer::Pkcs8(key) => RsaKeyPair::from_pkcs8(key.secret_pkcs8_der()),
        PrivateKeyDer::Pkcs1(key) => RsaKeyPair::from_der(key.secret_pkcs1_der()),
        _ => return Err(unusable("it is no RSA key")),
    };
    key.map_err(|_| unusable("it is no RSA key of 2048 bits or more"))
}
