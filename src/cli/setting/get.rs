//! `automatos setting get`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::cli::output::Render;
use crate::db::system_setting::{self, SystemSetting};
use crate::error::{Advice, Code};

/// Print the value in force of one setting
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its category and key, joined by a dot
    #[arg(value_name = "CATEGORY.KEY")]
    name: String,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let (category, key) = args.name.split_once('.').ok_or_else(|| {
        Advice::new(Code::Usage, format!("`{}` names no setting", args.name))
            .hint("write its category and key, as in `logging.level`")
    })?;
    let conn = &mut app.connect()?.conn;
    let found = system_setting::find(conn, category, key)?;
    let setting = naming::one("setting", &args.name, found, || system_setting::names(conn))?;
    app.out.show(&setting)?;
    Ok(Status::Done)
}

impl Render for SystemSetting {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.effective().unwrap_or_default())
    }
}
