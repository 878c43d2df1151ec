//! `automatos tool action show`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::cli::output::{Render, fields};
use crate::db::composio_action::{self, ComposioAction};

/// Show one action with its schemas
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name, slug or id
    action: String,

    /// The app it is of; needed where several have an action of that name
    #[arg(long)]
    app: Option<String>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let owner = match &args.app {
        Some(name) => Some(crate::cli::tool::app::find(conn, name)?.app_name),
        None => None,
    };
    let found = composio_action::named(conn, &args.action, owner.as_deref())?;
    let known = || composio_action::names(conn);
    let action = naming::one("tool action", &args.action, found, known)?;
    app.out.show(&action)?;
    Ok(Status::Done)
}

impl Render for ComposioAction {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["parameters", "response_schema"])?;
        for (title, schema) in [
            ("parameters", &self.parameters),
            ("response", &self.response_schema),
        ] {
            let text = serde_json::to_string_pretty(schema).map_err(io::Error::other)?;
            writeln!(out, "\n{title}\n{text}")?;
        }
        Ok(())
    }
}
