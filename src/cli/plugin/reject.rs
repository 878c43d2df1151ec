//! `automatos plugin reject`

use std::io::{self, Write};

use super::reference::Reference;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::plugin::reject::{self, Rejected};

/// Refuse a version of a plugin that is pending
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plugin's slug, name or id, and the version; without one, the only one that is pending
    #[arg(value_name = "NAME[@VERSION]")]
    plugin: Reference,

    /// Why it is rejected
    #[arg(long, value_name = "TEXT", value_parser = super::reason)]
    reason: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let plugin = super::find(&mut session.conn, &args.plugin.name)?;
    let version = args.plugin.version();
    let deed = super::deed(app, Some(&args.reason), commit);
    let which = (plugin.slug.as_str(), version.as_deref());
    let rejected = reject::run(&mut session, &deed, which, &args.reason)?;
    app.out.show(&rejected)?;
    Ok(Status::Done)
}

impl Render for Rejected {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
