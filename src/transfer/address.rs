//! Addresses of databases, `postgres://user:password@host:5432/name`, taken apart into fields.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::model::{CredentialValues, FieldValue, Secret};

/// The type of credential that the address is of, and its values; nothing where it is of none.
pub fn taken_apart(text: &str) -> Option<(&'static str, CredentialValues)> {
    let url = Url::parse(text).ok()?;
    let mut values = CredentialValues::default();
    let kind = match url.scheme() {
        "postgres" | "postgresql" => "postgres_credentials",
        "mysql" | "mariadb" => "mysql_credentials",
        "mongodb" | "mongodb+srv" => "mongodb_credentials",
        "redis" | "rediss" => "redis_credentials",
        _ => return None,
    };
    set(&mut values, "host", url.host_str()?);
    if let Some(port) = url.port() {
        values.set("port".to_owned(), FieldValue::Number(port.into()));
    }
    set(&mut values, "username", &decoded(url.username())?);
    set(
        &mut values,
        "password",
        &decoded(url.password().unwrap_or_default())?,
    );
    let database = decoded(url.path().trim_start_matches('/'))?;
    set(&mut values, "database", &database);
    options(&url, kind, &mut values);
    Some((kind, values))
}

/// What the scheme and the query say.
fn options(url: &Url, kind: &str, values: &mut CredentialValues) {
    match kind {
        "redis_credentials" => {
            let encrypts = url.scheme() == "rediss";
            values.set("use_tls".to_owned(), FieldValue::Boolean(encrypts));
        }
        "mongodb_credentials" => {
            set(values, "scheme", url.scheme());
            let encrypts = url.scheme() == "mongodb+srv";
            values.set("use_tls".to_owned(), FieldValue::Boolean(encrypts));
        }
        _ => {}
    }
    for (name, value) in url.query_pairs() {
        match (kind, name.as_ref()) {
            ("postgres_credentials", "sslmode") => set(values, "ssl_mode", &value),
            ("mysql_credentials", "ssl-mode" | "sslmode") => {
                set(values, "ssl_mode", &value.to_uppercase());
            }
            ("mongodb_credentials", "authSource") => set(values, "auth_source", &value),
            ("mongodb_credentials", "replicaSet") => set(values, "replica_set", &value),
            ("mongodb_credentials", "tls" | "ssl") => {
                values.set("use_tls".to_owned(), FieldValue::Boolean(value == "true"));
            }
            _ => {}
        }
    }
}

/// Sets a field to a text, unless that is empty.
pub fn set(values: &mut CredentialValues, field: &str, text: &str) {
    if let Some(text) = Secret::new(text.to_owned()) {
        values.set(field.to_owned(), FieldValue::Text(text));
    }
}

fn decoded(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}
