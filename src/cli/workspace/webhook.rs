//! `automatos workspace webhook ...`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::ops::workspace::webhook;

/// The key by which webhooks reach a workspace
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Rotate(Args),
}

/// Give a workspace a new key for webhooks; the one before works no more
///
/// The key is shown this once: the database keeps its hash.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    workspace: String,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Rotated {
    workspace: String,
    webhook_key: String,
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    let Command::Rotate(args) = command;
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = super::find(&mut session.conn, &args.workspace)?;
    let webhook_key = webhook::rotate(&mut session, &app.deed(commit), &workspace)?;
    app.out.note("keep the key now: it is not shown again")?;
    app.out.show(&Rotated {
        workspace: workspace.slug,
        webhook_key,
    })?;
    Ok(Status::Done)
}

impl Render for Rotated {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.webhook_key)
    }
}
