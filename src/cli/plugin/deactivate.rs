//! `automatos plugin deactivate`

use super::activate::Change;
use crate::cli::app::App;
use crate::cli::exit::Status;

/// Hide a plugin from the marketplace; workspaces that enabled it keep it
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    change: Change,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    args.change.set(app, false)
}
