//! `automatos category show`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::plugin_category::{self, PluginCategory, Uses};

/// Show one category, and how much is in it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    category: String,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    category: PluginCategory,
    #[serde(flatten)]
    uses: Uses,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let category = super::find(conn, &args.category)?;
    let uses = plugin_category::uses(conn, category.id)?;
    app.out.show(&Shown { category, uses })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}

impl Render for PluginCategory {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &[])
    }
}
