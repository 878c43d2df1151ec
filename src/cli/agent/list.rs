//! `automatos agent list`

use chrono::{DateTime, Utc};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::listing::{self, Listed};
use crate::cli::{persona, workspace};
use crate::db::agent::{self, Filter, Row};
use crate::model::AgentStatus;

/// List the agents of a workspace, or of all
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only with this status
    #[arg(long, value_enum)]
    status: Option<AgentStatus>,

    /// Only of this type
    #[arg(long = "type", value_name = "TYPE")]
    agent_type: Option<String>,

    /// Only with this tag
    #[arg(long)]
    tag: Option<String>,

    /// Only those that speak with this persona
    #[arg(long)]
    persona: Option<String>,

    /// Only those of this workspace
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: Option<String>,

    #[command(flatten)]
    listing: listing::Args,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let page = args.listing.page()?;
    let conn = &mut app.connect()?.conn;
    let workspace_id = match &args.workspace {
        Some(name) => Some(workspace::find(conn, name)?.id),
        None => None,
    };
    let persona_id = match &args.persona {
        Some(name) => Some(persona::find(conn, name, workspace_id)?.id),
        None => None,
    };
    let filter = Filter {
        workspace_id,
        status: args.status,
        agent_type: args.agent_type,
        tag: args.tag,
        persona_id,
        search: args.listing.search.clone(),
    };
    let rows = agent::page(conn, &filter, &page)?;
    let page = args.listing.finish(rows);
    app.out.list(
        &page,
        &["id", "name", "agent_type", "status", "tags", "updated_at"],
    )?;
    Ok(Status::Done)
}

impl Listed for Row {
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn natural_key(&self) -> &str {
        &self.name
    }

    fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}
