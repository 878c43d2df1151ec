//! `automatos skill show`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::cli::output::{Render, fields};
use crate::db::skill::{self, Core, File, Metadata};

/// Show one skill as an agent would load it
///
/// Level 1 says what it is, level 2 adds its instructions, level 3 its files.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id; dashes stand for spaces
    skill: String,

    /// How much of it
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    level: u8,
}

#[derive(Serialize)]
struct Shown {
    level: u8,
    #[serde(flatten)]
    metadata: Metadata,
    #[serde(flatten)]
    core: Option<Core>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<File>>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let found = skill::named(conn, &args.skill)?;
    let metadata = naming::one("skill", &args.skill, found, || skill::names(conn))?;
    let core = (args.level >= 2)
        .then(|| skill::core(conn, metadata.id))
        .transpose()?;
    let files = (args.level >= 3)
        .then(|| skill::files(conn, metadata.id))
        .transpose()?;
    app.out.show(&Shown {
        level: args.level,
        metadata,
        core,
        files,
    })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, &self.metadata, &[])?;
        if let Some(core) = &self.core {
            let text = core.prompt_template.as_deref().unwrap_or_default();
            writeln!(out, "\n{}", text.trim_end())?;
        }
        for file in self.files.iter().flatten() {
            writeln!(
                out,
                "\n--- {} ({} bytes)",
                file.file_path, file.file_size_bytes
            )?;
            writeln!(
                out,
                "{}",
                file.content.as_deref().unwrap_or_default().trim_end()
            )?;
        }
        Ok(())
    }
}
