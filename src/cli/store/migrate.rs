//! `automatos store migrate`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::{self, Status};
use crate::cli::output::Render;
use crate::cli::plugin;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::store::migrate::{self, Job, Outcome};
use crate::store::Location;

/// Copy all packages from the configured store to another
///
/// These are the packages that a version points at. Each copy is read back and compared with its
/// digest. A run that was cut short is taken up by the next. The settings of S3 hold for both stores.
/// Afterwards set `AUTOMATOS_STORE` to the new one, and run it again if something was uploaded
/// meanwhile.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The other store: `postgres`, `file:///path` or `s3://bucket/prefix`
    #[arg(long, value_name = "URL")]
    to: String,

    /// Remove from the configured store what the other then has
    #[arg(long = "move")]
    remove: bool,

    /// Say what would be copied, and copy nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let to: Location = args.to.parse().map_err(Advice::from)?;
    let mut source = app.store()?;
    if *source.location() == to {
        return Err(
            Advice::new(Code::Usage, format!("{to} is the configured store itself"))
                .hint("name another with `--to`, or the one to copy from with `--store`")
                .into(),
        );
    }
    let mut target = app.store_at(&to)?;
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let mut job = Job {
        source: source.as_mut(),
        target: target.as_mut(),
        command: app.command(),
        commit,
        remove: args.remove,
    };
    let mut outcome = Outcome::default();
    let done = app.out.with_progress("copying", |progress| {
        migrate::run(&mut session, &mut job, &mut outcome, progress)
    });
    if let Err(error) = done {
        return Err(with_how_far(error, &outcome));
    }
    let status = if outcome.problems.is_empty() {
        Status::Done
    } else {
        Status::Partial
    };
    app.out.show(&outcome)?;
    Ok(status)
}

/// Batches are committed one by one: an error later does not undo them.
fn with_how_far(error: anyhow::Error, outcome: &Outcome) -> anyhow::Error {
    let Outcome { copied, there, .. } = outcome;
    if outcome.dry_run || *copied == 0 {
        return error;
    }
    let code = exit::explain(&error).0.code;
    let message = format!(
        "the copying stopped after {} packages; what was copied stays",
        copied + there
    );
    let advice = Advice::new(code, message).hint("run it again: it goes on where it was");
    error.context(advice)
}

impl Render for Outcome {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            from,
            to,
            copied,
            bytes,
            there,
            removed,
            versions,
            problems,
            dry_run,
        } = self;
        for problem in problems {
            plugin::problem_line(problem, out)?;
        }
        let bad = problems.len();
        writeln!(out, "from {from} to {to}")?;
        if *dry_run {
            writeln!(
                out,
                "would be copied {copied}, there already {there}, cannot be copied {bad}\n\
                 versions that would say so {versions}\n\
                 not executed: writing and removing packages"
            )
        } else {
            writeln!(
                out,
                "copied {copied}, bytes {bytes}, there already {there}, not copied {bad}\n\
                 versions that say so {versions}, removed from {from} {removed}"
            )
        }
    }
}
