//! Which seeds a command is about, and how they are merged: flags that several verbs share.

use std::io;
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;
use tempfile::NamedTempFile;

use crate::cli::app::App;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::seed::secret::Origin;
use crate::ops::seed::{self, Choices, Feed, Job};
use crate::seed::merge::OnConflict;
use crate::seed::{Kind, Source};

/// Files up to this size together are held in memory.
const HELD: u64 = 8 * 1024 * 1024;

/// Which seeds are meant.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// A folder of seed files instead of those that ship, `-` for standard input; a later one
    /// overrides an earlier one
    #[arg(long, value_name = "FOLDER")]
    pub dir: Vec<PathBuf>,

    /// Only this kind; can be given several times
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub only: Vec<Kind>,
}

/// How they are merged with what is there.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Merging {
    /// What to do with fields that both an operator and the seed changed
    #[arg(long, value_enum, value_name = "HOW", default_value = "keep")]
    on_conflict: Conflict,

    /// Bring back rows that an operator deleted
    #[arg(long)]
    restore: bool,

    /// Remove rows that files with `mode: sync` no longer name, if the seed made them, nobody
    /// edited them and nothing depends on them
    #[arg(long)]
    prune: bool,

    /// Refuse to prune more rows than this
    #[arg(long, value_name = "N", default_value_t = 10)]
    max_delete: usize,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Conflict {
    /// The operator's value stays
    Keep,
    /// The seed's value is written
    Seed,
    /// Nothing is written at all
    Fail,
}

impl Merging {
    /// What to do, telling each change where `detail` is wanted.
    fn choices(&self, detail: bool) -> Choices {
        let on_conflict = match self.on_conflict {
            Conflict::Keep => OnConflict::Keep,
            Conflict::Seed => OnConflict::Seed,
            Conflict::Fail => OnConflict::Fail,
        };
        Choices {
            on_conflict,
            restore: self.restore,
            // An error names the rows that are in conflict.
            detail: detail || on_conflict == OnConflict::Fail,
        }
    }

    fn prune(&self) -> Option<usize> {
        self.prune.then_some(self.max_delete)
    }
}

/// Seeds that were found.
pub struct Found {
    sources: Vec<Source>,
    /// Holds standard input until the end.
    _spooled: Option<NamedTempFile>,
    /// Where they come from, for the record.
    pub name: String,
}

impl Args {
    /// Finds the files; nothing is read yet but standard input.
    pub fn find(&self) -> anyhow::Result<Found> {
        if self.dir.is_empty() {
            return Ok(Found {
                sources: crate::seed::shipped_sources(),
                _spooled: None,
                name: "shipped".to_owned(),
            });
        }
        let (inputs, folders): (Vec<_>, Vec<_>) = self
            .dir
            .iter()
            .cloned()
            .partition(|dir| dir.as_os_str() == "-");
        let mut sources = seed::from_folders(&folders)?;
        let spooled = if inputs.is_empty() {
            None
        } else {
            Some(spool()?)
        };
        if let Some(file) = &spooled {
            sources = seed::with_standard_input(sources, file.path(), folders.len())?;
        }
        let names: Vec<String> = self
            .dir
            .iter()
            .map(|dir| dir.display().to_string())
            .collect();
        Ok(Found {
            sources,
            _spooled: spooled,
            name: names.join(", "),
        })
    }
}

/// Standard input in a file of its own, since seeds are read twice. Only this user can read it,
/// and it goes with the process.
fn spool() -> anyhow::Result<NamedTempFile> {
    let explain = || {
        Advice::new(
            Code::FileRead,
            "cannot put standard input into a temporary file",
        )
    };
    let mut file = NamedTempFile::new().with_context(explain)?;
    io::copy(&mut io::stdin().lock(), &mut file).with_context(explain)?;
    Ok(file)
}

impl Found {
    /// Reads and checks the files, and hands the job over with everything that is wrong known.
    pub fn with_job<T>(
        &self,
        app: &App,
        (args, merging, detail): (&Args, &Merging, bool),
        commit: Commit,
        run: impl FnOnce(&Job<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let variables = |name: &str| app.config.variables.utf8(name);
        let ring = || app.key_ring();
        let secrets = Origin {
            variables: &variables,
            ring: &ring,
        };
        let prepared = |feed| {
            let mut job = Job::new(feed, self.name.clone(), commit);
            job.only.clone_from(&args.only);
            job.choices = merging.choices(detail);
            job.prune = merging.prune();
            job.secrets = Some(secrets);
            job
        };
        if self.size()? <= HELD {
            let seeds = seed::load(&self.sources, &variables)?;
            return run(&prepared(Feed::Held(&seeds)));
        }
        let checked = seed::check(&self.sources, &variables)?;
        run(&prepared(Feed::Read(&checked)))
    }

    /// How many bytes the files have together.
    fn size(&self) -> anyhow::Result<u64> {
        let sizes = self.sources.iter().map(|source| {
            let explain = || Advice::new(Code::FileRead, format!("cannot read {}", source.name()));
            source.size().with_context(explain)
        });
        sizes.sum()
    }

    /// The files.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
}
