//! `automatos skill show`

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::cli::owner::Owner;
use crate::db::skill::{self, Core, Metadata};
use crate::db::skill_file::{self, File};
use crate::model::tokens;

/// Show one skill as an agent would load it
///
/// Level 1 says what it is, level 2 adds its instructions, level 3 its files. What each level costs
/// in tokens is an estimate.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name or id; dashes stand for spaces
    skill: String,

    /// How much of it
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    level: u8,

    #[command(flatten)]
    owner: Owner,
}

#[derive(Serialize)]
struct Shown {
    level: u8,
    #[serde(flatten)]
    metadata: Metadata,
    tokens: Levels,
    #[serde(flatten)]
    core: Option<Core>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<File>>,
}

/// About how many tokens each level adds.
#[derive(Serialize)]
struct Levels {
    level_1: u32,
    level_2: u32,
    level_3: i64,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let owner = args.owner.id(conn)?;
    let metadata = super::find(conn, &args.skill, owner)?;
    let core = skill::core(conn, metadata.id)?;
    let tokens = Levels {
        level_1: listed(&metadata),
        level_2: core.prompt_template.as_deref().map_or(0, tokens),
        level_3: skill_file::tokens(conn, metadata.id)?,
    };
    let files = (args.level >= 3)
        .then(|| skill_file::of_skill(conn, metadata.id))
        .transpose()?;
    app.out.show(&Shown {
        level: args.level,
        metadata,
        tokens,
        core: (args.level >= 2).then_some(core),
        files,
    })?;
    Ok(Status::Done)
}

/// What an agent is told of a skill that it has not loaded.
fn listed(metadata: &Metadata) -> u32 {
    let description = metadata.description.as_deref().unwrap_or_default();
    let category = metadata.category.as_deref().unwrap_or_default();
    tokens(&format!("{}: {description} ({category})", metadata.name))
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, &self.metadata, &[])?;
        let Levels {
            level_1,
            level_2,
            level_3,
        } = self.tokens;
        writeln!(
            out,
            "tokens: level 1: {level_1}, level 2: {level_2}, level 3: {level_3}"
        )?;
        if let Some(core) = &self.core {
            let text = core.prompt_template.as_deref().unwrap_or_default();
            writeln!(out, "\n{}", text.trim_end())?;
        }
        for file in self.files.iter().flatten() {
            writeln!(
                out,
                "\n--- {} ({} bytes, {} tokens)",
                file.file_path, file.file_size_bytes, file.estimated_tokens
            )?;
            match &file.content {
                Some(content) => writeln!(out, "{}", content.trim_end())?,
                None => writeln!(out, "(no text)")?,
            }
        }
        Ok(())
    }
}
