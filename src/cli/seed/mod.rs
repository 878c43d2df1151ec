//! `automatos seed ...`

mod apply;
mod diff;
mod export;
mod plan;
mod schema;
mod sources;
mod status;
mod validate;

use super::app::App;
use super::exit::Status;

/// Make the database say what the seed files say, and keep what operators edited
///
/// Without a verb it applies what ships with the binary, or the files in the folders that `--dir`
/// names. All of it is one transaction; a second run changes nothing.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    apply: apply::Args,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Apply(apply::Args),
    Plan(plan::Args),
    Diff(diff::Args),
    Status(status::Args),
    Validate(validate::Args),
    Export(export::Args),
    Schema(schema::Args),
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    match args.command {
        None => apply::run(args.apply, app),
        Some(Command::Apply(args)) => apply::run(args, app),
        Some(Command::Plan(args)) => plan::run(args, app),
        Some(Command::Diff(args)) => diff::run(args, app),
        Some(Command::Status(args)) => status::run(args, app),
        Some(Command::Validate(args)) => validate::run(args, app),
        Some(Command::Export(args)) => export::run(args, app),
        Some(Command::Schema(args)) => schema::run(args, app),
    }
}
