//! `NAME[@VERSION]` on the command line.

use std::convert::Infallible;
use std::str::FromStr;

use semver::Version;

/// A plugin's slug, name or id, and perhaps one of its versions. What follows the last `@` is a
/// version where it has the form of one, else part of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    pub plugin: String,
    pub version: Option<Version>,
}

impl FromStr for Versioned {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let versioned = text
            .rsplit_once('@')
            .and_then(|(plugin, version)| Some((plugin, version.parse().ok()?)));
        Ok(match versioned {
            Some((plugin, version)) => Self {
                plugin: plugin.to_owned(),
                version: Some(version),
            },
            None => Self {
                plugin: text.to_owned(),
                version: None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_follows_the_last_at_sign() {
        let Ok(with) = "linter@1.2.0-rc.1".parse::<Versioned>();
        assert_eq!(with.plugin, "linter");
        assert_eq!(with.version, Some("1.2.0-rc.1".parse().expect("a version")));
        let Ok(without) = "me@home".parse::<Versioned>();
        assert_eq!(
            (without.plugin.as_str(), without.version),
            ("me@home", None)
        );
    }
}
