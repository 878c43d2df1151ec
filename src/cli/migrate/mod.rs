//! `automatos migrate ...`

mod baseline;
mod plan;
mod redo;
mod repair;
mod revert;
mod run;
mod status;

use std::io::{self, Write};

use super::app::App;
use super::exit::Status;
use super::output::Render;
use crate::ops::migrate::{Action, Outcome, Ran};

/// Bring the database schema up to date, see where it stands, or step back
///
/// Without a verb it runs what is pending. All of it is one transaction under the maintenance lock.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    run: run::Args,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Run(run::Args),
    Status(status::Args),
    Plan(plan::Args),
    Revert(revert::Args),
    Redo(redo::Args),
    Repair(repair::Args),
    Baseline(baseline::Args),
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    match args.command {
        None => run::run(args.run, app),
        Some(Command::Run(args)) => run::run(args, app),
        Some(Command::Status(args)) => status::run(args, app),
        Some(Command::Plan(args)) => plan::run(args, app),
        Some(Command::Revert(args)) => revert::run(args, app),
        Some(Command::Redo(args)) => redo::run(args, app),
        Some(Command::Repair(args)) => repair::run(args, app),
        Some(Command::Baseline(args)) => baseline::run(args, app),
    }
}

impl Render for Outcome {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            ran,
            not_executed,
            partitions,
            dry_run,
        } = self;
        let would = if *dry_run { "would be " } else { "" };
        for step in ran {
            let done = match step.action {
                Action::Apply => "applied",
                Action::Revert => "reverted",
            };
            writeln!(out, "{would}{done}: {} {}", step.version, step.name)?;
        }
        for Ran { version, name, .. } in not_executed {
            writeln!(
                out,
                "not executed, as it cannot be rolled back: {version} {name}"
            )?;
        }
        if !partitions.is_empty() {
            writeln!(
                out,
                "{would}created: {} partitions of logs",
                partitions.len()
            )?;
        }
        if ran.is_empty() && not_executed.is_empty() && partitions.is_empty() {
            writeln!(out, "nothing to do")?;
        }
        Ok(())
    }
}
