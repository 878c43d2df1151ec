//! `automatos agent ...`

mod archive;
mod assign;
mod assignments;
mod clone;
mod context;
mod create;
mod delete;
mod equipped;
mod fields;
mod list;
mod show;
mod unassign;
mod update;

pub use assignments::Target;
pub use equipped::show as show_equipped;
pub use fields::read;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::{naming, workspace};
use crate::db::agent::{self, Agent};
use crate::db::workspace::Workspace;

/// Create agents, change them, and give them what they work with
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Archive(archive::Args),
    Delete(delete::Args),
    Clone(clone::Args),
    Assign(assign::Args),
    Context(context::Args),
    Unassign(unassign::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Context(args) => context::run(args, app),
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Archive(args) => archive::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Clone(args) => clone::run(args, app),
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
    /// It, and the workspace it is in.
    pub fn find(&self, conn: &mut PgConnection) -> anyhow::Result<(Workspace, Agent)> {
        let workspace = match &self.workspace {
            Some(name) => Some(workspace::find(conn, name)?),
            None => None,
        };
        let workspace_id = workspace.as_ref().map(|workspace| workspace.id);
        let found = agent::named(conn, &self.agent, workspace_id)?;
        let agent = naming::one("agent", &self.agent, found, || {
            agent::names(conn, workspace_id)
        })?;
        let workspace = match workspace {
            Some(workspace) => workspace,
            None => workspace::find(conn, &agent.workspace_id.to_string())?,
        };
        Ok((workspace, agent))
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
