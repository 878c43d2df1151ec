//! Which value a setting has, and where it came from.

use std::fmt;
use std::fs;
use std::mem;
use std::path::PathBuf;

use anyhow::Context;

use super::environment::Environment;
use super::file::File;
use super::flags::Flags;
use super::setting::{SETTINGS, Setting};
use crate::error::{Advice, Code};
use crate::model::Secret;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag of the command line.
    Flag(String),
    /// An environment variable.
    Variable(String),
    /// A key of the configuration file.
    File(PathBuf, String),
    /// Nothing set it.
    Default,
}

impl Origin {
    /// The rank of an environment variable.
    pub(super) const VARIABLE: u8 = 1;

    /// Which source wins over which: the lower one.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Flag(_) => 0,
            Self::Variable(_) => Self::VARIABLE,
            Self::File(..) => 2,
            Self::Default => 3,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "flag {flag}"),
            Self::Variable(name) => write!(f, "environment {name}"),
            Self::File(path, key) => write!(f, "{}: {key}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A setting with its value.
pub struct Resolved {
    /// The setting's name.
    pub name: &'static str,
    /// Its value, in the clear.
    pub value: Option<String>,
    /// Where that came from.
    pub origin: Origin,
    secret: bool,
}

impl Resolved {
    /// The setting of that name.
    pub(super) fn find<'a>(all: &'a [Self], name: &str) -> &'a Self {
        all.iter()
            .find(|setting| setting.name == name)
            .expect("every setting is resolved")
    }

    /// Takes the value of a secret out of the list, which goes on to say that there is one.
    pub(super) fn take(all: &mut [Self], name: &str) -> Option<Secret> {
        let setting = all.iter_mut().find(|setting| setting.name == name)?;
        Secret::new(mem::take(setting.value.as_mut()?))
    }

    /// The value, or nothing as text.
    pub(super) fn text(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }

    /// The value as it may be shown: a secret as stars.
    pub fn shown(&self) -> Option<&str> {
        match (&self.value, self.secret) {
            (Some(_), true) => Some("********"),
            (Some(value), false) => Some(value),
            (None, _) => None,
        }
    }
}

/// Resolves every setting, in their order.
pub(super) fn all(
    flags: &Flags,
    environment: &Environment,
    file: &File,
) -> anyhow::Result<Vec<Resolved>> {
    SETTINGS
        .iter()
        .map(|setting| {
            let (value, origin) = one(setting, flags, environment, file)?;
            Ok(Resolved {
                name: setting.name,
                value,
                origin,
                secret: setting.secret,
            })
        })
        .collect()
}

fn one(
    setting: &Setting,
    flags: &Flags,
    environment: &Environment,
    file: &File,
) -> anyhow::Result<(Option<String>, Origin)> {
    if let Some(value) = flags.value(setting.name) {
        let flag = format!("--{}", setting.name.replace('_', "-"));
        return Ok((Some(value.to_owned()), Origin::Flag(flag)));
    }
    for name in setting.variables {
        if let Some(value) = environment.text(name)? {
            return Ok((Some(value.to_owned()), Origin::Variable((*name).to_owned())));
        }
        let from_file = format!("{name}_FILE");
        if setting.secret && environment.has(&from_file) {
            let value = secret_file(environment, &from_file, unusable(setting))?;
            return Ok((Some(value), Origin::Variable(from_file)));
        }
    }
    if let (Some((value, key)), Some(path)) = (file.get(setting.name), &file.path) {
        let origin = Origin::File(path.clone(), key.to_owned());
        return Ok((Some(value.to_owned()), origin));
    }
    Ok((setting.default.map(str::to_owned), Origin::Default))
}

/// What it is called when the file of a secret cannot be used.
fn unusable(setting: &Setting) -> Code {
    if setting.name == "master_key" {
        Code::KeyFile
    } else {
        Code::ConfigFile
    }
}

/// The first line's worth of the file that a `…_FILE` variable names.
fn secret_file(environment: &Environment, name: &str, code: Code) -> anyhow::Result<String> {
    let path = environment.path(name).unwrap_or_default();
    let text = fs::read_to_string(&path).with_context(|| {
        Advice::new(
            code,
            format!("the file of ${name}, {}, cannot be read", path.display()),
        )
    })?;
    let secret = text.trim_end_matches(['\r', '\n']);
    // Without it another source would be taken, and nobody would know.
    if secret.trim().is_empty() {
        let message = format!("the file of ${name}, {}, is empty", path.display());
        return Err(Advice::new(code, message).into());
    }
    Ok(secret.to_owned())
}
