//! `automatos local start`

use super::State;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::local::Cluster;

/// Start the embedded PostgreSQL
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, app: &App, cluster: &Cluster) -> anyhow::Result<Status> {
    if !cluster.ensure_running()? {
        app.out.note("it was running already")?;
    }
    app.out.show(&State::of(cluster)?)?;
    Ok(Status::Done)
}
