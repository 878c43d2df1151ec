//! `automatos workspace member add`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::{user, workspace};
use crate::db::Commit;
use crate::model::MemberRole;
use crate::ops::workspace::member::{self, Wanted};

/// Make a user a member of an organization's workspace
///
/// The first member has to be an owner.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workspace's slug, name or id
    workspace: String,

    /// The user's name, address or id
    user: String,

    /// What they may do
    #[arg(long, value_enum, default_value = "viewer")]
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
        Wanted::Add(args.role),
    )?;
    super::show(app, &placed)?;
    Ok(Status::Done)
}
