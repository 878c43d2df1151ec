//! `automatos workflow ...`

mod archive;
mod create;
mod delete;
mod execution;
mod list;
mod show;
mod update;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::Commit;
use crate::db::workflow::{self, Workflow};
use crate::error::{Advice, Code};
use crate::ops::deed::Deed;

/// See and change what agents of a workspace carry out together
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Archive(archive::Args),
    Delete(delete::Args),
    #[command(subcommand)]
    Execution(execution::Command),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Archive(args) => archive::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Execution(command) => execution::run(command, app),
    }
}

/// The workflow of a workspace of that name or id.
fn find(conn: &mut PgConnection, workspace_id: Uuid, name: &str) -> anyhow::Result<Workflow> {
    let found = workflow::named(conn, workspace_id, name)?;
    naming::one("workflow", name, found, || {
        workflow::names(conn, workspace_id)
    })
}

/// How this command's changes are recorded.
fn deed(app: &App, commit: Commit) -> Deed<'_> {
    Deed {
        actor: &app.config.actor,
        command: app.command(),
        commit,
    }
}

/// A name that fits its column.
pub fn check_name(name: &str) -> Result<(), Advice> {
    if !name.trim().is_empty() && name.chars().count() <= 255 {
        return Ok(());
    }
    let message = "the name of a workflow may not be empty or longer than 255 characters";
    Err(Advice::new(Code::Usage, message))
}
