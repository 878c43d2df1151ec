//! `automatos seed diff`

use std::io::{self, Write};

use serde::Serialize;

use super::plan::write_change;
use super::sources;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::ops;
use crate::ops::seed::secret::Origin;
use crate::ops::seed::{Change, Feed};

/// Show where rows differ from the seed files, whoever changed them
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    sources: sources::Args,

    /// Exit 3 if anything differs
    #[arg(long)]
    exit_code: bool,
}

#[derive(Serialize)]
struct Differences {
    differences: Vec<Change>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let found = args.sources.find()?;
    let variables = |name: &str| app.config.variables.utf8(name);
    let checked = ops::seed::check(found.sources(), &variables)?;
    let conn = &mut app.connect()?.conn;
    let ring = || app.key_ring();
    let secrets = Origin {
        variables: &variables,
        ring: &ring,
    };
    let feed = Feed::Read(&checked);
    let differences = ops::seed::diff::run(conn, feed, &args.sources.only, secrets)?;
    let any = !differences.is_empty();
    app.out.show(&Differences { differences })?;
    Ok(if args.exit_code && any {
        Status::Found
    } else {
        Status::Done
    })
}

impl Render for Differences {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for change in &self.differences {
            write_change(out, change)?;
        }
        if self.differences.is_empty() {
            writeln!(out, "no differences")?;
        }
        Ok(())
    }
}
