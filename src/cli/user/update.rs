//! `automatos user update`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::db::user::Changes;
use crate::ops::user::update;

/// Change a user, or let them sign in again
#[derive(Debug, clap::Args)]
#[command(override_usage = "automatos user update [OPTIONS] <USER>")]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Their name, address or id
    user: String,

    /// Their address
    #[arg(long, value_name = "ADDRESS", value_parser = super::address, group = "change")]
    email: Option<String>,

    /// Their name to show
    #[arg(long, group = "change")]
    name: Option<String>,

    /// A picture to show
    #[arg(long, value_name = "URL", group = "change")]
    avatar_url: Option<String>,

    /// Let them sign in again
    #[arg(long, group = "change")]
    active: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let user = super::find(&mut session.conn, &args.user)?;
    let changes = Changes {
        email: args.email,
        name: args.name,
        avatar_url: args.avatar_url,
        is_active: args.active.then_some(true),
    };
    let told = ("update", &changes);
    let updated = update::run(&mut session, &app.deed(commit), &user, told)?;
    app.out.show(&updated)?;
    Ok(Status::Done)
}
