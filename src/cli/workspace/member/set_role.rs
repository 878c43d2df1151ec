//! `automatos workspace member set-role`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::{user, workspace};
use crate::db::Commit;
use crate::model::MemberRole;
use crate::ops::workspace::member::{self, Wanted};

/// Give a member another role; an owner always remains
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workspace's slug, name or id
    workspace: String,

    /// The user's name, address or id
    user: String,

    /// What they may do from now on
    #[arg(value_enum)]
    role: MemberRole,

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
    let placed = member::run(
        &mut session,
        &deed,
        (&workspace, &user),
        Wanted::SetRole(args.role),
    )?;
    super::show(app, &placed)?;
    Ok(Status::Done)
}
