//! `automatos pattern ...`

mod list;

use super::app::App;
use super::exit::Status;

/// See the ways in which agents work together
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
    }
}
