//! `automatos seed schema`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::seed::{self, Kind};

/// Print the JSON Schema of a kind's seed files, for editors
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The kind
    kind: Kind,
}

pub fn run(args: Args, _: &App) -> anyhow::Result<Status> {
    writeln!(io::stdout().lock(), "{:#}", seed::schema(args.kind))?;
    Ok(Status::Done)
}
