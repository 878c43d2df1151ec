//! `automatos key ...`

mod generate;
mod status;
mod verify;

use super::app::App;
use super::exit::Status;

/// Make and check the master keys that credentials are sealed with
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Generate(generate::Args),
    Status(status::Args),
    Verify(verify::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Generate(args) => generate::run(args, app),
        Command::Status(args) => status::run(args, app),
        Command::Verify(args) => verify::run(args, app),
    }
}
