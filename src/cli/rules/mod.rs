//! `automatos rules ...`

mod list;
mod show;

use super::app::App;
use super::exit::Status;

/// See the rules of the plugin scanner
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
