//! `automatos seed apply`

use std::io::{self, Write};
use std::path::PathBuf;

use super::sources::{self, Merging};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::ops;
use crate::ops::seed::Report;
use crate::ops::seed::secret::Origin;

/// Write what the seed files say
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    #[command(flatten)]
    sources: sources::Args,

    #[command(flatten)]
    merging: Merging,

    /// Apply exactly what this file of `seed plan --out` says, or refuse
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dir", "only", "on_conflict", "restore", "prune"])]
    plan: Option<PathBuf>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let report = if let Some(path) = &args.plan {
        let plan = ops::seed::plan::read(path)?;
        let mut session = app.connect_to_write(commit)?;
        let variables = |name: &str| app.config.variables.utf8(name);
        let ring = || app.key_ring();
        let secrets = Origin {
            variables: &variables,
            ring: &ring,
        };
        ops::seed::plan::apply(&mut session, &plan, secrets, commit)?
    } else {
        let found = args.sources.find()?;
        let how = (&args.sources, &args.merging, false);
        found.with_job(app, how, commit, |job| {
            let mut session = app.connect_to_write(commit)?;
            app.out.with_progress("seeding", |progress| {
                ops::seed::run(&mut session, job, progress)
            })
        })?
    };
    app.out.show(&report)?;
    Ok(Status::Done)
}

impl Render for Report {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for counts in &self.kinds {
            writeln!(out, "{counts}")?;
        }
        if self.kinds.is_empty() {
            writeln!(out, "nothing to seed")?;
        }
        Ok(())
    }
}
