//! `automatos workspace list`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::db::workspace::{self, Filter, Workspace};
use crate::model::{WorkspaceKind, WorkspaceStatus};

/// List workspaces
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this kind
    #[arg(long, value_enum)]
    kind: Option<WorkspaceKind>,

    /// Only those at work, paused or deleted; without it, all that are not deleted
    #[arg(long, value_enum)]
    status: Option<WorkspaceStatus>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let filter = Filter {
        kind: args.kind,
        status: args.status,
        search: args.listing.search.clone(),
    };
    let rows = workspace::page(&mut app.connect()?.conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["slug", "name", "kind", "plan", "created_at"])?;
    Ok(Status::Done)
}

impl Listed for Workspace {
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
