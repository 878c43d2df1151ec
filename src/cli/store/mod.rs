//! `automatos store ...`

mod migrate;
mod verify;

use super::app::App;
use super::exit::Status;

/// Check and move the store that keeps the packages of plugins
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Migrate(migrate::Args),
    Verify(verify::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Migrate(args) => migrate::run(args, app),
        Command::Verify(args) => verify::run(args, app),
    }
}
