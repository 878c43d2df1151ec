//! `automatos category ...`

mod list;
mod tree;

use super::app::App;
use super::exit::Status;

/// See the categories of the plugin marketplace
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Tree(tree::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Tree(args) => tree::run(args, app),
    }
}
