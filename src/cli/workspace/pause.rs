//! `automatos workspace pause`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::workspace::update::{self, Wanted};

/// Pause a workspace: its agents do not run until it is resumed
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    workspace: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = super::find(&mut session.conn, &args.workspace)?;
    let wanted = Wanted::Pause(args.reason);
    let paused = update::run(&mut session, &app.deed(commit), &workspace, &wanted)?;
    app.out.show(&paused)?;
    Ok(Status::Done)
}
