//! `automatos plugin versions`

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::db::plugin_version::{self, PluginVersion};

/// List the versions of a plugin, the newest upload first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    plugin: String,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    version: PluginVersion,
    digest: String,
    /// Whether it is the one that the marketplace shows.
    is_shown: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let plugin = super::find(conn, &args.plugin)?;
    let rows = plugin_version::of_plugin(conn, plugin.id)?
        .into_iter()
        .map(|version| Row {
            digest: format!("sha256:{}", version.package_sha256),
            is_shown: version.version == plugin.version,
            version,
        })
        .collect();
    let page = Page { rows, next: None };
    let columns = [
        "version",
        "security_status",
        "approval_status",
        "is_shown",
        "uploaded_by",
        "digest",
    ];
    app.out.list(&page, &columns)?;
    Ok(Status::Done)
}
