//! `automatos agent unassign`

use super::{Target, equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::agent::unassign;

/// Take a persona, plugins, skills and apps from an agent
///
/// All in one transaction; what it does not have is no error.
#[derive(Debug, clap::Args)]
#[command(override_usage = "automatos agent unassign [OPTIONS] <AGENT>")]
pub struct Args {
    #[command(flatten)]
    target: Target,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.target.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.target.agent.find(&mut session.conn)?;
    let chosen = args.target.assignments.chosen();
    let deed = app.deed(commit);
    let done = unassign::run(&mut session, &deed, (&workspace, &agent), &chosen)?;
    equipped::show(app, &mut session.conn, done)
}
