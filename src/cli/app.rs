//! What a verb may ask for. Nothing is opened until it is asked for.

use std::cell::OnceCell;
use std::path::PathBuf;

use crate::config::{Config, S3Style};
use crate::db::{self, Commit, Limits, Session, Target};
use crate::error::{Advice, Code};
use crate::local::{self, Cluster};
use crate::ops;
use crate::store::{self, FileStore, Location, PackageStore, S3Store};
use crate::vault::{self, KeyRing};

use super::output::Output;

/// The database that `init` makes in the embedded PostgreSQL.
pub const EMBEDDED_DATABASE: &str = "automatos";

/// The settings and the streams of this run.
pub struct App {
    /// The settings.
    pub config: Config,
    /// The streams.
    pub out: Output,
    command: String,
    target: OnceCell<Target>,
}

impl App {
    /// For the command of that path, such as `persona list`.
    pub fn new(config: Config, out: Output, command: String) -> Self {
        Self {
            config,
            out,
            command,
            target: OnceCell::new(),
        }
    }

    /// The command of this run, such as `persona list`.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// How this command's changes are recorded.
    pub fn deed(&self, commit: Commit) -> ops::Deed<'_> {
        ops::Deed {
            actor: &self.config.actor,
            command: &self.command,
            commit,
        }
    }

    /// The database that was configured; nothing when only the embedded one is left.
    pub fn configured_target(&self) -> anyhow::Result<Option<Target>> {
        let variables = &self.config.variables;
        let text = match &self.config.database_url {
            Some(url) => url,
            None if self.config.libpq_variables => "",
            None => return Ok(None),
        };
        let target = Target::parse(text)?;
        Ok(Some(target.with_variables(|name| variables.added(name))))
    }

    /// The configured database past its pooler, where that was named; for what needs a session.
    pub fn configured_direct_target(&self) -> anyhow::Result<Option<Target>> {
        let variables = &self.config.variables;
        match (&self.config.direct_database_url, self.configured_target()?) {
            (Some(url), Some(_)) => {
                let target = Target::parse(url)?;
                Ok(Some(target.with_variables(|name| variables.added(name))))
            }
            (Some(_) | None, usual) => Ok(usual),
        }
    }

    /// The settings of the embedded PostgreSQL.
    pub fn local_settings(&self) -> local::Settings {
        let variables = &self.config.variables;
        local::Settings {
            home: self.config.home.clone(),
            pg_bin: self.config.pg_bin.clone(),
            xdg_data_home: variables.path("XDG_DATA_HOME"),
            user_home: variables.path("HOME"),
            path: variables.raw("PATH").map(ToOwned::to_owned),
            lock_wait: self.config.lock_wait,
        }
    }

    /// Where what can be made again is kept; nothing where the user has no home.
    pub fn cache_folder(&self) -> Option<PathBuf> {
        let variables = &self.config.variables;
        // The specification says to ignore one that is relative.
        let own = variables
            .path("XDG_CACHE_HOME")
            .filter(|it| it.is_absolute());
        own.or_else(|| variables.path("HOME").map(|home| home.join(".cache")))
            .map(|folder| folder.join("automatos"))
    }

    /// The configured database, else the embedded one that `init` made, started if it is down.
    pub fn target(&self) -> anyhow::Result<&Target> {
        if let Some(target) = self.target.get() {
            return Ok(target);
        }
        let target = match self.configured_target()? {
            Some(target) => target,
            None => self.embedded_target()?,
        };
        Ok(self.target.get_or_init(|| target))
    }

    fn embedded_target(&self) -> anyhow::Result<Target> {
        let cluster = Cluster::at(&self.local_settings())?;
        if !cluster.exists()? {
            return Err(Advice::new(
                Code::DatabaseNotConfigured,
                "no database is configured, and there is no embedded one yet",
            )
            .hint("run `automatos init` to make one, or set DATABASE_URL")
            .into());
        }
        cluster.ensure_running()?;
        Ok(Target::parse(&cluster.url(EMBEDDED_DATABASE))?)
    }

    /// A connection to read with.
    pub fn connect(&self) -> anyhow::Result<Session> {
        self.connect_to(self.target()?)
    }

    /// A connection to write with, after saying on stderr where to.
    pub fn connect_to_write(&self, commit: Commit) -> anyhow::Result<Session> {
        self.connect_to_write_at(self.target()?, commit)
    }

    /// The same past a pooler, where the way past it was named.
    pub fn connect_directly_to_write(&self, commit: Commit) -> anyhow::Result<Session> {
        match self.configured_direct_target()? {
            Some(target) => self.connect_to_write_at(&target, commit),
            None => self.connect_to_write(commit),
        }
    }

    fn connect_to_write_at(&self, target: &Target, commit: Commit) -> anyhow::Result<Session> {
        let mut session = self.connect_to(target)?;
        let environment = db::environment::name(&mut session.conn)?;
        self.announce(target, environment.as_deref(), commit)?;
        if let (Some(wanted), Some(stored)) = (&self.config.environment, &environment)
            && wanted != stored
        {
            return Err(Advice::new(
                Code::EnvironmentMismatch,
                format!("{target} belongs to the environment `{stored}`, not `{wanted}`"),
            )
            .hint("check the database URL, or leave `--environment` out")
            .into());
        }
        Ok(session)
    }

    /// The store of packages that was configured. Where that is the database it has a connection
    /// of its own, so that it can be used beside a session.
    pub fn store(&self) -> anyhow::Result<Box<dyn PackageStore>> {
        let location: Location = self.config.store.parse().map_err(Advice::from)?;
        self.store_at(&location)
    }

    /// The store at that place.
    pub fn store_at(&self, location: &Location) -> anyhow::Result<Box<dyn PackageStore>> {
        Ok(match location {
            Location::Postgres => Box::new(ops::store::Postgres::new(self.connect()?)),
            Location::File(root) => Box::new(FileStore::new(root.clone())),
            Location::S3 { bucket, prefix } => {
                Box::new(S3Store::new(bucket, prefix, self.s3_settings()?)?)
            }
        })
    }

    fn s3_settings(&self) -> Result<store::Settings, Advice> {
        let s3 = &self.config.s3;
        let (Some(access_key), Some(secret_key)) = (&s3.access_key, &s3.secret_key) else {
            return Err(
                Advice::new(Code::StoreDenied, "there are no keys for the store in S3").hint(
                    "set AUTOMATOS_S3_ACCESS_KEY and AUTOMATOS_S3_SECRET_KEY, or the same with _FILE",
                ),
            );
        };
        Ok(store::Settings {
            endpoint: s3.endpoint.clone(),
            region: s3.region.clone(),
            path_style: match s3.style {
                S3Style::Auto => s3.endpoint.is_some(),
                S3Style::Path => true,
                S3Style::Host => false,
            },
            keys: store::Keys {
                access_key: access_key.clone(),
                secret_key: secret_key.clone(),
                session_token: s3.session_token.clone(),
            },
        })
    }

    /// The master keys: those that were configured, else those of this tool's own key file.
    pub fn key_ring(&self) -> anyhow::Result<KeyRing> {
        if let Some(configured) = &self.config.master_key {
            return Ok(vault::parse_keys(
                configured.expose(),
                "the setting master_key",
            )?);
        }
        let path = self.key_file()?;
        vault::read_key_file(&path)?.ok_or_else(|| {
            let message = format!(
                "there is no master key: AUTOMATOS_MASTER_KEY is not set, and there is no {}",
                path.display()
            );
            Advice::new(Code::KeyMissing, message)
                .hint("set it to the key of this database; for a new one `automatos key generate` makes a key")
                .into()
        })
    }

    /// Where this tool's own key file is, or would be.
    pub fn key_file(&self) -> anyhow::Result<PathBuf> {
        Ok(local::home(&self.local_settings())?.join("master.key"))
    }

    /// This tool's own key file, where the master keys come from there.
    pub fn own_key_file(&self) -> anyhow::Result<Option<PathBuf>> {
        if self.config.master_key.is_some() {
            return Ok(None);
        }
        self.key_file().map(Some)
    }

    /// Names the database that is about to be written.
    pub fn announce(
        &self,
        target: &Target,
        environment: Option<&str>,
        commit: Commit,
    ) -> anyhow::Result<()> {
        let environment = environment.map_or_else(String::new, |name| format!(" ({name})"));
        let tried = match commit {
            Commit::Keep => "",
            Commit::DryRun => ", dry run: nothing is kept",
        };
        self.out
            .note(format!("target: {target}{environment}{tried}"))
    }

    /// A connection to that database.
    pub fn connect_to(&self, target: &Target) -> anyhow::Result<Session> {
        db::interrupt::listen()?;
        let mut conn = db::connect::open_patiently(target, &self.command, self.config.wait)?;
        let verbosity = self.out.verbosity();
        if verbosity > 0 {
            let say = super::output::remarker(false, self.config.log_format);
            db::trace::statements(&mut conn, verbosity > 1, say);
        }
        Ok(self.session(conn, target))
    }

    /// What a command may do on that connection.
    pub fn session(&self, conn: diesel::PgConnection, target: &Target) -> Session {
        let config = &self.config;
        let quiet = self.out.is_quiet();
        Session {
            conn,
            target: target.clone(),
            limits: Limits {
                lock_timeout: config.lock_timeout,
                statement_timeout: config.statement_timeout,
                lock_wait: config.lock_wait,
                retries: config.retries,
            },
            actor: config.actor.clone(),
            remark: super::output::remarker(quiet, config.log_format),
        }
    }
}
