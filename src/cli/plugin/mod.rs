//! `automatos plugin ...`

mod scan;

use super::app::App;
use super::exit::Status;

/// Judge plugins before they reach a workspace
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Scan(scan::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Scan(args) => scan::run(args, app),
    }
}
