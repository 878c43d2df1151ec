//! `automatos migrate revert`

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::migrate::{self, Which};

/// Undo the last migrations, and with them the data of their tables
///
/// Asks for the database's name to be typed, or for it in `--confirm`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many to undo
    #[arg(long, short = 'n', default_value_t = 1, conflicts_with = "to")]
    last: usize,

    /// Undo all after this version
    #[arg(long, value_name = "VERSION")]
    to: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    consent: Consent,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let which = match args.to {
        Some(to) => Which::After(to),
        None => Which::Last(args.last),
    };
    let mut session = app.connect_directly_to_write(commit)?;
    let chosen = which.clone().choose(&migrate::state(&mut session.conn)?)?;
    if commit == Commit::Keep && !chosen.is_empty() {
        let deed = format!("reverting {} migrations drops what they made", chosen.len());
        args.consent.ask(app, &deed, session.target.database())?;
    }
    let outcome = migrate::revert(&mut session, which, commit)?;
    app.out.show(&outcome)?;
    Ok(Status::Done)
}
