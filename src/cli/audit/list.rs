//! `automatos audit list`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{Listed, Newest};
use crate::cli::moment::Moment;
use crate::cli::workspace;
use crate::db::audit_trail::{self, AuditEvent, Filter};

/// List what was changed, by whom and with which command, the newest first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of objects in this workspace; those of catalogs are in `platform`
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: Option<String>,

    /// Only what this one did
    #[arg(long = "by", value_name = "ACTOR")]
    by: Option<String>,

    /// Only objects of this kind, such as `credential` or `system_setting`
    #[arg(long, value_name = "KIND")]
    object_type: Option<String>,

    /// Only the object of this name
    #[arg(long, value_name = "NAME")]
    object_name: Option<String>,

    /// Only this, such as create, update or refused
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,

    /// From when on: 30d ago, or a day
    #[arg(long, value_name = "WHEN", default_value = "30d")]
    since: Moment,

    #[command(flatten)]
    listing: Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let workspace_id = match &args.workspace {
        Some(name) => Some(workspace::find(conn, name)?.id),
        None => None,
    };
    let filter = Filter {
        workspace_id,
        actor: args.by,
        object_type: args.object_type,
        object_name: args.object_name,
        action: args.action,
        since: args.since.past(conn)?,
    };
    let rows = audit_trail::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "created_at",
        "actor",
        "action",
        "object_type",
        "object_name",
        "command",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for AuditEvent {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.object_name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
