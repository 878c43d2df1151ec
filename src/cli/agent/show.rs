//! `automatos agent show`

use std::io::{self, Write};

use serde::Serialize;

use super::Chosen;
use super::equipped::Has;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::naming;
use crate::cli::output::{Render, fields};
use crate::db::agent::{self, Row};
use crate::ops::agent::Equipment;

/// Show one agent with its persona, plugins, skills and apps
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    row: Row,
    workspace: String,
    #[serde(flatten)]
    has: Has,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let (workspace, agent) = args.agent.find(conn)?;
    let row =
        agent::row(conn, &agent)?.ok_or_else(|| naming::missing("agent", &agent.name, &[]))?;
    let equipment = Equipment::of(conn, &agent)?;
    app.out.show(&Shown {
        row,
        workspace: workspace.slug,
        has: Has::of(conn, equipment)?,
    })?;
    Ok(Status::Done)
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, &self.row, &["custom_persona_prompt"])?;
        writeln!(out, "\nin the workspace {}, with", self.workspace)?;
        self.has.human(out)?;
        if let Some(prompt) = &self.row.custom_persona_prompt {
            writeln!(out, "\n{}", prompt.trim_end())?;
        }
        Ok(())
    }
}
