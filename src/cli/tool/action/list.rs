//! `automatos tool action list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::composio_action::{self, ComposioAction, Filter};

/// List actions; `--sort created` goes by when they were last fetched
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this app
    #[arg(long)]
    app: Option<String>,

    /// Only with this tag
    #[arg(long)]
    tag: Option<String>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let app_name = match &args.app {
        Some(name) => Some(crate::cli::tool::app::find(conn, name)?.app_name),
        None => None,
    };
    let filter = Filter {
        app_name,
        tag: args.tag,
        search: args.listing.search.clone(),
    };
    let rows = composio_action::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["app_name", "action_name", "display_name", "tags"])?;
    Ok(Status::Done)
}

impl Listed for ComposioAction {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.action_name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.last_synced_at
    }
}
