//! `automatos agent assign`

use super::{Chosen, equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::plugin;
use crate::db::Commit;
use crate::ops::agent::assign::{self, Wanted};

/// Give an agent plugins that its workspace has enabled
///
/// All in one transaction. Plugins that it has already stay where they are unless a priority is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    /// A plugin's slug, name or id; may be repeated, the most important first
    #[arg(long = "plugin", value_name = "PLUGIN", required = true)]
    plugins: Vec<String>,

    /// The place of the first plugin, the others right below; highest first. Without it they go below
    /// all others
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i32).range(0..))]
    priority: Option<i32>,

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
        let plugin = plugin::find(&mut session.conn, name)?;
        if plugins.iter().all(|(id, _)| *id != plugin.id) {
            plugins.push((plugin.id, plugin.slug));
        }
    }
    let wanted = Wanted {
        plugins,
        priority: args.priority,
    };
    let done = assign::run(&mut session, app.command(), &agent, &wanted, commit)?;
    equipped::show(app, &mut session.conn, done)
}
