//! `automatos seed`

use std::io::{self, Write};
use std::path::PathBuf;

use super::app::App;
use super::exit::Status;
use super::output::Render;
use crate::db::Commit;
use crate::ops;
use crate::seed::Kind;

/// Make the database say what the seed files say, and keep what operators edited
///
/// Seeds what ships with the binary, or the files in the folders that `--dir` names. All of it is
/// one transaction; a second run changes nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only this kind; can be given several times
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    only: Vec<Kind>,

    /// A folder of seed files instead of those that ship; a later one overrides an earlier one
    #[arg(long, value_name = "FOLDER")]
    dir: Vec<PathBuf>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let seeds = if args.dir.is_empty() {
        ops::seed::shipped()?
    } else {
        ops::seed::from_folders(&args.dir, &|name| app.config.variables.utf8(name))?
    };
    let mut job = ops::seed::Job::shipped(&seeds, commit);
    job.only = args.only;
    if !args.dir.is_empty() {
        let names: Vec<String> = args.dir.iter().map(|dir| dir.display().to_string()).collect();
        job.source = names.join(", ");
    }
    let mut session = app.connect_to_write(commit)?;
    let report = ops::seed::run(&mut session, &job)?;
    app.out.show(&report)?;
    Ok(Status::Done)
}

impl Render for ops::seed::Report {
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
