//! `automatos recipe list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::workspace::Chosen;
use crate::db::workflow_recipe::{self, Filter, Recipe};

/// List recipes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only with this tag
    #[arg(long)]
    tag: Option<String>,

    /// Archived ones too
    #[arg(long)]
    archived: bool,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let filter = Filter {
        tag: args.tag,
        workspace_id: args.workspace.id(conn)?,
        archived: args.archived,
        search: args.listing.search.clone(),
    };
    let rows = workflow_recipe::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out.list(
        &page,
        &["template_id", "name", "version", "use_count", "description"],
    )?;
    Ok(Status::Done)
}

impl Listed for Recipe {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.template_id
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
