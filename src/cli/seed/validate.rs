//! `automatos seed validate`

use std::io::{self, Write};

use serde::Serialize;

use super::sources;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::ops;

/// Check seed files without a database
///
/// Everything that is wrong is told at once, each with its file, line and column.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    sources: sources::Args,
}

#[derive(Serialize)]
struct Valid {
    files: usize,
    items: usize,
    kinds: Vec<&'static str>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let found = args.sources.find()?;
    let variables = |name: &str| app.config.variables.utf8(name);
    let checked = ops::seed::check(found.sources(), &variables)?;
    app.out.show(&Valid {
        files: checked.files().len(),
        items: checked.count(),
        kinds: checked.kinds().iter().map(|kind| kind.as_str()).collect(),
    })?;
    Ok(Status::Done)
}

impl Render for Valid {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            files,
            items,
            kinds,
        } = self;
        writeln!(
            out,
            "valid: {items} items of {} kinds in {files} files",
            kinds.len()
        )
    }
}
