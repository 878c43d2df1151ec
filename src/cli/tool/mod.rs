//! `automatos tool ...`

mod action;
mod app;
mod assign;
mod resolve;
mod sync;
mod unassign;

use super::app::App;
use super::exit::Status;

/// See the apps whose tools agents call, fetch them, and give them to agents
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(subcommand)]
    App(app::Command),
    #[command(subcommand)]
    Action(action::Command),
    Sync(sync::Args),
    Resolve(resolve::Args),
    Assign(assign::Args),
    Unassign(unassign::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::App(command) => app::run(command, app),
        Command::Action(command) => action::run(command, app),
        Command::Sync(args) => sync::run(args, app),
        Command::Resolve(args) => resolve::run(args, app),
        Command::Assign(args) => assign::run(args, app),
        Command::Unassign(args) => unassign::run(args, app),
    }
}
