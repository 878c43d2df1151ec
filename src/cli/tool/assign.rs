//! `automatos tool assign`

use serde_json::Value;

use crate::cli::agent::{self, show_equipped};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::object;
use crate::db::Commit;
use crate::model::AppType;
use crate::ops::agent::{Chosen, Tool, assign};

/// Give an agent an app, or change how it has it
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    agent: agent::Chosen,

    /// The app's name; an external one must be in the app cache
    app: String,

    /// Its place among the agent's apps, the highest first
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    priority: Option<i32>,

    /// Settings of the app for this agent, a JSON object
    #[arg(long = "app-config", value_name = "JSON", value_parser = object::parse)]
    app_config: Option<Value>,

    /// external: through the app cache; internal: the platform's own
    #[arg(long = "type", value_name = "TYPE", value_enum, ignore_case = true)]
    app_type: Option<AppType>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let (workspace, agent) = args.agent.find(&mut session.conn)?;
    let chosen = Chosen {
        tools: vec![Tool {
            app_name: args.app,
            app_type: args.app_type,
            priority: args.priority,
            config: args.app_config,
        }],
        ..Chosen::default()
    };
    let deed = app.deed(commit);
    let done = assign::run(&mut session, &deed, (&workspace, &agent), (&chosen, None))?;
    show_equipped(app, &mut session.conn, done)
}
