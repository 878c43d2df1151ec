//! `automatos plugin history`

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{Listed, Newest};
use crate::db::plugin_sync_history::{self, PluginSyncHistory};

/// List what was done to a plugin, the newest first, also when it is gone
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id; of a plugin that was deleted, its slug
    plugin: String,

    #[command(flatten)]
    listing: Newest,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let slug = if plugin_sync_history::exists(conn, &args.plugin)? {
        args.plugin
    } else {
        super::find(conn, &args.plugin)?.slug
    };
    let rows = plugin_sync_history::page(conn, &slug, &page)?;
    let page = args.listing.finish(rows);
    let columns = [
        "started_at",
        "action",
        "plugin_version",
        "performed_by",
        "reason",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}

impl Listed for PluginSyncHistory {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.plugin_slug
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.started_at
    }
}
