//! `automatos credential type list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::credential_type::{self, CredentialType, Filter};

/// List the types of credentials
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
    let rows = credential_type::page(&mut app.connect()?.conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out.list(&page, &["name", "display_name", "category"])?;
    Ok(Status::Done)
}

impl Listed for CredentialType {
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
