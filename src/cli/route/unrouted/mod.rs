//! `automatos route unrouted ...`

mod list;
mod suggest_rule;

use crate::cli::app::App;
use crate::cli::exit::Status;

/// See the requests that no rule had a place for
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    SuggestRule(suggest_rule::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::SuggestRule(args) => suggest_rule::run(args, app),
    }
}
