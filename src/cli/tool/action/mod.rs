//! `automatos tool action ...`

mod list;
mod show;

use crate::cli::app::App;
use crate::cli::exit::Status;

/// See what the apps in the cache can be asked to do
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
    }
}
