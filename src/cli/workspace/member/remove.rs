//! `automatos workspace member remove`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::{user, workspace};
use crate::db::Commit;
use crate::ops::workspace::member::{self, Wanted};

/// Take a member out of a workspace; an owner always remains
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workspace's slug, name or id
    workspace: String,

    /// The user's name, address or id
    user: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = workspace::find(&mut session.conn, &args.workspace)?;
    let user = user::find(&mut session.conn, &args.user)?;
    let deed = app.deed(commit);
    let placed = member::run(&mut session, &deed, (&workspace, &user), Wanted::Remove)?;
    super::show(app, &placed)?;
    Ok(Status::Done)
}
