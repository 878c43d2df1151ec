//! `automatos maintain ...`

mod list;
mod run;

use super::app::App;
use super::exit::Status;

/// Do what has to be done now and then, from cron
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Run(run::Args),
    List(list::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Run(args) => run::run(args, app),
        Command::List(args) => list::run(args, app),
    }
}
