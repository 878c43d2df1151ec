//! `automatos pattern list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::workspace::Chosen;
use crate::db::pattern::{self, Filter, Pattern};
use crate::model::PatternType;

/// List patterns
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this type
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pattern_type: Option<PatternType>,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let filter = Filter {
        pattern_type: args.pattern_type,
        workspace_id: args.workspace.id(conn)?,
        search: args.listing.search.clone(),
    };
    let rows = pattern::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["name", "pattern_type", "description"])?;
    Ok(Status::Done)
}

impl Listed for Pattern {
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
