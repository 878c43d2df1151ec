//! `automatos config ...`

mod path;
mod show;

use super::app::App;
use super::exit::Status;

/// See the settings of this run and where they come from
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Show(show::Args),
    Path(path::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Show(args) => show::run(args, app),
        Command::Path(args) => path::run(args, app),
    }
}
