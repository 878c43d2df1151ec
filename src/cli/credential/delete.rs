//! `automatos credential delete`

use super::{Chosen, deed};
use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::model::CredentialAction;
use crate::ops;

/// Remove a credential; what was done with it stays in the log
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    credential: Chosen,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let credential = args.credential.find(&mut session.conn)?;
    let deed = deed(app, commit);
    let name = &credential.name;
    let question = format!("this deletes the credential `{name}` and its values");
    if !args.dry_run
        && let Err(error) = args.consent.ask(app, &question, name)
    {
        let action = CredentialAction::Deleted;
        ops::credential::refused(&mut session, &deed, &credential, action, &error)?;
        return Err(error);
    }
    ops::credential::delete::run(&mut session, &deed, &credential)?;
    app.out.show(&credential)?;
    Ok(Status::Done)
}
