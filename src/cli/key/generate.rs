//! `automatos key generate`

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::vault::{self, KeyId, KeyRing, MasterKey};

/// Make a master key and write it to a file that only its owner can read
///
/// The key itself is not shown. A file that is there is never overwritten: to change the key of a
/// database, make one with `--out` and give that to `credential rotate`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to make, instead of the one that this tool reads by itself
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Serialize)]
struct Generated {
    key_id: KeyId,
    file: PathBuf,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let file = match args.out {
        Some(file) => file,
        None => app.key_file()?,
    };
    let key = MasterKey::random().context("the system gave no random numbers")?;
    let key_id = key.id();
    vault::create_key_file(&file, &KeyRing::new(key, []))?;
    app.out.note(format!(
        "back {} up: what this key seals is lost without it",
        file.display()
    ))?;
    app.out.show(&Generated { key_id, file })?;
    Ok(Status::Done)
}

impl Render for Generated {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "key {} in {}", self.key_id, self.file.display())
    }
}
