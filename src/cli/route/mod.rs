//! `automatos route ...`

mod correct;
mod decide;
mod explain;
mod history;
mod request;
mod rule;
mod since;
mod stats;
mod target;
mod unrouted;

use diesel::PgConnection;

use super::app::App;
use super::exit::Status;
use super::workspace;
use crate::db::Commit;
use crate::db::workspace::Workspace;
use crate::ops::route::Deed;

/// Send requests to agents and workflows, and see where they went
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(subcommand)]
    Rule(rule::Command),
    Decide(decide::Args),
    Explain(explain::Args),
    Correct(correct::Args),
    History(history::Args),
    Stats(stats::Args),
    #[command(subcommand)]
    Unrouted(unrouted::Command),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Rule(command) => rule::run(command, app),
        Command::Decide(args) => decide::run(args, app),
        Command::Explain(args) => explain::run(args, app),
        Command::Correct(args) => correct::run(args, app),
        Command::History(args) => history::run(args, app),
        Command::Stats(args) => stats::run(args, app),
        Command::Unrouted(command) => unrouted::run(command, app),
    }
}

/// The workspace whose requests are routed.
#[derive(Debug, clap::Args)]
struct Place {
    /// The workspace's slug, name or id
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: String,
}

impl Place {
    fn find(&self, conn: &mut PgConnection) -> anyhow::Result<Workspace> {
        workspace::find(conn, &self.workspace)
    }
}

/// How this command's changes are recorded.
fn deed<'a>(app: &'a App, workspace: &'a Workspace, commit: Commit) -> Deed<'a> {
    Deed {
        workspace,
        actor: &app.config.actor,
        command: app.command(),
        commit,
    }
}
