//! `automatos pattern show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::owner::Owner;
use crate::db::pattern::Pattern;

/// Show one pattern
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id
    pattern: String,

    #[command(flatten)]
    owner: Owner,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let owner = args.owner.id(conn)?;
    let pattern = super::find(conn, &args.pattern, owner)?;
    app.out.show(&pattern)?;
    Ok(Status::Done)
}

impl Render for Pattern {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
