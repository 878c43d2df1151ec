//! The sign-in to PostgreSQL that a test borrows: by libpq, to the checked address and with nothing of this
//! machine's own settings.

use std::io::Write;

use crate::db;
use crate::probe::PostgresServer;

/// A folder in a file: there is nothing there, and libpq takes that for no file at all.
const NO_FILE: &str = "/dev/null/none";

/// Signs in and runs the query.
pub fn sign_in(server: PostgresServer) -> Result<(), String> {
    let verifies = server.ssl_mode.starts_with("verify");
    let authorities = match &server.authorities {
        Some(text) if verifies => Some(written(text).map_err(|cause| cause.to_string())?),
        Some(_) | None => None,
    };
    let port = server.address.port().to_string();
    let address = server.address.ip().to_string();
    // libpq takes a whole number of seconds, and two at least.
    let seconds = server.timeout.as_secs().max(2).to_string();
    let limit = format!("-c statement_timeout={}", server.timeout.as_millis());
    let mut keywords = vec![
        ("host", server.host.as_str()),
        ("hostaddr", &address),
        ("port", &port),
        ("dbname", &server.database),
        ("user", &server.user),
        ("password", &server.password),
        ("sslmode", &server.ssl_mode),
        ("connect_timeout", &seconds),
        ("options", &limit),
        ("passfile", NO_FILE),
        ("sslcert", NO_FILE),
        ("sslkey", NO_FILE),
        ("gssencmode", "disable"),
    ];
    let path = authorities.as_ref().and_then(|file| file.path().to_str());
    if let Some(path) = path {
        keywords.push(("sslrootcert", path));
    }
    db::connect::try_out(&keywords, &server.query).map_err(|advice| advice.message)
}

fn written(text: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file)
}
