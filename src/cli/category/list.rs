//! `automatos category list`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::plugin_category::{self, Filter, PluginCategory};

/// List plugin categories
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those in this group
    #[arg(long, value_name = "GROUP")]
    parent: Option<String>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let parent_id = match &args.parent {
        Some(name) => Some(super::find(conn, name)?.id),
        None => None,
    };
    let filter = Filter {
        parent_id,
        search: args.listing.search.clone(),
    };
    let rows = plugin_category::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out.list(&page, &["slug", "name", "description"])?;
    Ok(Status::Done)
}

impl Listed for PluginCategory {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.slug
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
