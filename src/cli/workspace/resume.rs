//! `automatos workspace resume`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::workspace::update::{self, Wanted};

/// Let the agents of a paused workspace run again
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    workspace: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = super::find(&mut session.conn, &args.workspace)?;
    let resumed = update::run(&mut session, &app.deed(commit), &workspace, &Wanted::Resume)?;
    app.out.show(&resumed)?;
    Ok(Status::Done)
}
