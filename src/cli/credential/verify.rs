//! `automatos credential verify`

use std::io::{self, Write};

use super::Place;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::credential_seal;
use crate::ops::credential::verify::{self, Verified};

/// Open what is sealed, show none of it, and say how much each key seals
///
/// Ends with 3 when anything does not open. Only reads.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names or ids of credentials
    #[arg(
        value_name = "NAME",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    credentials: Vec<String>,

    /// Every credential of every workspace, and every sensitive setting
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    place: Place,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let mut session = app.connect()?;
    let found = if args.all {
        args.place.check_absent()?;
        app.out.with_progress("credentials", |tell| {
            verify::all(&mut session, &|| app.key_ring(), tell)
        })?
    } else {
        let mut wanted = Vec::new();
        for name in &args.credentials {
            wanted.push(args.place.find(&mut session.conn, name)?);
        }
        let keys: Vec<_> = wanted.iter().map(|it| (it.workspace_id, it.id)).collect();
        let sealed = credential_seal::of(&mut session.conn, &keys)?;
        // Read after the rows: by then a key that a rotation brings is there.
        verify::some(&app.key_ring()?, &sealed)
    };
    app.out.show(&found)?;
    Ok(if found.failed == 0 {
        Status::Done
    } else {
        Status::Found
    })
}

impl Render for Verified {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{} credentials and {} settings: {} failed",
            self.credentials, self.settings, self.failed
        )?;
        for (key, count) in &self.keys {
            writeln!(out, "  key {key}: {count} opened")?;
        }
        for one in &self.failures {
            writeln!(out, "  {}: {}", one.name, one.reason)?;
        }
        Ok(())
    }
}
