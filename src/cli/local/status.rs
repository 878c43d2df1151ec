//! `automatos local status`

use std::io::{self, Write};

use super::State;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::local::Cluster;

/// Say whether the embedded PostgreSQL is there and up
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, app: &App, cluster: &Cluster) -> anyhow::Result<Status> {
    app.out.show(&State::of(cluster)?)?;
    Ok(Status::Done)
}

impl Render for State {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
