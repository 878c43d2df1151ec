//! `automatos setting list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::system_setting::{self, Filter, SystemSetting};

/// List the settings of the platform; sensitive values are masked
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this category
    #[arg(long)]
    category: Option<String>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let filter = Filter {
        category: args.category,
        search: args.listing.search.clone(),
    };
    let rows = system_setting::page(&mut app.connect()?.conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["name", "value_type", "value", "default_value"])?;
    Ok(Status::Done)
}

impl Listed for SystemSetting {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
