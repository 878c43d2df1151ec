//! `automatos local psql`

use std::ffi::OsString;
use std::os::unix::process::CommandExt;

use anyhow::Context;

use crate::cli::app::{App, EMBEDDED_DATABASE};
use crate::cli::exit::Status;
use crate::local::Cluster;

/// Open psql on the embedded database
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Arguments for psql, after `--`
    #[arg(last = true)]
    arguments: Vec<OsString>,
}

pub fn run(args: Args, _: &App, cluster: &Cluster) -> anyhow::Result<Status> {
    cluster.ensure_running()?;
    let mut command = cluster.psql(EMBEDDED_DATABASE, &args.arguments)?;
    // psql takes this process's place, and its exit code with it.
    Err(command.exec()).context("psql cannot be run")
}
