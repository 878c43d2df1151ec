//! `automatos persona show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::cli::output::{Render, fields};
use crate::db::persona::{self, Persona};

/// Show one persona with its prompt
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    persona: String,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let found = persona::named(conn, &args.persona)?;
    let persona = naming::one("persona", &args.persona, found, || persona::names(conn))?;
    app.out.show(&persona)?;
    Ok(Status::Done)
}

impl Render for Persona {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["system_prompt"])?;
        writeln!(out, "\n{}", self.system_prompt.trim_end())
    }
}
