//! `automatos plugin delete`

use std::io::{self, Write};

use super::reference::Reference;
use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::plugin::delete::{self, Deleted};

/// Remove a plugin, or a version of it that is not the one shown
///
/// Its scans and its history stay. A plugin that a workspace has enabled is kept, unless `--force`
/// takes it from all of them and their agents; that asks for the slug to be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plugin's slug, name or id, and a version of it
    #[arg(value_name = "NAME[@VERSION]")]
    plugin: Reference,

    /// Take it from workspaces and agents that use it
    #[arg(long)]
    force: bool,

    /// Why
    #[arg(long, value_name = "TEXT", value_parser = super::reason)]
    reason: Option<String>,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let plugin = super::find(&mut session.conn, &args.plugin.name)?;
    let version = args.plugin.version();
    let which = (plugin.slug.as_str(), version.as_deref());
    if version.is_none() && !args.dry_run {
        // What is refused anyway needs no consent.
        let tried = super::deed(app, args.reason.as_deref(), Commit::DryRun);
        delete::run(&mut session, &tried, which, args.force)?;
        let count = plugin.enable_count;
        let deed = if args.force && count > 0 {
            format!(
                "this deletes `{}` and takes it from {count} workspaces",
                plugin.slug
            )
        } else {
            format!("this deletes `{}` with all its versions", plugin.slug)
        };
        args.consent.ask(app, &deed, &plugin.slug)?;
    }
    let deed = super::deed(app, args.reason.as_deref(), commit);
    let deleted = delete::run(&mut session, &deed, which, args.force)?;
    app.out.show(&deleted)?;
    Ok(Status::Done)
}

impl Render for Deleted {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
