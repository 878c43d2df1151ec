//! `automatos tool app list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::composio_app::{self, ComposioApp, Filter};

/// List apps; `--sort created` goes by when they were last fetched
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this category
    #[arg(long)]
    category: Option<String>,

    /// Only in this state, such as active or inactive
    #[arg(long)]
    status: Option<String>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let filter = Filter {
        category: args.category,
        status: args.status,
        search: args.listing.search.clone(),
    };
    let rows = composio_app::page(&mut app.connect()?.conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "app_name",
        "display_name",
        "status",
        "action_count",
        "categories",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for ComposioApp {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.app_name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.last_synced_at
    }
}
