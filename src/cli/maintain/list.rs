//! `automatos maintain list`

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Page;
use crate::ops::maintain::JOBS;

/// List the jobs of `maintain run`
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Line {
    job: &'static str,
    about: &'static str,
}

pub fn run(_args: Args, app: &App) -> anyhow::Result<Status> {
    let rows = JOBS
        .iter()
        .map(|job| Line {
            job: job.name,
            about: job.about,
        })
        .collect();
    app.out
        .list(&Page { rows, next: None }, &["job", "about"])?;
    Ok(Status::Done)
}
