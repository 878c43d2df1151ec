//! `automatos.toml`: settings by name, and profiles that override them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use super::environment::Environment;
use super::setting::SETTINGS;
use crate::error::{Advice, Code};

const NAME: &str = "automatos.toml";

/// A configuration file with one profile chosen.
#[derive(Debug, Default)]
pub struct File {
    /// Where it was found; nothing when there is none.
    pub path: Option<PathBuf>,
    values: BTreeMap<String, (String, String)>,
}

#[derive(Deserialize)]
struct Contents {
    #[serde(default)]
    profile: BTreeMap<String, BTreeMap<String, toml::Value>>,
    #[serde(flatten)]
    settings: BTreeMap<String, toml::Value>,
}

impl File {
    /// Reads the file at `explicit`, else the one in the working directory, else the user's.
    pub fn find(
        explicit: Option<PathBuf>,
        profile: Option<&str>,
        environment: &Environment,
    ) -> anyhow::Result<Self> {
        let path = match explicit {
            Some(path) => Some(path),
            None => Self::places(environment).into_iter().find(|p| p.is_file()),
        };
        let Some(path) = path else {
            return match profile {
                Some(profile) => Err(Advice::new(
                    Code::ConfigFile,
                    format!("there is no configuration file to take the profile `{profile}` from"),
                )
                .hint("name the file with `--config`")
                .into()),
                None => Ok(Self::default()),
            };
        };
        Self::read(&path, profile).with_context(|| {
            Advice::new(
                Code::ConfigFile,
                format!("the configuration file {} cannot be used", path.display()),
            )
        })
    }

    fn places(environment: &Environment) -> Vec<PathBuf> {
        let user = environment
            .path("XDG_CONFIG_HOME")
            .or_else(|| environment.path("HOME").map(|home| home.join(".config")));
        let mut places = vec![PathBuf::from(NAME)];
        places.extend(user.map(|folder| folder.join("automatos").join(NAME)));
        places
    }

    fn read(path: &Path, profile: Option<&str>) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path)?;
        // The parser's message can quote the line, which may hold a password: give its place only.
        let contents: Contents = toml::from_str(&text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            anyhow::anyhow!("line {line}: {}", error.message())
        })?;
        let mut values = BTreeMap::new();
        add(&mut values, contents.settings, "")?;
        if let Some(name) = profile {
            let mut profiles = contents.profile;
            let Some(settings) = profiles.remove(name) else {
                let known: Vec<_> = profiles.into_keys().collect();
                anyhow::bail!("it has no profile `{name}`; it has: {}", known.join(", "));
            };
            add(&mut values, settings, &format!("profile.{name}."))?;
        }
        Ok(Self {
            path: Some(path.to_owned()),
            values,
        })
    }

    /// The value of a setting, and the key in the file that gave it.
    pub fn get(&self, name: &str) -> Option<(&str, &str)> {
        self.values
            .get(name)
            .map(|(value, key)| (value.as_str(), key.as_str()))
    }
}

fn add(
    values: &mut BTreeMap<String, (String, String)>,
    settings: BTreeMap<String, toml::Value>,
    prefix: &str,
) -> anyhow::Result<()> {
    for (name, value) in settings {
        if !SETTINGS.iter().any(|setting| setting.name == name) {
            anyhow::bail!(
                "there is no setting `{name}`; the settings are: {}",
                SETTINGS
                    .iter()
                    .map(|setting| setting.name)
                    .collect::<Vec<_>>()
                    .join(", ")
            );
        }
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => anyhow::bail!("`{name}` must be a string or a whole number"),
        };
        let key = format!("{prefix}{name}");
        values.insert(name, (text, key));
    }
    Ok(())
}
