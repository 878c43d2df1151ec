//! `automatos agent ...`

mod assign;
mod context;
mod equipped;
mod unassign;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::{naming, workspace};
use crate::db::agent::{self, Agent};

/// Give agents what they work with
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Assign(assign::Args),
    Context(context::Args),
    Unassign(unassign::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Context(args) => context::run(args, app),
        Command::Assign(args) => assign::run(args, app),
        Command::Unassign(args) => unassign::run(args, app),
    }
}

/// The agent that a command is about.
#[derive(Debug, clap::Args)]
pub struct Chosen {
    /// Its name or id
    agent: String,

    /// The workspace it is in; needed where several have an agent of that name
    #[arg(
        short,
        long,
        value_name = "WORKSPACE",
        env = "AUTOMATOS_WORKSPACE",
        hide_env = true
    )]
    workspace: Option<String>,
}

impl Chosen {
    /// It.
    pub fn find(&self, conn: &mut PgConnection) -> anyhow::Result<Agent> {
        let workspace_id = match &self.workspace {
            Some(name) => Some(workspace::find(conn, name)?.id),
            None => None,
        };
        find(conn, &self.agent, workspace_id)
    }
}

/// The agent of that name or id, in a workspace or in any.
pub fn find(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> anyhow::Result<Agent> {
    let found = agent::named(conn, name, workspace_id)?;
    naming::one("agent", name, found, || agent::names(conn, workspace_id))
}
