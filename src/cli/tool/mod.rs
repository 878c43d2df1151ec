//! `automatos tool ...`

mod assign;
mod unassign;

use super::app::App;
use super::exit::Status;

/// Give agents the apps whose tools they call
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Assign(assign::Args),
    Unassign(unassign::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Assign(args) => assign::run(args, app),
        Command::Unassign(args) => unassign::run(args, app),
    }
}
