//! `automatos migrate status`

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::ops::migrate::{self, State};

/// Show every migration and whether it is applied
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exit 3 unless every migration is applied as this binary has it
    #[arg(long)]
    exit_code: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let schema = migrate::state(&mut app.connect()?.conn)?;
    let current = schema.steps.iter().all(|step| step.state == State::Applied);
    let page = Page {
        rows: schema.steps,
        next: None,
    };
    app.out
        .list(&page, &["version", "name", "state", "applied_at"])?;
    Ok(if args.exit_code && !current {
        Status::Found
    } else {
        Status::Done
    })
}
