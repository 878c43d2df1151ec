//! `automatos local url`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::{App, EMBEDDED_DATABASE};
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::local::Cluster;

/// Print the URL of the embedded database
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Found {
    url: String,
}

pub fn run(_: Args, app: &App, cluster: &Cluster) -> anyhow::Result<Status> {
    let url = cluster.url(EMBEDDED_DATABASE);
    app.out.show(&Found { url })?;
    Ok(Status::Done)
}

impl Render for Found {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.url)
    }
}
