//! `automatos migrate baseline`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::Commit;
use crate::ops::migrate::baseline::{self, Adopted, Baseline, Converted, Extent};

/// Adopt a database whose tables are there, but not the record of who made them
///
/// Compares the tables with what the migrations make. Migrations whose work is all there are recorded
/// as applied, and not run. With `--detect`, tables that something else made, such as an ORM, become
/// those of the migrations: every row is kept, times without a zone are taken as UTC, values that must
/// be there and are not get their default, lists of tools in the configurations of agents become
/// assignments. It is one transaction; where a row or a column cannot be kept it says which and why,
/// and changes nothing. Have a backup, and look at `--dry-run` first.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("extent").args(["version", "detect"]).required(true)))]
pub struct Args {
    /// Record the migrations up to this version as applied, if the work of all of them is there
    #[arg(value_name = "VERSION")]
    version: Option<String>,

    /// Find out what is there, and adopt it
    #[arg(long)]
    detect: bool,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_directly_to_write(commit)?;
    let extent = args.version.map_or(Extent::Detected, Extent::UpTo);
    let baseline = baseline::run(&mut session, &extent, &app.deed(commit))?;
    app.out.show(&baseline)?;
    Ok(Status::Done)
}

impl Render for Baseline {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            adopted,
            converted,
            applied,
            assignments,
            pending,
            dry_run,
        } = self;
        let would = if *dry_run { "would be " } else { "" };
        for Adopted { version, name } in adopted {
            writeln!(out, "{would}adopted: {version} {name}")?;
        }
        for Converted {
            table,
            rows,
            remarks,
        } in converted
        {
            writeln!(out, "{would}converted: {table}, rows: {rows}")?;
            for remark in remarks {
                writeln!(out, "  {remark}")?;
            }
        }
        if !applied.is_empty() {
            writeln!(out, "{would}applied: {} migrations", applied.len())?;
        }
        if *assignments > 0 {
            writeln!(
                out,
                "{would}assigned: {assignments} apps that were listed in configurations of agents"
            )?;
        }
        if self.is_empty() {
            writeln!(out, "nothing to adopt")?;
        }
        if *pending > 0 {
            writeln!(
                out,
                "pending: {pending} migrations, for `automatos migrate`"
            )?;
        }
        Ok(())
    }
}
