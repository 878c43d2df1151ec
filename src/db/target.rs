//! Which database is meant: the keywords of a connection, and how they may be shown.

use std::fmt;
use std::path::Path;

use super::libpq;
use crate::error::{Advice, Code};

/// Where libpq looks for the server's socket when no host is named. The compiled-in libpq knows
/// only the last of them; distributions use the first.
const SOCKET_FOLDERS: &[&str] = &["/var/run/postgresql", "/run/postgresql", "/tmp"];

/// Where systems keep the certificates they trust. The compiled-in OpenSSL has none of its own.
const CA_FILES: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// A database to connect to. It holds a password perhaps, so only [`fmt::Display`] shows it.
#[derive(Clone)]
pub struct Target {
    explicit: Vec<(String, String)>,
    defaults: Vec<(String, String)>,
}

impl Target {
    /// The database of a URL or keyword string; an empty one leaves all to the `PG*` variables.
    pub fn parse(text: &str) -> Result<Self, Advice> {
        let explicit = libpq::parse(text).ok_or_else(|| {
            Advice::new(Code::DatabaseUrl, "the database URL cannot be parsed").hint(
                "its form is postgres://user:password@host:5432/database, with %-codes for \
                 special characters",
            )
        })?;
        Ok(Self {
            explicit,
            defaults: libpq::defaults(),
        })
    }

    /// The database of those keywords of libpq alone; neither the environment nor a service file adds any.
    pub fn of(keywords: &[(&str, &str)]) -> Self {
        let pair = |(keyword, value): &(&str, &str)| ((*keyword).to_owned(), (*value).to_owned());
        Self {
            explicit: keywords.iter().map(pair).collect(),
            defaults: Vec::new(),
        }
    }

    /// The same with what `value` has for libpq's variables, such as `PGHOST`; for variables that
    /// are not in the environment of this process, where libpq itself finds them.
    #[must_use]
    pub fn with_variables(mut self, value: impl Fn(&str) -> Option<String>) -> Self {
        for (keyword, variable) in libpq::variables() {
            if let Some(value) = value(&variable)
                && !self.explicit.iter().any(|(name, _)| *name == keyword)
            {
                self.explicit.push((keyword, value));
            }
        }
        self
    }

    /// The value of a keyword, as libpq will see it.
    pub fn get(&self, keyword: &str) -> Option<&str> {
        let find = |pairs: &'_ [(String, String)]| {
            pairs
                .iter()
                .position(|(name, value)| name == keyword && !value.is_empty())
        };
        if let Some(at) = find(&self.explicit) {
            return self.explicit.get(at).map(|(_, value)| value.as_str());
        }
        let at = find(&self.defaults)?;
        self.defaults.get(at).map(|(_, value)| value.as_str())
    }

    /// The database's name; libpq falls back to the user's.
    pub fn database(&self) -> &str {
        self.get("dbname").unwrap_or_else(|| self.user())
    }

    /// The user's name.
    pub fn user(&self) -> &str {
        self.get("user").unwrap_or("?")
    }

    /// The same server and user, another database.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.set("dbname", name);
        other
    }

    /// The keyword string to connect with, as `application_name`.
    pub(super) fn connection_string(&self, application_name: &str) -> String {
        let mut target = self.clone();
        target.set("application_name", application_name);
        if target.get("connect_timeout").is_none() {
            target.set("connect_timeout", "10");
        }
        if target.get("host").is_none()
            && target.get("hostaddr").is_none()
            && let Some(folder) = target.socket_folder()
        {
            target.set("host", folder);
        }
        if target.verifies_server()
            && target.get("sslrootcert").is_none()
            && let Some(file) = CA_FILES.iter().find(|file| Path::new(file).is_file())
        {
            target.set("sslrootcert", file);
        }
        target
            .explicit
            .iter()
            .map(|(keyword, value)| format!("{keyword}={}", quoted(value)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn set(&mut self, keyword: &str, value: &str) {
        self.explicit.retain(|(name, _)| name != keyword);
        self.explicit.push((keyword.to_owned(), value.to_owned()));
    }

    fn verifies_server(&self) -> bool {
        matches!(self.get("sslmode"), Some("verify-ca" | "verify-full"))
    }

    fn socket_folder(&self) -> Option<&'static str> {
        let socket = format!(".s.PGSQL.{}", self.get("port").unwrap_or("5432"));
        SOCKET_FOLDERS
            .iter()
            .find(|folder| Path::new(folder).join(&socket).exists())
            .copied()
    }

    /// What must never be shown.
    fn password(&self) -> Option<&str> {
        self.get("password")
    }

    /// The text with this connection's password taken out.
    pub(super) fn redact(&self, text: &str) -> String {
        match self.password() {
            Some(password) => text.replace(password, "********"),
            None => text.to_owned(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self
            .get("host")
            .or_else(|| self.get("hostaddr"))
            .or_else(|| self.socket_folder())
            .unwrap_or("localhost");
        let port = self.get("port").unwrap_or("5432");
        write!(f, "{}@{host}:{port}/{}", self.user(), self.database())
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({self})")
    }
}

/// A value as a keyword string wants it: in quotes, with `\` before quotes and itself.
fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\\', r"\\").replace('\'', r"\'"))
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn a_target_is_shown_without_its_password() {
        let target = Target::parse("postgres://me:hunter2@db:5433/app?sslkey=x").expect("parses");
        assert_eq!(target.to_string(), "me@db:5433/app");
        assert_eq!(format!("{target:?}"), "Target(me@db:5433/app)");
        assert_eq!(target.redact("bad hunter2!"), "bad ********!");
    }

    #[test]
    fn values_are_quoted_for_libpq() {
        let target = Target::parse("host=db password='it''s'").unwrap_or_else(|_| {
            Target::parse(r"host=db password='it\'s' user=me dbname=app").expect("parses")
        });
        let string = target.connection_string("automatos/test");
        assert!(string.contains(r"password='it\'s'"));
        assert!(string.contains("application_name='automatos/test'"));
    }

    #[test]
    fn a_malformed_url_is_refused_without_being_shown() {
        let advice = Target::parse("postgres://me:hunter2@[db/app").expect_err("is malformed");
        assert!(!format!("{advice:?}").contains("hunter2"));
    }
}
