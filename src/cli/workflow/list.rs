//! `automatos workflow list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::owner::Tenant;
use crate::db::workflow::{self, Filter, Workflow};
use crate::model::WorkflowStatus;

/// List the workflows of a workspace
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only in this state
    #[arg(long, value_enum)]
    status: Option<WorkflowStatus>,

    /// Only with this tag
    #[arg(long)]
    tag: Option<String>,

    #[command(flatten)]
    tenant: Tenant,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let workspace = args.tenant.find(conn)?;
    let filter = Filter {
        status: args.status,
        tag: args.tag,
        search: args.listing.search.clone(),
    };
    let rows = workflow::page(conn, workspace.id, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["name", "status", "priority", "description"])?;
    Ok(Status::Done)
}

impl Listed for Workflow {
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
