//! `automatos tool unassign`

use crate::cli::agent::{self, show_equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::ops::agent::{Chosen, Tool, unassign};

/// Take an app from an agent
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: agent::Chosen,

    /// The app's name
    app: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.agent.find(&mut session.conn)?;
    let chosen = Chosen {
        tools: vec![Tool {
            app_name: args.app,
            app_type: None,
            priority: None,
            config: None,
        }],
        ..Chosen::default()
    };
    let deed = app.deed(commit);
    let done = unassign::run(&mut session, &deed, (&workspace, &agent), &chosen)?;
    show_equipped(app, &mut session.conn, done)
}
