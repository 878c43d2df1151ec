//! `automatos migrate plan`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::migrations;
use crate::ops::migrate;

/// Print the SQL that `migrate run` would run
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Stop after this version
    #[arg(long, value_name = "VERSION")]
    to: Option<String>,
}

#[derive(Serialize)]
struct Planned {
    version: String,
    name: String,
    sql: &'static str,
}

#[derive(Serialize)]
struct Plan {
    pending: Vec<Planned>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let to = args.to.as_deref().map(migrate::known).transpose()?;
    let schema = migrate::state(&mut app.connect()?.conn)?;
    let pending = schema
        .pending()
        .filter(|step| to.is_none_or(|to| step.version.as_str() <= to.version))
        .map(|step| Planned {
            version: step.version.clone(),
            name: step.name.clone(),
            sql: migrations::up_sql(&step.version).unwrap_or_default(),
        })
        .collect();
    app.out.show(&Plan { pending })?;
    Ok(Status::Done)
}

impl Render for Plan {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for Planned { version, name, sql } in &self.pending {
            writeln!(out, "-- {version} {name}\n{}\n", sql.trim_end())?;
        }
        if self.pending.is_empty() {
            writeln!(out, "-- nothing is pending")?;
        }
        Ok(())
    }
}
