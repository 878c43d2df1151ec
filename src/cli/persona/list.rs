//! `automatos persona list`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::workspace::Chosen;
use crate::db::persona::{self, Filter, Persona};

/// List personas
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this category
    #[arg(long)]
    category: Option<String>,

    /// Only with this tag
    #[arg(long)]
    tag: Option<String>,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let mut session = app.connect()?;
    let filter = Filter {
        category: args.category,
        tag: args.tag,
        workspace_id: args.workspace.id(&mut session.conn)?,
        search: args.listing.search.clone(),
    };
    let rows = persona::page(&mut session.conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out.list(&page, &["slug", "name", "category", "tags"])?;
    Ok(Status::Done)
}

impl Listed for Persona {
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
