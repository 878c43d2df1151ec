//! `automatos migrate redo`

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::migrate;

/// Undo the last migration and apply it again, with the loss of its data
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    consent: Consent,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_directly_to_write(commit)?;
    if commit == Commit::Keep {
        let deed = "redoing the last migration drops what it made";
        args.consent.ask(app, deed, session.target.database())?;
    }
    let outcome = migrate::redo(&mut session, commit)?;
    app.out.show(&outcome)?;
    Ok(Status::Done)
}
