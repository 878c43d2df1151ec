//! `automatos audit ...`

mod list;

use super::app::App;
use super::exit::Status;

/// See who changed what
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
    }
}
