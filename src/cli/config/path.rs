//! `automatos config path`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;

/// Print the path of the configuration file in use
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Found {
    path: Option<String>,
}

pub fn run(_: Args, app: &App) -> anyhow::Result<Status> {
    let path = app
        .config
        .file
        .as_ref()
        .map(|path| path.display().to_string());
    app.out.show(&Found { path })?;
    Ok(Status::Done)
}

impl Render for Found {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.path {
            Some(path) => writeln!(out, "{path}"),
            None => writeln!(out, "no configuration file"),
        }
    }
}
