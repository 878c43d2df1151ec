//! `automatos credential type ...` (`type` is no module name in Rust)

mod list;
mod schema;
mod show;

use crate::cli::app::App;
use crate::cli::exit::Status;

/// See which types of credentials there are
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Schema(schema::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Schema(args) => schema::run(args, app),
    }
}
