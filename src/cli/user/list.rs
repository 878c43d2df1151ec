//! `automatos user list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::user::{self, Filter, User};

/// List the people who sign in
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those who may sign in, or with `false` those who may not
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    active: Option<bool>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let filter = Filter {
        is_active: args.active,
        search: args.listing.search.clone(),
    };
    let rows = user::page(&mut app.connect()?.conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["username", "email", "name", "is_active"])?;
    Ok(Status::Done)
}

impl Listed for User {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.username
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
