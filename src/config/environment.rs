//! The environment of the process, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::error::{Advice, Code};

/// Environment variables by name.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    /// Those that an env file added, which libraries do not see.
    added: BTreeSet<OsString>,
}

impl Environment {
    /// What this process was started with.
    pub fn of_process() -> Self {
        Self {
            variables: std::env::vars_os()
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            added: BTreeSet::new(),
        }
    }

    /// The raw value of a variable that is set and not empty.
    pub fn raw(&self, name: &str) -> Option<&OsStr> {
        self.variables
            .get(OsStr::new(name))
            .map(OsString::as_os_str)
    }

    /// Whether the variable is set and not empty.
    pub fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// The value as text; a value that is not UTF-8 is an error that does not show it.
    pub fn text(&self, name: &str) -> anyhow::Result<Option<&str>> {
        let Some(value) = self.raw(name) else {
            return Ok(None);
        };
        let text = value
            .to_str()
            .ok_or_else(|| Advice::new(Code::ConfigValue, format!("${name} is not valid UTF-8")))?;
        Ok(Some(text))
    }

    /// The value as text, where it is any.
    pub fn utf8(&self, name: &str) -> Option<String> {
        self.raw(name)?.to_str().map(str::to_owned)
    }

    /// The value as a path.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.raw(name).map(PathBuf::from)
    }

    /// Adds the variables of an env file; those of the process win.
    pub fn add_file(&mut self, path: &Path) -> anyhow::Result<()> {
        let explain = || {
            Advice::new(
                Code::ConfigFile,
                format!("the env file {} cannot be read", path.display()),
            )
            .hint("its lines are NAME=value")
        };
        for pair in dotenvy::from_path_iter(path).with_context(explain)? {
            // The parser's own message would show the line, and with it perhaps a secret.
            let (name, value) = pair.map_err(|_| explain())?;
            let name = OsString::from(name);
            if !self.variables.contains_key(&name) {
                self.variables.insert(name.clone(), value.into());
                self.added.insert(name);
            }
        }
        Ok(())
    }

    /// The value of a variable that only an env file set.
    pub fn added(&self, name: &str) -> Option<String> {
        self.added
            .contains(OsStr::new(name))
            .then(|| self.utf8(name))?
    }
}
