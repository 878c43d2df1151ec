//! The machine's PostgreSQL programs: where they are, and of which version.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Settings;
use super::installed::{NEEDED, folders, is_complete, listed, output_of};
use super::platform::how_to_install;
use crate::error::{Advice, Code};

/// The first major version the tool's migrations apply to.
const OLDEST: u32 = 14;

/// One installation of PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    bin: PathBuf,
    major: u32,
}

impl Programs {
    /// The first that is new enough, in the order in which [`Settings`] and packages are looked at.
    ///
    /// Fails with advice on what to install.
    pub fn find(settings: &Settings) -> Result<Self> {
        let suits = |major| major >= OLDEST;
        match &settings.pg_bin {
            Some(bin) => {
                let chosen = Self::chosen(bin)?;
                if suits(chosen.major) {
                    return Ok(chosen);
                }
                Err(misconfigured(bin, &format!("it has PostgreSQL {}", chosen.major)).into())
            }
            None => search(settings, suits).map_err(|refused| missing(&refused).into()),
        }
    }

    /// Those that can run a cluster which `initdb` of that major version made.
    ///
    /// A fitting version anywhere is taken before `AUTOMATOS_PG_BIN` is called wrong.
    pub fn of_major(settings: &Settings, major: u32, data: &Path) -> Result<Self> {
        let mut refused = Vec::new();
        if let Some(bin) = &settings.pg_bin {
            let chosen = Self::chosen(bin)?;
            if chosen.major == major {
                return Ok(chosen);
            }
            refused.push(chosen.to_string());
        }
        search(settings, |found| found == major).map_err(|others| {
            refused.extend(others);
            other_version(major, data, &refused).into()
        })
    }

    /// The interactive shell, which some packages leave out: beside the other programs, else in
    /// PATH. It need not be of the server's version.
    pub fn psql(settings: &Settings) -> Result<PathBuf> {
        let chosen = settings.pg_bin.iter().cloned();
        chosen
            .chain(folders(settings).flatten())
            .chain(listed(settings))
            .map(|folder| folder.join("psql"))
            .find(|file| file.is_file())
            .ok_or_else(|| {
                Advice::new(Code::LocalNoPsql, "there is no psql on this machine")
                    .hint(format!("install it ({})", how_to_install()))
                    .into()
            })
    }

    /// Their major version, such as 15.
    pub fn major(&self) -> u32 {
        self.major
    }

    /// One of them.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    /// Those in the folder that `AUTOMATOS_PG_BIN` names, of any version.
    fn chosen(bin: &Path) -> Result<Self> {
        if !is_complete(bin) {
            let needed = NEEDED.join(", ");
            return Err(misconfigured(bin, &format!("it does not have all of {needed}")).into());
        }
        Self::ask(bin).map_err(|error| misconfigured(bin, &format!("{error:#}")).into())
    }

    /// Asks the server program for its version.
    fn ask(bin: &Path) -> Result<Self> {
        let said = output_of(&bin.join("postgres"), "--version")?;
        let major = major_in(&said).with_context(|| {
            let line = said.lines().next().unwrap_or_default();
            format!("there is no version in what postgres says, `{line}`")
        })?;
        // Each is run from another folder than ours.
        let bin = std::path::absolute(bin)
            .with_context(|| format!("cannot tell where {} is", bin.display()))?;
        Ok(Self { bin, major })
    }
}

impl std::fmt::Display for Programs {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "PostgreSQL {} in {}",
            self.major,
            self.bin.display()
        )
    }
}

/// The first installation whose version suits, or what was found instead, a phrase each.
fn search(settings: &Settings, suits: impl Fn(u32) -> bool) -> Result<Programs, Vec<String>> {
    let mut refused = Vec::new();
    for bin in folders(settings) {
        let why = match bin.and_then(|bin| Programs::ask(&bin)) {
            Ok(found) if suits(found.major) => return Ok(found),
            Ok(found) => found.to_string(),
            Err(error) => format!("{error:#}"),
        };
        // A folder of a package may be in PATH as well.
        if !refused.contains(&why) {
            refused.push(why);
        }
    }
    Err(refused)
}

/// The major version in `postgres (PostgreSQL) 15.14 (Debian …)`, `… 17beta1` or `… 18devel`.
fn major_in(said: &str) -> Option<u32> {
    let version = said.split_whitespace().nth(2)?;
    let digits = version
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(version.len());
    version.get(..digits)?.parse().ok()
}

fn missing(refused: &[String]) -> Advice {
    let but = if refused.is_empty() {
        String::new()
    } else {
        format!(", only: {}", refused.join("; "))
    };
    Advice::new(
        Code::LocalNoPrograms,
        format!("there are no programs of PostgreSQL {OLDEST} or newer on this machine{but}"),
    )
    .hint(format!(
        "install them ({}) or name their folder in AUTOMATOS_PG_BIN; or use a server you have: DATABASE_URL",
        how_to_install()
    ))
}

fn misconfigured(bin: &Path, why: &str) -> Advice {
    Advice::new(
        Code::LocalNoPrograms,
        format!("AUTOMATOS_PG_BIN is {}, but {why}", bin.display()),
    )
    .hint(format!(
        "name the folder of initdb, pg_ctl and postgres of version {OLDEST} or newer, or unset it"
    ))
}

fn other_version(major: u32, data: &Path, refused: &[String]) -> Advice {
    let but = if refused.is_empty() {
        "there are no programs".to_owned()
    } else {
        format!("there is only: {}", refused.join("; "))
    };
    Advice::new(
        Code::LocalOtherVersion,
        format!("{} was made by PostgreSQL {major}, and {but}", data.display()),
    )
    .hint(format!(
        "install PostgreSQL {major} beside it or name its folder in AUTOMATOS_PG_BIN; or begin anew: `automatos local destroy`, then `automatos init`"
    ))
}

#[cfg(test)]
mod tests {
    use super::major_in;

    #[test]
    fn the_major_version_is_read_from_releases_betas_and_builds_of_vendors() {
        let debian = "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n";
        assert_eq!(major_in(debian), Some(15));
        assert_eq!(major_in("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major_in("postgres (EnterpriseDB) 9.6.2"), Some(9));
        assert_eq!(major_in("postgres (PostgreSQL) devel"), None);
        assert_eq!(major_in(""), None);
    }
}
