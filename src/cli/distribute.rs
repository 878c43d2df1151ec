//! `automatos distribute`

use std::io::{self, Write};

use super::app::App;
use super::exit::Status;
use super::output::Render;
use crate::db::Commit;
use crate::ops;
use crate::ops::distribute::{Outcome, SHARDS};

/// Spread the tables over the nodes of a Citus cluster
///
/// Catalogs are copied to every node, and what belongs to a workspace is spread by workspace. It runs
/// on the coordinator, in one transaction, and can be repeated; `migrate run` does the same for tables
/// that are new.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Into how many pieces to cut what is spread, which cannot be changed by running this again
    #[arg(long, value_name = "COUNT", default_value_t = SHARDS,
        value_parser = clap::value_parser!(i32).range(1..=1024))]
    shards: i32,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_directly_to_write(commit)?;
    let outcome = ops::distribute::run(&mut session, app.command(), args.shards, commit)?;
    app.out.show(&outcome)?;
    Ok(Status::Done)
}

impl Render for Outcome {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let would = if self.dry_run { "would be " } else { "" };
        for name in &self.reference {
            writeln!(out, "{would}copied to every node: {name}")?;
        }
        for name in &self.distributed {
            writeln!(out, "{would}spread by workspace: {name}")?;
        }
        writeln!(out, "unchanged: {} tables", self.unchanged)
    }
}
