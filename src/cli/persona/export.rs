//! `automatos persona export`

use std::io::{self, BufWriter, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::workspace::Chosen;
use crate::ops::persona::export;

/// Write personas as a seed file, which `seed apply` reads back
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Their slugs, names or ids
    #[arg(required = true, value_name = "PERSONA")]
    personas: Vec<String>,

    #[command(flatten)]
    workspace: Chosen,

    /// Write a workspace's own persona as one for all
    #[arg(long)]
    as_global: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let workspace_id = args.workspace.id(conn)?;
    let mut personas = Vec::new();
    for name in &args.personas {
        personas.push(super::find(conn, name, workspace_id)?);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    export::run(&mut out, &personas, args.as_global)?;
    out.flush()?;
    Ok(Status::Done)
}
