//! `automatos workspace ...`

mod create;
mod list;
mod show;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::workspace::{self, Workspace};

/// Create and see the tenants of the platform
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Create(create::Args),
    List(list::Args),
    Show(show::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Create(args) => create::run(args, app),
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
    }
}

/// The workspace that a command is about, where one was named.
#[derive(Debug, clap::Args)]
pub struct Chosen {
    /// Only what this workspace can use: its own and what is global
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
    /// Its id.
    pub fn id(&self, conn: &mut PgConnection) -> anyhow::Result<Option<Uuid>> {
        let Some(name) = &self.workspace else {
            return Ok(None);
        };
        Ok(Some(find(conn, name)?.id))
    }
}

/// The workspace of that slug, name or id.
pub fn find(conn: &mut PgConnection, name: &str) -> anyhow::Result<Workspace> {
    let found = workspace::named(conn, name)?;
    naming::one("workspace", name, found, || workspace::names(conn))
}
