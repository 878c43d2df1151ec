//! `automatos persona show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::workspace::Chosen;
use crate::db::persona::Persona;

/// Show one persona with its prompt
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    persona: String,

    #[command(flatten)]
    workspace: Chosen,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace_id = args.workspace.id(conn)?;
    let persona = super::find(conn, &args.persona, workspace_id)?;
    app.out.show(&persona)?;
    Ok(Status::Done)
}

impl Render for Persona {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["system_prompt"])?;
        writeln!(out, "\n{}", self.system_prompt.trim_end())
    }
}
