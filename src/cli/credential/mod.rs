//! `automatos credential ...`

mod kind;

use super::app::App;
use super::exit::Status;

/// See the types of credentials
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    #[command(subcommand, name = "type")]
    Kind(kind::Command),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Kind(command) => kind::run(command, app),
    }
}
