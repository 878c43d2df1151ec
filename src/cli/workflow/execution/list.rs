//! `automatos workflow execution list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::owner::Tenant;
use crate::db::workflow_execution::{self, Execution};
use crate::model::ExecutionStatus;

/// List the runs of a workflow, the newest first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workflow, by its name or id
    workflow: String,

    /// Only in this state
    #[arg(long, value_enum)]
    status: Option<ExecutionStatus>,

    #[command(flatten)]
    tenant: Tenant,

    #[command(flatten)]
    listing: listing::Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let workspace = args.tenant.find(conn)?;
    let workflow = super::super::find(conn, workspace.id, &args.workflow)?;
    let rows = workflow_execution::page(conn, &workflow, args.status, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "id",
        "status",
        "started_at",
        "completed_at",
        "error_message",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for Execution {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        self.status.as_str()
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.started_at
    }
}
