//! `automatos route history`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Place;
use super::since::Since;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{Listed, Newest};
use crate::db::routing_decision::{self, Filter, RoutingDecision};
use crate::model::Channel;

/// List where requests went, the newest first
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    since: Since,

    /// Only requests of this channel
    #[arg(long, value_enum, hide_possible_values = true)]
    channel: Option<Channel>,

    /// Only decisions that were corrected
    #[arg(long)]
    corrected: bool,

    #[command(flatten)]
    listing: Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let workspace = args.place.find(conn)?;
    let filter = Filter {
        since: args.since.since,
        channel: args.channel,
        corrected: args.corrected.then_some(true),
    };
    let rows = routing_decision::page(conn, workspace.id, &filter, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "created_at",
        "id",
        "source",
        "route_type",
        "target",
        "cached",
        "corrected_agent",
        "content",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for RoutingDecision {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.source
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
