//! `automatos workspace show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::workspace::Workspace;

/// Show one workspace
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    workspace: String,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    app.out.show(&super::find(conn, &args.workspace)?)?;
    Ok(Status::Done)
}

impl Render for Workspace {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
