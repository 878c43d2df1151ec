//! `automatos persona ...`

mod create;
mod delete;
mod export;
mod fields;
mod list;
mod show;
mod update;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::persona::{self, Persona};
use crate::error::{Advice, Code};

/// See and change the voices agents can speak with
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
    Create(create::Args),
    Update(update::Args),
    Delete(delete::Args),
    Export(export::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
        Command::Create(args) => create::run(args, app),
        Command::Update(args) => update::run(args, app),
        Command::Delete(args) => delete::run(args, app),
        Command::Export(args) => export::run(args, app),
    }
}

/// The persona of that slug, name or id: of those that the workspace can use, its own before a global
/// one, or of all.
pub fn find(
    conn: &mut PgConnection,
    name: &str,
    workspace_id: Option<Uuid>,
) -> anyhow::Result<Persona> {
    let mut found = persona::named(conn, name, workspace_id)?;
    if workspace_id.is_some() && found.iter().any(|one| one.workspace_id.is_some()) {
        found.retain(|one| one.workspace_id.is_some());
    }
    naming::one("persona", name, found, || match workspace_id {
        Some(id) => persona::usable_names(conn, id),
        None => persona::names(conn),
    })
}

/// A command for one workspace changes only what is that workspace's own.
fn check_own(persona: &Persona, workspace_id: Option<Uuid>) -> Result<(), Advice> {
    if workspace_id.is_none() || persona.workspace_id == workspace_id {
        return Ok(());
    }
    let message = format!("the persona `{}` is for all workspaces", persona.slug);
    Err(Advice::new(Code::PersonaScope, message)
        .hint("leave `--workspace` out, and AUTOMATOS_WORKSPACE, to change it for all"))
}
