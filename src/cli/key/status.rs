//! `automatos key status`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;

/// Show which master keys are in use here, by their ids, and where they come from
///
/// Asks no database; `key verify` does.
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Keys {
    source: String,
    /// The key that seals.
    active: String,
    /// Keys that only open.
    older: Vec<String>,
}

pub fn run(_: Args, app: &App) -> anyhow::Result<Status> {
    let ring = app.key_ring()?;
    let source = match app.own_key_file()? {
        Some(path) => path.display().to_string(),
        None => app.config.origin_of("master_key"),
    };
    let mut ids = ring.ids();
    let active = ids.remove(0);
    app.out.show(&Keys {
        source,
        active,
        older: ids,
    })?;
    Ok(Status::Done)
}

impl Render for Keys {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "from {}", self.source)?;
        writeln!(out, "{}  seals and opens", self.active)?;
        for id in &self.older {
            writeln!(out, "{id}  opens")?;
        }
        Ok(())
    }
}
