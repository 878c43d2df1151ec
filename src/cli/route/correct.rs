//! `automatos route correct`

use std::io::{self, Write};

use uuid::Uuid;

use super::{Place, target};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::route::correct::{self, Corrected};

/// Say which agent a request ought to have gone to
///
/// The log keeps the correction, and the same request goes to that agent from now on, until what is
/// kept expires.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of the decision, from `route decide` or `route history`
    decision: Uuid,

    /// The agent's name or id
    #[arg(long)]
    agent: String,

    #[command(flatten)]
    place: Place,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = args.place.find(&mut session.conn)?;
    let agent = target::agent(&mut session.conn, &workspace, &args.agent)?;
    let deed = super::deed(app, &workspace, commit);
    let corrected = correct::run(&mut session, &deed, args.decision, &agent)?;
    app.out.show(&corrected)?;
    Ok(Status::Done)
}

impl Render for Corrected {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["agent_id"])
    }
}
