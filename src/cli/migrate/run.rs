//! `automatos migrate run`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops;

/// Apply what is pending
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Stop after this version
    #[arg(long, value_name = "VERSION")]
    to: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_directly_to_write(commit)?;
    let outcome = ops::migrate::run(&mut session, args.to.as_deref(), commit)?;
    app.out.show(&outcome)?;
    Ok(Status::Done)
}
