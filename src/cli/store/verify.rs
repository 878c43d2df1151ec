//! `automatos store verify`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::ops::store::verify::{self, Outcome, Unreferenced};

/// Read every package again, and count those that no version points at
///
/// Exits 3 when one is missing or damaged. What no version points at does no harm: `maintain run
/// orphan-blobs` removes it.
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Serialize)]
struct Verified {
    #[serde(flatten)]
    referenced: Outcome,
    unreferenced: Unreferenced,
}

pub fn run(_args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let mut store = app.store()?;
    let referenced = app.out.with_progress("verifying", |progress| {
        verify::all(conn, store.as_mut(), progress)
    })?;
    let status = if referenced.problems.is_empty() {
        Status::Done
    } else {
        Status::Found
    };
    app.out.show(&Verified {
        referenced,
        unreferenced: verify::unreferenced(conn, store.as_mut())?,
    })?;
    Ok(status)
}

impl Render for Verified {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        self.referenced.human(out)?;
        let Unreferenced { packages, bytes } = self.unreferenced;
        writeln!(
            out,
            "pointed at by no version: packages {packages}, bytes {bytes}"
        )
    }
}
