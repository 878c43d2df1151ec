//! `automatos user deactivate`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::db::user::Changes;
use crate::ops::user::update;

/// Let a user sign in no more; they keep what they own
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Their name, address or id
    user: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let user = super::find(&mut session.conn, &args.user)?;
    let changes = Changes {
        is_active: Some(false),
        ..Changes::default()
    };
    let told = ("deactivate", &changes);
    let updated = update::run(&mut session, &app.deed(commit), &user, told)?;
    app.out.show(&updated)?;
    Ok(Status::Done)
}
