//! `automatos local stop`

use super::State;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::local::Cluster;

/// Stop the embedded PostgreSQL
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, app: &App, cluster: &Cluster) -> anyhow::Result<Status> {
    if !cluster.stop()? {
        app.out.note("it was not running")?;
    }
    app.out.show(&State::of(cluster)?)?;
    Ok(Status::Done)
}
