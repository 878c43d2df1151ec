//! `automatos workspace member list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::workspace;
use crate::db::workspace_member::{self, Filter, Member};
use crate::model::MemberRole;

/// List the members of a workspace
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workspace's slug, name or id
    workspace: String,

    /// Only with this role
    #[arg(long, value_enum)]
    role: Option<MemberRole>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let filter = Filter {
        workspace_id: workspace::find(conn, &args.workspace)?.id,
        role: args.role,
        search: args.listing.search.clone(),
    };
    let rows = workspace_member::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["username", "email", "role", "joined_at"])?;
    Ok(Status::Done)
}

impl Listed for Member {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.username
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.joined_at
    }
}
