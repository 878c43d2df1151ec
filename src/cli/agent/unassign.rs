//! `automatos agent unassign`

use super::{Chosen, equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::plugin;
use crate::db::Commit;
use crate::ops::agent::unassign::{self, Unwanted};

/// Take plugins from an agent
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    /// A plugin's slug, name or id; may be repeated
    #[arg(long = "plugin", value_name = "PLUGIN", required = true)]
    plugins: Vec<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let agent = args.agent.find(&mut session.conn)?;
    let mut plugins = Vec::new();
    for name in &args.plugins {
        plugins.push(plugin::find(&mut session.conn, name)?.id);
    }
    let unwanted = Unwanted { plugins };
    let done = unassign::run(&mut session, app.command(), &agent, &unwanted, commit)?;
    equipped::show(app, &mut session.conn, done)
}
