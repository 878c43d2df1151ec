//! `automatos tool app show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::composio_app::ComposioApp;

/// Show one app
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name, slug or id
    app: String,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    app.out.show(&super::find(conn, &args.app)?)?;
    Ok(Status::Done)
}

impl Render for ComposioApp {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
