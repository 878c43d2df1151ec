//! `automatos workspace ...`

mod create;
mod delete;
mod list;
mod member;
mod pause;
mod resume;
mod show;
mod update;
mod webhook;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::workspace::{self, Workspace};

/// Create, see and change the tenants of the platform and who is in them
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Create(create::Args),
    List(list::Args),
    Show(show::Args),
    Update(update::Args),
    Pause(pause::Args),
    Resume(resume::Args),
    Delete(delete::Args),
    #[command(subcommand)]
    Member(member::Command),
    #[command(subcommand)]
    Webhook(webhook::Command),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::Create(args) => create::run(args, app),
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Pause(args) => pause::run(args, app),
        Command::Resume(args) => resume::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Member(command) => member::run(command, app),
        Command::Webhook(command) => webhook::run(command, app),
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
        Ok(self.find(conn)?.map(|workspace| workspace.id))
    }

    /// It.
    pub fn find(&self, conn: &mut PgConnection) -> anyhow::Result<Option<Workspace>> {
        let Some(name) = &self.workspace else {
            return Ok(None);
        };
        Ok(Some(find(conn, name)?))
    }
}

/// The workspace of that slug, name or id.
pub fn find(conn: &mut PgConnection, name: &str) -> anyhow::Result<Workspace> {
    let found = workspace::named(conn, name)?;
    one(conn, name, found)
}

/// The one of those that were found by `name`.
fn one(conn: &mut PgConnection, name: &str, found: Vec<Workspace>) -> anyhow::Result<Workspace> {
    naming::one("workspace", name, found, || workspace::names(conn))
}
