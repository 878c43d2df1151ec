//! `automatos agent context`

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::Chosen;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::context::{Kind, Omitted, Part};
use crate::model::AgentStatus;
use crate::ops::agent::context::{self, Wanted};
use crate::ops::agent::packages::Packages;
use crate::store::Location;

/// Show what an agent runs with: its model, its instructions, its plugins, skills and tools
///
/// Each part comes with where it is from and its tokens, an estimate. With a task, the SKILL.md files
/// of the plugins that it is about are there too, three plugins at most. Where a budget does not hold
/// all, the agent's own instructions stay, then what names plugins and skills, then tools, then
/// SKILL.md files, instructions and files of skills; what is left out is told with its reason.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: Chosen,

    /// What it is about to do
    #[arg(long, value_name = "TEXT")]
    task: Option<String>,

    /// How much of its skills: 1 what they are, 2 their instructions, 3 their files
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    level: u8,

    /// How many tokens it may have
    #[arg(long, value_name = "TOKENS")]
    budget: Option<u32>,
}

#[derive(Serialize)]
struct Shown {
    agent: String,
    id: i64,
    status: AgentStatus,
    model: Model,
    level: u8,
    task: Option<String>,
    tokens: Tokens,
    system_prompt: String,
    parts: Vec<Part>,
    tools: Vec<Value>,
    left_out: Vec<Omitted>,
}

#[derive(Serialize)]
struct Model {
    provider: Value,
    model_id: Value,
    temperature: Option<f64>,
    /// Who set it: agent, persona or model.
    temperature_from: Option<&'static str>,
    config: Value,
}

#[derive(Serialize)]
struct Tokens {
    system_prompt: u32,
    tools: u32,
    total: u32,
    budget: Option<u32>,
    /// Whether the agent's own instructions alone are more than the budget.
    over_budget: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let conn = &mut app.connect()?.conn;
    let (_, agent) = args.agent.find(conn)?;
    let wanted = Wanted {
        task: args.task.as_deref(),
        level: args.level,
        budget: args.budget,
    };
    let location: Location = app
        .config
        .store
        .parse()
        .map_err(crate::error::Advice::from)?;
    let mut packages = match (&location, wanted.task) {
        (Location::Postgres, _) | (_, None) => Packages::Database,
        (Location::File(_) | Location::S3 { .. }, Some(_)) => {
            Packages::Store(app.store_at(&location)?)
        }
    };
    let found = context::run(conn, &agent, &wanted, &mut packages)?;
    let (tools, texts): (Vec<Part>, Vec<Part>) = found
        .assembled
        .parts
        .into_iter()
        .partition(|part| part.kind == Kind::Tool);
    let sum = |parts: &[Part]| parts.iter().map(|part| part.tokens).sum::<u32>();
    let prompt: Vec<&str> = texts.iter().map(|part| part.text.as_str()).collect();
    let total = found.assembled.tokens;
    app.out.show(&Shown {
        agent: agent.name,
        id: agent.id,
        status: found.status,
        model: Model::of(found.model_config, found.temperature),
        level: args.level,
        tokens: Tokens {
            system_prompt: sum(&texts),
            tools: sum(&tools),
            total,
            budget: args.budget,
            over_budget: args.budget.is_some_and(|budget| total > budget),
        },
        task: args.task,
        system_prompt: prompt.join("\n\n"),
        parts: texts.into_iter().chain(tools).collect(),
        tools: found.tools,
        left_out: found.assembled.left_out,
    })?;
    Ok(Status::Done)
}

impl Model {
    fn of(config: Value, temperature: Option<(f64, &'static str)>) -> Self {
        let field = |name: &str| config.get(name).cloned();
        Self {
            provider: field("provider").unwrap_or_default(),
            model_id: field("model_id")
                .or_else(|| field("model"))
                .unwrap_or_default(),
            temperature: temperature.map(|(value, _)| value),
            temperature_from: temperature.map(|(_, from)| from),
            config,
        }
    }
}

impl Render for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} (agent {}, {})", self.agent, self.id, self.status)?;
        let word = |value: &Value| value.as_str().unwrap_or("none").to_owned();
        write!(
            out,
            "model {} {}",
            word(&self.model.provider),
            word(&self.model.model_id)
        )?;
        if let (Some(value), Some(from)) = (self.model.temperature, self.model.temperature_from) {
            write!(out, ", temperature {value} (from the {from})")?;
        }
        writeln!(out)?;
        for part in &self.parts {
            writeln!(out, "{:>7}  {} ({})", part.tokens, part.name, part.from)?;
        }
        for one in &self.left_out {
            writeln!(out, "left out {} ({}): {}", one.name, one.from, one.reason)?;
        }
        let budget = self.tokens.budget;
        let budget = budget.map_or_else(String::new, |budget| format!(" of {budget}"));
        writeln!(out, "{:>7}{budget} tokens, estimated", self.tokens.total)?;
        writeln!(out, "\n{}", self.system_prompt)
    }
}
