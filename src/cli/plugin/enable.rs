//! `automatos plugin enable`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::workspace;
use crate::db::Commit;
use crate::ops::plugin::enable::{self, Use};

/// Let a workspace use a plugin that is approved and active
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
}

/// A plugin and a workspace.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// The plugin's slug, name or id
    pub plugin: String,

    /// The workspace's slug, name or id
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    pub workspace: String,

    /// Why
    #[arg(long, value_name = "TEXT", value_parser = super::reason)]
    pub reason: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let place = args.place;
    let commit = Commit::unless(place.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let plugin = super::find(&mut session.conn, &place.plugin)?;
    let workspace = workspace::find(&mut session.conn, &place.workspace)?;
    let deed = super::deed(app, place.reason.as_deref(), commit);
    shown(
        app,
        &enable::run(&mut session, &deed, &plugin.slug, &workspace)?,
    )
}

/// Shows where a plugin can be used now.
pub fn shown(app: &App, used: &Use) -> anyhow::Result<Status> {
    if !used.changed {
        app.out.note("nothing to do: it was so already")?;
    }
    app.out.show(used)?;
    Ok(Status::Done)
}

impl Render for Use {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["changed"])
    }
}
