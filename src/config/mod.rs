//! Settings: flag, then environment, then file, then default; read once at start.

mod environment;
mod file;
mod flags;
mod llm;
mod resolve;
mod s3;
mod setting;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

pub use self::environment::Environment;
pub use self::flags::Flags;
pub use self::llm::{Llm, LlmProtocol};
use self::resolve::Origin;
pub use self::resolve::Resolved;
pub use self::s3::{S3, S3Style};
pub use self::setting::{OTHER_VARIABLES, SETTINGS};

use crate::error::{Advice, Code};
use crate::model::Secret;

/// Whether colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// On a terminal that can show it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The form of remarks on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// A line of text.
    Text,
    /// A JSON document a line.
    Json,
}

/// The settings of this run.
pub struct Config {
    /// The database as the user wrote it. Holds a password perhaps: never shown.
    pub database_url: Option<String>,
    /// The same database past its pooler, as the user wrote it, where it is named no less directly than
    /// the database itself: by a flag or a variable a run is pointed at another database, and what a
    /// file says of the usual one does not hold for it.
    pub direct_database_url: Option<String>,
    /// Whether libpq's own variables name a database.
    pub libpq_variables: bool,
    /// The environment that the database must belong to.
    pub environment: Option<String>,
    /// Who is named in the audit trail.
    pub actor: String,
    /// How long a statement waits for a lock; zero is without bound.
    pub lock_timeout: Duration,
    /// How long one statement may take; zero is without bound.
    pub statement_timeout: Duration,
    /// How long to wait for the maintenance lock; zero fails at once.
    pub lock_wait: Duration,
    /// How long to wait for the server to come up; zero fails at once.
    pub wait: Duration,
    /// How often a transaction is tried again.
    pub retries: u32,
    /// Where packages are kept, as the user wrote it.
    pub store: String,
    /// The master keys, as the user wrote them.
    pub master_key: Option<Secret>,
    /// How the judge of plugins is reached.
    pub llm: Llm,
    /// How S3 is reached, where it is the store.
    pub s3: S3,
    /// Where the embedded PostgreSQL keeps its data.
    pub home: Option<PathBuf>,
    /// The folder of the PostgreSQL programs.
    pub pg_bin: Option<PathBuf>,
    /// Whether colour is used.
    pub color: Color,
    /// The form of remarks on stderr.
    pub log_format: LogFormat,
    /// The configuration file in use.
    pub file: Option<PathBuf>,
    /// Every setting with its value and where that came from.
    pub resolved: Vec<Resolved>,
    /// The environment of the process.
    pub variables: Environment,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").finish_non_exhaustive()
    }
}

impl Config {
    /// Resolves every setting.
    pub fn read(flags: &Flags, mut variables: Environment) -> anyhow::Result<Self> {
        if let Some(path) = &flags.env_file {
            variables.add_file(path)?;
        }
        let explicit = flags
            .config
            .clone()
            .or_else(|| variables.path("AUTOMATOS_CONFIG"));
        let profile = match &flags.profile {
            Some(profile) => Some(profile.clone()),
            None => variables.text("AUTOMATOS_PROFILE")?.map(str::to_owned),
        };
        let file = file::File::find(explicit, profile.as_deref(), &variables)?;
        let mut resolved = resolve::all(flags, &variables, &file)?;
        let llm = Llm::of(&mut resolved)?;
        let master_key = Resolved::take(&mut resolved, "master_key");
        let get = |name| Resolved::find(&resolved, name);
        let libpq_variables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"]
            .iter()
            .any(|name| variables.has(name));
        let (usual, direct) = (get("database_url"), get("direct_database_url"));
        let usual_rank = match usual.value {
            None if libpq_variables => Origin::VARIABLE,
            Some(_) | None => usual.origin.rank(),
        };
        let is_direct_used = direct.origin.rank() <= usual_rank;
        Ok(Self {
            database_url: usual.value.clone(),
            direct_database_url: direct.value.clone().filter(|_| is_direct_used),
            libpq_variables,
            environment: get("environment").value.clone(),
            actor: match &get("actor").value {
                Some(actor) => actor.clone(),
                None => default_actor(&variables),
            },
            lock_timeout: get("lock_timeout").duration()?,
            statement_timeout: get("statement_timeout").duration()?,
            lock_wait: get("lock_wait").duration()?,
            wait: get("wait").duration()?,
            retries: get("retries").number()?,
            store: get("store").text().to_owned(),
            master_key,
            llm,
            s3: S3::of(&resolved)?,
            home: get("home").value.as_ref().map(PathBuf::from),
            pg_bin: get("pg_bin").value.as_ref().map(PathBuf::from),
            color: match get("color").text() {
                "auto" => Color::Auto,
                "always" => Color::Always,
                "never" => Color::Never,
                _ => return Err(get("color").invalid("use auto, always or never").into()),
            },
            log_format: match get("log_format").text() {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err(get("log_format").invalid("use text or json").into()),
            },
            file: file.path,
            resolved,
            variables,
        })
    }
}

impl Config {
    /// Where the value of a setting came from, in words.
    pub fn origin_of(&self, name: &str) -> String {
        Resolved::find(&self.resolved, name).origin.to_string()
    }
}

/// The user of the operating system and the machine, as far as they are known.
fn default_actor(variables: &Environment) -> String {
    let word = |name| variables.text(name).ok().flatten().map(str::to_owned);
    let user = word("USER")
        .or_else(|| word("LOGNAME"))
        .unwrap_or_else(|| format!("uid{}", rustix::process::getuid().as_raw()));
    let host = rustix::system::uname();
    format!("{user}@{}", host.nodename().to_string_lossy())
}

impl Resolved {
    fn invalid(&self, hint: &str) -> Advice {
        let shown = self.shown().unwrap_or_default();
        Advice::new(
            Code::ConfigValue,
            format!("`{shown}` is no valid {} ({})", self.name, self.origin),
        )
        .hint(hint)
    }

    fn duration(&self) -> anyhow::Result<Duration> {
        let text = self.text();
        if text == "0" || text == "off" {
            return Ok(Duration::ZERO);
        }
        humantime::parse_duration(text).map_err(|_| {
            self.invalid("use a time such as 500ms, 5s, 2m, or 0")
                .into()
        })
    }

    fn number(&self) -> anyhow::Result<u32> {
        self.text()
            .parse()
            .map_err(|_| self.invalid("use a whole number from 0").into())
    }
}
