//! `automatos workspace update`

use serde_json::Value;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::object;
use crate::db::Commit;
use crate::ops::workspace::update::{self, Wanted};

/// Change a workspace
#[derive(Debug, clap::Args)]
#[command(override_usage = "automatos workspace update [OPTIONS] <WORKSPACE>")]
#[command(group(clap::ArgGroup::new("change").multiple(true).required(true)))]
pub struct Args {
    /// Its slug, name or id
    workspace: String,

    /// Its name
    #[arg(long, group = "change")]
    name: Option<String>,

    /// Its plan
    #[arg(long, group = "change")]
    plan: Option<String>,

    /// Limits of its plan by name, a JSON object
    #[arg(long, value_name = "JSON", value_parser = object::parse, group = "change")]
    plan_limits: Option<Value>,

    /// Its settings, a JSON object
    #[arg(long, value_name = "JSON", value_parser = object::parse, group = "change")]
    settings: Option<Value>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let workspace = super::find(&mut session.conn, &args.workspace)?;
    let wanted = Wanted::Fields {
        name: args.name,
        plan: args.plan,
        plan_limits: args.plan_limits,
        settings: args.settings,
    };
    let updated = update::run(&mut session, &app.deed(commit), &workspace, &wanted)?;
    app.out.show(&updated)?;
    Ok(Status::Done)
}
