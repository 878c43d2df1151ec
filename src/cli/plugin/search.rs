//! `automatos plugin search`

use super::list::Part;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::db::marketplace_page::{Filter, Order};
use crate::model::ApprovalStatus;

/// Search the marketplace: approved and active plugins, the most enabled first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Text in slug, name, description or a tag
    text: String,

    /// Search all plugins, also those that are pending, rejected or not active
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    part: Part,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let filter = Filter {
        approval: (!args.all).then_some(ApprovalStatus::Approved),
        is_active: (!args.all).then_some(true),
        search: Some(args.text),
        ..Filter::default()
    };
    args.part.show(app, filter, Order::Popular)
}
