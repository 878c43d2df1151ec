//! `automatos agent assign`

use super::{Target, equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::agent::assign;

/// Give an agent a persona, plugins, skills and apps
///
/// All in one transaction; what it has already stays as it is. Personas and skills are global ones or
/// those of its workspace; plugins are those that its workspace has enabled.
#[derive(Debug, clap::Args)]
#[command(override_usage = "automatos agent assign [OPTIONS] <AGENT>")]
pub struct Args {
    #[command(flatten)]
    target: Target,

    /// The place of the first plugin, the others right below; highest first. Without it they go below
    /// all others
    #[arg(long, value_name = "N", requires = "plugins", value_parser = clap::value_parser!(i32).range(0..))]
    priority: Option<i32>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.target.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.target.agent.find(&mut session.conn)?;
    let chosen = args.target.assignments.chosen();
    let deed = app.deed(commit);
    let done = assign::run(
        &mut session,
        &deed,
        (&workspace, &agent),
        (&chosen, args.priority),
    )?;
    equipped::show(app, &mut session.conn, done)
}
