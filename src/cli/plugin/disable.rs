//! `automatos plugin disable`

use super::enable::{self, Place};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::workspace;
use crate::db::Commit;
use crate::ops::plugin::disable;

/// Take a plugin from a workspace and from all its agents
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let place = args.place;
    let commit = Commit::unless(place.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let plugin = super::find(&mut session.conn, &place.plugin)?;
    let workspace = workspace::find(&mut session.conn, &place.workspace)?;
    let deed = super::deed(app, place.reason.as_deref(), commit);
    enable::shown(
        app,
        &disable::run(&mut session, &deed, &plugin.slug, &workspace)?,
    )
}
