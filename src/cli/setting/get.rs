//! `automatos setting get`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::system_setting::SystemSetting;

/// Print the value in force of one setting
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its category and key, joined by a dot
    #[arg(value_name = "CATEGORY.KEY")]
    name: String,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let (category, key) = super::parts(&args.name)?;
    let setting = super::find(&mut app.connect()?.conn, category, key)?;
    app.out.show(&setting)?;
    Ok(Status::Done)
}

impl Render for SystemSetting {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.effective().unwrap_or_default())
    }
}
