//! `automatos credential list`

use chrono::{DateTime, Utc};

use super::{Place, find_kind};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::moment::Moment;
use crate::db::credential::{self, Credential, Filter};
use crate::model::TestStatus;

/// List credentials, without their values
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,

    /// Only of this type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,

    /// Only those that expire by then, or have: 30d, or a day
    #[arg(long, value_name = "WHEN")]
    expiring: Option<Moment>,

    /// Only those whose last test said so
    #[arg(long, value_enum)]
    status: Option<TestStatus>,

    /// Only those that are not to be used
    #[arg(long)]
    inactive: bool,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let kind = match &args.kind {
        Some(name) => Some(find_kind(conn, name)?.id),
        None => None,
    };
    let filter = Filter {
        workspace_id: args.place.workspace_id(conn)?,
        environment: args.place.env,
        kind,
        expires_by: args.expiring.map(|when| when.future(conn)).transpose()?,
        status: args.status,
        is_active: args.inactive.then_some(false),
        search: args.listing.search.clone(),
    };
    let rows = credential::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "workspace",
        "environment",
        "name",
        "type",
        "test_status",
        "expires_at",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for Credential {
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
