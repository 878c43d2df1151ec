//! `automatos persona ...`

mod list;
mod show;

use diesel::PgConnection;
use uuid::Uuid;

use super::app::App;
use super::exit::Status;
use super::naming;
use crate::db::persona::{self, Persona};

/// See the voices agents can speak with
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Show(show::Args),
}

pub fn run(command: Command, app: &App) -> anyhow::Result<Status> {
    match command {
        Command::List(args) => list::run(args, app),
        Command::Show(args) => show::run(args, app),
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
