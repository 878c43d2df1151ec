//! `automatos setting unset`

use crate::cli::app::App;
use crate::cli::credential::deed;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops;

/// Take a setting's value away, so that its default is in force again
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its category and key, joined by a dot
    #[arg(value_name = "CATEGORY.KEY")]
    name: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let (category, key) = super::parts(&args.name)?;
    let mut session = app.connect_to_write(commit)?;
    let setting = super::find(&mut session.conn, category, key)?;
    let deed = deed(app, commit);
    let unset = ops::setting::unset::run(&mut session, &deed, &setting)?;
    app.out.show(&unset)?;
    Ok(Status::Done)
}
