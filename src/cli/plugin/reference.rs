//! A plugin, or a version of it, as it is named on the command line.

use std::str::FromStr;

use diesel::PgConnection;
use semver::Version;

use crate::cli::naming;
use crate::db::marketplace_plugin::{self, MarketplacePlugin};
use crate::db::plugin_version::{self, PluginVersion};
use crate::error::{Advice, Code};

/// `NAME` or `NAME@VERSION`.
#[derive(Debug, Clone)]
pub struct Reference {
    pub name: String,
    pub version: Option<Version>,
}

impl FromStr for Reference {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, version) = match text.rsplit_once('@') {
            Some((name, version)) => {
                let version = version.parse();
                let bad = |cause| format!("what follows the `@` is no semantic version: {cause}");
                (name, Some(version.map_err(bad)?))
            }
            None => (text, None),
        };
        if name.is_empty() {
            return Err("the name is missing".to_owned());
        }
        Ok(Self {
            name: name.to_owned(),
            version,
        })
    }
}

impl Reference {
    /// The version as it is stored.
    pub fn version(&self) -> Option<String> {
        self.version.as_ref().map(ToString::to_string)
    }

    /// The version that is meant: the one that is named, else the one that is shown.
    pub fn find(
        &self,
        conn: &mut PgConnection,
    ) -> anyhow::Result<(MarketplacePlugin, PluginVersion)> {
        let plugin = plugin(conn, &self.name)?;
        let number = self.version().unwrap_or_else(|| plugin.version.clone());
        let version = version(conn, &plugin, &number)?;
        Ok((plugin, version))
    }
}

/// The plugin of that slug, name or id.
pub fn plugin(conn: &mut PgConnection, name: &str) -> anyhow::Result<MarketplacePlugin> {
    let found = marketplace_plugin::named(conn, name)?;
    naming::one("plugin", name, found, || marketplace_plugin::names(conn))
}

/// That version of a plugin.
fn version(
    conn: &mut PgConnection,
    plugin: &MarketplacePlugin,
    number: &str,
) -> anyhow::Result<PluginVersion> {
    if let Some(found) = plugin_version::find(conn, plugin.id, number)? {
        return Ok(found);
    }
    let all = plugin_version::of_plugin(conn, plugin.id)?;
    let known: Vec<&str> = all.iter().map(|row| row.version.as_str()).collect();
    Err(Advice::new(
        Code::NameUnknown,
        format!("the plugin `{}` has no version {number}", plugin.slug),
    )
    .hint(format!("there is: {}", known.join(", ")))
    .into())
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn a_version_follows_the_name_after_an_at() {
        let named: Reference = "code-review@1.2.0-rc.1".parse().unwrap();
        assert_eq!(named.name, "code-review");
        assert_eq!(named.version().as_deref(), Some("1.2.0-rc.1"));
        assert!(
            "code-review"
                .parse::<Reference>()
                .unwrap()
                .version
                .is_none()
        );
        for bad in ["", "@1.0.0", "a@", "a@1", "a@latest"] {
            assert!(bad.parse::<Reference>().is_err(), "{bad}");
        }
    }
}
