//! `automatos tool resolve`

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::cli::agent;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::model::ToolFormat;
use crate::ops::tool::resolve;
use crate::tool::LeftOut;

/// Show the tools that an agent can call, as a language model is told of them
///
/// By the priority of the app, then by name. What gives no tool is told with its reason.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: agent::Chosen,

    /// In whose form
    #[arg(long, value_enum, default_value = "openai")]
    format: ToolFormat,
}

#[derive(Serialize)]
struct Resolved {
    agent: String,
    format: ToolFormat,
    tools: Vec<Value>,
    left_out: Vec<LeftOut>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let (_, agent) = args.agent.find(conn)?;
    let (definitions, left_out) = resolve::run(conn, &agent)?;
    let rendered = definitions.iter().map(|one| one.rendered(args.format));
    app.out.show(&Resolved {
        agent: agent.name,
        format: args.format,
        tools: rendered.collect(),
        left_out,
    })?;
    Ok(Status::Done)
}

impl Render for Resolved {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.tools).map_err(io::Error::other)?;
        writeln!(out, "{text}")?;
        for one in &self.left_out {
            let action = one.action_name.as_ref();
            let action = action.map_or_else(String::new, |name| format!(" {name}"));
            writeln!(out, "left out: {}{action}: {}", one.app_name, one.reason)?;
        }
        Ok(())
    }
}
