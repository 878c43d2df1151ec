//! `automatos setting ...`

mod get;
mod list;

use super::app::App;
use super::exit::Status;

/// See the settings of the platform
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Get(get::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Get(args) => get::run(args, app),
    }
}
