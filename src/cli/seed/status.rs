//! `automatos seed status`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::ops::seed::status;

/// Show the last run, and whether the rows are still as they were written
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exit 3 if an operator edited or deleted a seeded row
    #[arg(long)]
    exit_code: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let found = status::read(&mut app.connect()?.conn, app.key_ring().ok())?;
    app.out.show(&found)?;
    Ok(if args.exit_code && found.drifted() {
        Status::Found
    } else {
        Status::Done
    })
}

impl Render for status::Status {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.last_run {
            Some(run) => writeln!(
                out,
                "last run: {} by {} (as {}), {}, automatos {}",
                run.started_at.format("%Y-%m-%d %H:%M:%S UTC"),
                run.actor,
                run.db_user,
                run.source,
                run.tool_version
            )?,
            None => writeln!(out, "nothing was ever seeded")?,
        }
        for kept in &self.kinds {
            writeln!(
                out,
                "{} ({}): {} in sync, {} edited, {} deleted",
                kept.kind, kept.set, kept.in_sync, kept.edited, kept.deleted
            )?;
        }
        Ok(())
    }
}
