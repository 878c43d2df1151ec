//! `automatos workspace delete`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::confirm::Consent;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::workspace::{self, PLATFORM};
use crate::db::{Commit, workspace_rows};
use crate::ops::workspace::delete::{self, Deleted};

/// Delete a workspace: out of sight with all it owns, or gone for good
///
/// Says first what goes with it, by table. Without `--purge` every row stays and only the workspace is
/// marked; with it they are deleted, but for the audit trail.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id; with `--purge` also one that was deleted before
    workspace: String,

    /// Delete its rows for good; those of its logs go in batches that commit each
    #[arg(long)]
    purge: bool,

    #[command(flatten)]
    consent: Consent,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let conn = &mut session.conn;
    let workspace = if args.purge {
        let found = workspace::named_or_deleted(conn, &args.workspace)?;
        super::one(conn, &args.workspace, found)?
    } else {
        super::find(conn, &args.workspace)?
    };
    if !args.dry_run && workspace.id != PLATFORM {
        let rows = workspace_rows::count(conn, workspace.id)?;
        let counts: Vec<String> = rows
            .iter()
            .map(|count| format!("{} {}", count.rows, count.table))
            .collect();
        let all = match counts.as_slice() {
            [] => "which owns nothing".to_owned(),
            counts => format!("with {}", counts.join(", ")),
        };
        let how = if args.purge { "purges" } else { "deletes" };
        let deed = format!("this {how} the workspace `{}`, {all}", workspace.slug);
        args.consent.ask(app, &deed, &workspace.slug)?;
    }
    let deed = app.deed(commit);
    let deleted = if args.purge {
        delete::purge(&mut session, &deed, &workspace)?
    } else {
        delete::hide(&mut session, &deed, &workspace)?
    };
    app.out.show(&deleted)?;
    Ok(Status::Done)
}

impl Render for Deleted {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let state = if self.purged { "purged" } else { "deleted" };
        writeln!(out, "{} is {state}", self.slug)?;
        for count in &self.rows {
            writeln!(out, "  {:>8}  {}", count.rows, count.table)?;
        }
        Ok(())
    }
}
