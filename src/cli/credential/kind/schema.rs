//! `automatos credential type schema`

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::cli::app::App;
use crate::cli::credential::find_kind;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::ops::credential::form;

/// Print the JSON Schema of the values of a type, for editors and other programs
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name, display name or id
    #[arg(value_name = "TYPE")]
    kind: String,
}

#[derive(Serialize)]
#[serde(transparent)]
struct Schema(Value);

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let kind = find_kind(&mut app.connect()?.conn, &args.kind)?;
    app.out.show(&Schema(form(&kind)?.schema()))?;
    Ok(Status::Done)
}

impl Render for Schema {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{:#}", self.0)
    }
}
