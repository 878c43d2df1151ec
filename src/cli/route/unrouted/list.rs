//! `automatos route unrouted list`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{Listed, Newest};
use crate::cli::route::Place;
use crate::cli::route::since::Since;
use crate::db::unrouted_event::{self, UnroutedEvent};
use crate::model::Channel;

/// List requests that went nowhere, the newest first
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    since: Since,

    /// Only requests of this channel
    #[arg(long, value_enum, hide_possible_values = true)]
    channel: Option<Channel>,

    #[command(flatten)]
    listing: Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let workspace = args.place.find(conn)?;
    let wanted = (args.since.since, args.channel);
    let rows = unrouted_event::page(conn, workspace.id, wanted, &page)?;
    let page = args.listing.finish(rows);
    app.out
        .list(&page, &["created_at", "source", "content", "reason"])?;
    Ok(Status::Done)
}

impl Listed for UnroutedEvent {
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
